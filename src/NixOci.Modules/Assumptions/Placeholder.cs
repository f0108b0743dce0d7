using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Modules.Assumptions;

/// <summary>A value that is not known and that was assumed.</summary>
/// <param name="Kind">What it would have come from.</param>
/// <param name="Path">Its path, for example <c>services.app.port</c> or <c>inputs.tools.lib.port</c>; byte text.</param>
/// <param name="Position">Where it is read first; may be unknown.</param>
public sealed record Placeholder(UnknownKind Kind, string Path, Position Position)
{
    /// <summary>What stands in its place where a string is needed: the path between at signs.</summary>
    public string Text => "@" + Path + "@";

    /// <summary>
    /// As what it was needed: <see cref="ValueKind.String"/> is <see cref="Text"/>, <see cref="ValueKind.Bool"/> is false,
    /// <see cref="ValueKind.List"/> is a list of the placeholder alone, <see cref="ValueKind.Attrs"/> an empty set; null where the
    /// value was handed on and never looked into.
    /// </summary>
    public ValueKind? UsedAs { get; internal set; }

    /// <summary>Whether only parts of the value were read, which are placeholders of their own.</summary>
    internal bool IsOnlySelectedFrom { get; set; }
}

/// <summary>A module that is not part of the configuration although it is imported, because it is not at hand.</summary>
/// <param name="Name">What names it: the path in an input, or a file; byte text.</param>
/// <param name="ImportedBy">The file or module that imports it; byte text.</param>
/// <param name="Reason">Why it is left out.</param>
public sealed record LeftOutModule(string Name, string ImportedBy, LeftOutReason Reason)
{
    /// <summary>Whether something may be missing without it.</summary>
    public bool IsMissed => Reason is LeftOutReason.InputIsUnknown or LeftOutReason.FileIsMissing;
}

/// <summary>Why a module is left out.</summary>
public enum LeftOutReason
{
    /// <summary>It is a part of NixOS that has nothing to do with units of containers.</summary>
    IsPartOfNixos,

    /// <summary>What it declares is declared here: the modules of sops-nix and agenix.</summary>
    IsDeclaredHere,

    /// <summary>It comes from an input of a flake, or from an argument, that is not at hand.</summary>
    InputIsUnknown,

    /// <summary>There is no such file.</summary>
    FileIsMissing,
}
