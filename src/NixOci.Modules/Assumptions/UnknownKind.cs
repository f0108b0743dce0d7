namespace NixOci.Modules.Assumptions;

/// <summary>What it is that a configuration needs and that is not at hand.</summary>
public enum UnknownKind
{
    /// <summary>An option that is read although nothing declares or defines it; its path is the option's.</summary>
    Option,

    /// <summary>An argument of a module that nobody gives; its path begins with the argument's name.</summary>
    Argument,

    /// <summary>An input of a flake that is not at hand; its path begins with the input's name.</summary>
    Input,
}
