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

    /// <summary>The files that stand for nixpkgs' own.</summary>
    public static IReadOnlyDictionary<string, Func<Interpreter, Value>> HostFiles { get; }
        = new Dictionary<string, Func<Interpreter, Value>>(StringComparer.Ordinal)
        {
            [LibFile] = NixpkgsLib.Create,
            [LibFile + "/default.nix"] = NixpkgsLib.Create,
        };

    /// <summary>The entry of the search path by which <c>&lt;nixpkgs/…&gt;</c> finds them.</summary>
    public static SearchPathEntry SearchPath { get; } = new("nixpkgs", Root);
}
