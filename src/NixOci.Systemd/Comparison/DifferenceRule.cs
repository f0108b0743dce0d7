namespace NixOci.Systemd.Comparison;

/// <summary>A way in which two units can differ.</summary>
/// <param name="Id">A short name of letters and hyphens that stays the same from version to version.</param>
/// <param name="Meaning">One sentence.</param>
public sealed record DifferenceRule(string Id, string Meaning)
{
    /// <summary>A unit stands on the left only.</summary>
    public static DifferenceRule UnitMissing { get; } = new("unit-missing", "A unit is missing.");

    /// <summary>A unit stands on the right only.</summary>
    public static DifferenceRule UnitExtra { get; } = new("unit-extra", "A unit is there that should not be.");

    /// <summary>One of two units is masked.</summary>
    public static DifferenceRule UnitMasked { get; } = new("unit-masked", "A unit is masked on one side only.");

    /// <summary>A unit cannot be read.</summary>
    public static DifferenceRule UnitUnreadable { get; } = new("unit-unreadable", "A unit's file is no unit file.");

    /// <summary>The links that enable or name a unit.</summary>
    public static DifferenceRule UnitLinks { get; } = new("unit-links", "The links that enable a unit or give it further names differ.");

    /// <summary>A setting has another value.</summary>
    public static DifferenceRule Setting { get; } = new("setting", "A setting has another value.");

    /// <summary>A variable of the environment.</summary>
    public static DifferenceRule Variable { get; } = new("environment", "A variable of a service's environment differs.");

    /// <summary>The command that is run.</summary>
    public static DifferenceRule Command { get; } = new("command", "Another command is run.");

    /// <summary>With which privileges a command is run, or whether its failure counts.</summary>
    public static DifferenceRule CommandPrefix { get; } = new("command-prefix", "A command is run with other privileges, or its failure counts differently.");

    /// <summary>A line of a script.</summary>
    public static DifferenceRule ScriptLine { get; } = new("script-line", "A line of a script differs.");

    /// <summary>What interprets a script.</summary>
    public static DifferenceRule ScriptInterpreter { get; } = new("script-interpreter", "A script is run by another interpreter.");

    /// <summary>A script or file cannot be found.</summary>
    public static DifferenceRule FileMissing { get; } = new("file-missing", "A script or file that a unit refers to is missing.");

    /// <summary>A script cannot be executed.</summary>
    public static DifferenceRule FileMode { get; } = new("file-mode", "A script may not be executed.");

    /// <summary>A file's contents.</summary>
    public static DifferenceRule FileContent { get; } = new("file-content", "A file that a unit refers to has other contents.");

    /// <summary>Nothing but the version of a package.</summary>
    public static DifferenceRule PackageVersion { get; } = new("package-version", "A package has another version.");

    /// <summary>The rules of this room.</summary>
    public static IReadOnlyList<DifferenceRule> All { get; } =
    [
        UnitMissing, UnitExtra, UnitMasked, UnitUnreadable, UnitLinks, Setting, Variable, Command, CommandPrefix, ScriptLine,
        ScriptInterpreter, FileMissing, FileMode, FileContent, PackageVersion,
    ];
}
