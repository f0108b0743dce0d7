using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>What an interpreter needs so that <c>&lt;nixpkgs/lib&gt;</c> is the built-in <c>lib</c>.</summary>
public static class NixpkgsHost
{
    /// <summary>The directory that stands for nixpkgs; no such directory is on disk.</summary>
    public const string Root = "/nixpkgs";

    /// <summary>The file that importing <c>&lt;nixpkgs/lib&gt;</c> evaluates.</summary>
    public const string LibFile = Root + "/lib";

    /// <summary>The directory below which NixOS's own modules would lie; nothing lies there.</summary>
    public const string ModulesPath = Root + "/nixos/modules";

    /// <summary>The files that stand for nixpkgs' own.</summary>
    public static IReadOnlyDictionary<string, Func<Interpreter, Value>> HostFiles { get; }
        = new Dictionary<string, Func<Interpreter, Value>>(StringComparer.Ordinal)
        {
            [LibFile] = NixpkgsLib.Create,
            [LibFile + "/default.nix"] = NixpkgsLib.Create,
        };

    /// <summary>The entry of the search path by which <c>&lt;nixpkgs/…&gt;</c> finds them.</summary>
    public static SearchPathEntry SearchPath { get; } = EntryOf(Root);

    /// <summary>The entry of the search path that makes a directory nixpkgs.</summary>
    /// <param name="path">The absolute path as byte text.</param>
    public static SearchPathEntry EntryOf(string path) => new("nixpkgs", path);

    /// <summary>
    /// The nixpkgs in use: the first directory by the search path that has a <c>lib</c>, or <see cref="Root"/> where the user
    /// gave none.
    /// </summary>
    public static string RootInUse(Interpreter interpreter)
    {
        string lib = interpreter.FindFile(EvalSite.None, interpreter.Options.SearchPath, "nixpkgs/lib");
        return lib[..lib.LastIndexOf('/')];
    }

    /// <summary>The <c>lib</c> of the nixpkgs in use.</summary>
    /// <param name="interpreter">The interpreter.</param>
    /// <param name="root">What <see cref="RootInUse"/> found.</param>
    public static Value ImportLib(Interpreter interpreter, string root) => interpreter.Import(EvalSite.None, root + "/lib");
}
