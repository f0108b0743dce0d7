using NixOci.Language.Source;
using NixOci.Modules.Evaluation;

namespace NixOci.Containers.Explanation;

/// <summary>What an origin is.</summary>
public enum OriginKind
{
    /// <summary>A definition of the user's.</summary>
    Definition,

    /// <summary>The default of an option, since nobody defines it.</summary>
    Default,

    /// <summary>A rule of the NixOS release that is followed: one of its modules says so whatever the configuration says.</summary>
    Rule,

    /// <summary>Nothing is known.</summary>
    Unknown,
}

/// <summary>Where a line, or a part of it, comes from.</summary>
public sealed record Origin
{
    /// <summary>What it is.</summary>
    public required OriginKind Kind { get; init; }

    /// <summary>The part of the line that comes from here; empty for all of it. Byte text.</summary>
    public string Part { get; init; } = "";

    /// <summary>The option as Nix code writes it; null where the origin is a rule. Byte text.</summary>
    public string? Option { get; init; }

    /// <summary>The file of the definition; empty where there is none. Byte text.</summary>
    public string File { get; init; } = "";

    /// <summary>The place of the definition; may be unknown.</summary>
    public Position Position { get; init; }

    /// <summary>
    /// Whether <see cref="Position"/> is that of a larger definition, since the very definition is computed and has no place of its own.
    /// </summary>
    public bool IsAround { get; init; }

    /// <summary>The definition's priority; null where the origin is a rule.</summary>
    public long? Priority { get; init; }

    /// <summary>The module of NixOS whose rule it is, for example <c>oci-containers</c>; empty where it is no rule.</summary>
    public string Module { get; init; } = "";

    /// <summary>What the rule says, in words; may be empty.</summary>
    public string Meaning { get; init; } = "";
}

/// <summary>A definition that does not stand.</summary>
/// <param name="Option">The option as Nix code writes it; byte text.</param>
/// <param name="File">The file; byte text.</param>
/// <param name="Position">Where it is written; may be unknown.</param>
/// <param name="Module">The module of NixOS that it is in; empty where it is the user's.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Outcome">Why it does not stand.</param>
/// <param name="Value">What it would have said; null where that cannot be shown in a line. Byte text.</param>
public sealed record LostDefinition(
    string Option, string File, Position Position, string Module, long Priority, DefinitionOutcome Outcome, string? Value);

/// <summary>What a line of an explanation is.</summary>
public enum LineKind
{
    /// <summary>A setting of the unit.</summary>
    Setting,

    /// <summary>A line of a script that the unit runs.</summary>
    Script,

    /// <summary>An argument of the command that runs a container.</summary>
    Argument,

    /// <summary>Something about the unit that does not stand in its text, such as a link that enables it.</summary>
    Relation,
}

/// <summary>A line of a unit or of its scripts, with where it comes from.</summary>
public sealed record ExplainedLine
{
    /// <summary>What it is.</summary>
    public required LineKind Kind { get; init; }

    /// <summary>The section; empty outside of the unit's text. Byte text.</summary>
    public required string Section { get; init; }

    /// <summary>The setting's key; of lines of a script that of the setting that runs the script. Byte text.</summary>
    public required string Key { get; init; }

    /// <summary>The line as NixOS has it; byte text.</summary>
    public required string Text { get; init; }

    /// <summary>What else the line can be asked for by: a flag's name, a variable's. Byte text.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Where it comes from, at least one.</summary>
    public required IReadOnlyList<Origin> Origins { get; init; }

    /// <summary>The definitions that do not stand.</summary>
    public required IReadOnlyList<LostDefinition> Lost { get; init; }
}
