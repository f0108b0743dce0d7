using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Containers.Flakes;

/// <summary>What a flake says of one of its inputs.</summary>
internal sealed class InputDeclaration
{
    private static readonly string[] LocalSchemes = ["path:", "git+file:"];

    private static readonly string[] NixpkgsMarks =
        ["nixos/nixpkgs", "nix-community/nixpkgs.lib", "channels.nixos.org/", "releases.nixos.org/nixos"];

    /// <summary>An input that is only asked for by name.</summary>
    public static readonly InputDeclaration Implicit = new(AttrSet.Empty);

    private readonly AttrSet _set;

    private InputDeclaration(AttrSet set) => _set = set;

    /// <summary>The reference, for example <c>github:NixOS/nixpkgs/nixos-24.05</c>; null where there is none.</summary>
    public string? Url => Text("url");

    /// <summary>Whether the input is itself a flake and not just files.</summary>
    public bool IsFlake => _set["flake"]?.ForceBool() ?? true;

    /// <summary>The input, named from the top, that this one is the same as; null where it is one of its own.</summary>
    public string? Follows => Text("follows");

    /// <summary>What is said of the inputs of the input.</summary>
    public AttrSet Inputs => _set["inputs"]?.ForceAttrs() ?? AttrSet.Empty;

    /// <summary>The declaration in a flake's <c>inputs</c>.</summary>
    public static InputDeclaration Of(Value value) => new(value.ForceAttrs());

    /// <summary>Whether the input is nixpkgs, or its <c>lib</c> alone.</summary>
    /// <param name="name">The input's name.</param>
    public bool IsNixpkgs(string name)
    {
        if (Text("type") is "github" or "indirect")
        {
            return Text("repo")?.Equals("nixpkgs", StringComparison.OrdinalIgnoreCase) ?? Text("id") == "nixpkgs";
        }

        if (Url is not { } url) return name == "nixpkgs";
        if (url is "nixpkgs" or "flake:nixpkgs" || url.StartsWith("nixpkgs/", StringComparison.Ordinal)
            || url.StartsWith("flake:nixpkgs/", StringComparison.Ordinal))
        {
            return true;
        }

        foreach (string mark in NixpkgsMarks)
        {
            if (url.Contains(mark, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>The directory of an input that lies on this machine by its very declaration; null for others.</summary>
    /// <param name="flake">The directory of the flake that declares it.</param>
    public string? LocalPath(string flake)
    {
        string? path = Text("type") == "path" ? Text("path") : Url;
        if (path is null) return null;
        if (path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query) path = path[..query];
        foreach (string scheme in LocalSchemes)
        {
            if (!path.StartsWith(scheme, StringComparison.Ordinal)) continue;
            path = path[scheme.Length..];
            if (path.StartsWith("//", StringComparison.Ordinal)) path = path[2..];
            return NixPaths.Resolve(flake, path);
        }

        return path.StartsWith('/') || path is "." or ".." || path.StartsWith("./", StringComparison.Ordinal)
            || path.StartsWith("../", StringComparison.Ordinal)
            ? NixPaths.Resolve(flake, path)
            : null;
    }

    private string? Text(string name) => _set[name]?.Force() switch
    {
        NixString text => text.Text,
        NixPath path => path.Path,
        _ => null,
    };
}
