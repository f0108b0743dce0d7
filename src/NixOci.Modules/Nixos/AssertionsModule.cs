using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Nixos;

/// <summary><c>assertions</c> and <c>warnings</c>.</summary>
public sealed class AssertionsModule : HostModule
{
    /// <inheritdoc/>
    public override string File => "nixos/modules/misc/assertions.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        return Nix.Attrs(
            ("assertions", lib.MkOption(
                type: lib.Types.ListOf(lib.Types["unspecified"]),
                defaultValue: NixList.Empty,
                description: "Conditions that must hold. Where one does not, its message is an error and nothing is made of the "
                    + "configuration.",
                example: Nix.List(Nix.Attrs(("assertion", NixBool.False), ("message", Nix.Str("the port must be set")))),
                isInternal: true)),
            ("warnings", lib.MkOption(
                type: lib.Types.ListOf(lib.Types.Str),
                defaultValue: NixList.Empty,
                description: "Messages that are shown to the user.",
                example: Nix.Strings("The service foo is deprecated and will go away soon."),
                isInternal: true)));
    }
}
