using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>
/// Makes derivations the way <c>stdenv.mkDerivation</c> shows them to Nix code: an attribute set with a name, paths of outputs
/// and functions that override its arguments. Nothing is computed before it is selected; an output enters the store when its
/// path is.
/// </summary>
/// <param name="store">Where outputs are kept.</param>
/// <param name="system">The platform, for example <c>x86_64-linux</c>.</param>
internal sealed class DerivationMaker(SymbolicStore store, string system)
{
    /// <summary>Where outputs are kept.</summary>
    public SymbolicStore Store { get; } = store;

    /// <summary>The platform.</summary>
    public NixString System { get; } = Nix.Str(system);

    /// <summary>A derivation.</summary>
    /// <param name="arguments">What <c>mkDerivation</c> is given, <c>meta</c> and <c>passthru</c> among it.</param>
    /// <param name="kind">What it would make.</param>
    /// <param name="overrides">What <c>override</c> was given so far.</param>
    public AttrSet Make(AttrSet arguments, DerivationKind kind, AttrSet? overrides = null)
        => new MadeDerivation(this, arguments, kind, overrides).Set;
}
