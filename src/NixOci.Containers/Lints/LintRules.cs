namespace NixOci.Containers.Lints;

/// <summary>All kinds of lints.</summary>
public static class LintRules
{
    /// <summary>A container depends on itself.</summary>
    public static readonly LintRule SelfDependency = new("NIXOCI001", "self-dependency", "a container depends on itself");

    /// <summary>A container depends on one that there is not.</summary>
    public static readonly LintRule UnknownDependency = new("NIXOCI002", "unknown-dependency", "a container depends on one that there is not");

    /// <summary>Containers depend on each other in a circle.</summary>
    public static readonly LintRule DependencyCycle = new("NIXOCI003", "dependency-cycle", "containers depend on each other in a circle");

    /// <summary>A port of the host is published twice.</summary>
    public static readonly LintRule PortTwice = new("NIXOCI004", "port-twice", "a port of the host is published twice");

    /// <summary>An option is defined that is not known here, and that looks like a misspelt one.</summary>
    public static readonly LintRule UnknownOption = new("NIXOCI005", "unknown-option", "an option that looks misspelt has no effect");

    /// <summary>A container is named by <c>extraOptions</c> as well.</summary>
    public static readonly LintRule NameTwice = new("NIXOCI006", "name-twice", "extraOptions names a container that has a name");

    /// <summary>A secret is written into the configuration.</summary>
    public static readonly LintRule LiteralSecret = new("NIXOCI007", "literal-secret", "a secret is written into the configuration");

    /// <summary>A variable is meant that nothing expands.</summary>
    public static readonly LintRule VariableNotExpanded = new("NIXOCI008", "variable-not-expanded", "a variable is written where nothing expands it");

    /// <summary>What an image is may change from one day to the next.</summary>
    public static readonly LintRule UnpinnedImage = new("NIXOCI009", "unpinned-image", "an image has no tag, or the tag latest");

    /// <summary>A container's name does not fit into names of units or into shells.</summary>
    public static readonly LintRule UnsafeName = new("NIXOCI010", "unsafe-name", "a container's name is not safe in a unit's name or a shell");

    /// <summary>A flag in <c>extraOptions</c> says again what an option says.</summary>
    public static readonly LintRule RepeatedFlag = new("NIXOCI011", "repeated-flag", "extraOptions repeats a flag that an option sets");

    /// <summary>The option <c>docker-containers</c> is used.</summary>
    public static readonly LintRule ObsoleteOption = new("NIXOCI012", "obsolete-option", "docker-containers is obsolete");

    /// <summary>There is no container.</summary>
    public static readonly LintRule NoContainer = new("NIXOCI013", "no-container", "no container results from the configuration");

    /// <summary>A setting of a unit is read as more than one.</summary>
    public static readonly LintRule UnitInjection = new("NIXOCI014", "unit-injection", "a setting reaches beyond its line in the unit");

    /// <summary>A value stands in a script without quotes, and has characters that a shell acts on.</summary>
    public static readonly LintRule ShellInjection = new("NIXOCI015", "shell-injection", "a value reaches beyond its word in a script");

    /// <summary>All of them, in the order of their codes.</summary>
    public static IReadOnlyList<LintRule> All { get; } =
    [
        SelfDependency, UnknownDependency, DependencyCycle, PortTwice, UnknownOption, NameTwice, LiteralSecret, VariableNotExpanded,
        UnpinnedImage, UnsafeName, RepeatedFlag, ObsoleteOption, NoContainer, UnitInjection, ShellInjection,
    ];

    /// <summary>The rule of a code or name, in upper or lower case; null where there is none.</summary>
    public static LintRule? Find(string codeOrName)
    {
        foreach (LintRule rule in All)
        {
            if (rule.Code.Equals(codeOrName, StringComparison.OrdinalIgnoreCase) || rule.Name.Equals(codeOrName, StringComparison.OrdinalIgnoreCase))
            {
                return rule;
            }
        }

        return null;
    }
}
