using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Configuration;

/// <summary>
/// Takes hold of the options that modules see while the configuration is still being made. Those of the finished evaluation are
/// checked for definitions without an option first, which is too late for what the modules themselves depend on.
/// </summary>
internal sealed class OptionsProbe : HostModule
{
    private Value? _options;

    /// <inheritdoc/>
    public override string File => "nixos/modules/options-probe.nix";

    /// <summary>The options, once the modules are being evaluated; a thunk.</summary>
    public Value Options => _options ?? throw new InvalidOperationException("no module has been evaluated yet");

    /// <inheritdoc/>
    public override Value? DeclareOptions(ModuleArguments arguments)
    {
        _options = arguments.Options;
        return null;
    }
}
