using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Packages;

namespace NixOci.Containers.Configuration;

/// <summary>How a configuration is evaluated, apart from its modules.</summary>
/// <param name="Interpreter">The interpreter; it finds <c>lib</c> by <c>&lt;nixpkgs/lib&gt;</c>.</param>
/// <param name="Choice">The release of NixOS that is followed; null lets each configuration name its own.</param>
public sealed record SystemSettings(Interpreter Interpreter, ReleaseChoice? Choice)
{
    /// <summary>Where packages and files are registered.</summary>
    public SymbolicStore Store { get; init; } = new();

    /// <summary>What becomes of values that are not at hand.</summary>
    public Unknowns Unknowns { get; init; } = new(areAssumed: false);

    /// <summary>Definitions that override those of the modules.</summary>
    public IReadOnlyList<OptionSetting> Options { get; init; } = [];

    /// <summary>Arguments that modules may use, also in their imports.</summary>
    public AttrSet Arguments { get; init; } = AttrSet.Empty;
}
