using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Nixos;

/// <summary><c>networking.hostName</c> and what belongs to it.</summary>
public sealed class HostNameModule : HostModule
{
    /// <inheritdoc/>
    public override string File => "nixos/modules/tasks/network-interfaces.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        Value name = lib.Types["strMatching"].Call(Nix.Str("^$|^[[:alnum:]]([[:alnum:]_-]{0,61}[[:alnum:]])?$"));
        return Nix.Attrs(("networking", Nix.Attrs(
            ("hostName", lib.MkOption(
                type: name,
                defaultValue: Nix.Str("nixos"),
                description: "The host's name without its domain; empty if it is found out otherwise.",
                example: Nix.Str("nas"))),
            ("domain", lib.MkOption(
                type: lib.Types.NullOr(lib.Types.Str),
                defaultValue: Nix.Null,
                description: "The host's domain.",
                example: Nix.Str("home.arpa"))),
            ("fqdn", lib.MkOption(
                type: lib.Types.Str,
                defaultValue: Nix.Lazy(() => FullName(arguments)),
                defaultText: "\"${networking.hostName}.${networking.domain}\"",
                description: "The host's name with its domain.")),
            ("fqdnOrHostName", lib.MkOption(
                type: lib.Types.Str,
                defaultValue: Nix.Lazy(() => arguments.Config.Select(
                    "networking", arguments.Config.Select("networking", "domain") is NixNull ? "hostName" : "fqdn")),
                defaultText: "if networking.domain == null then networking.hostName else networking.fqdn",
                description: "The host's name, with its domain if there is one.",
                isReadOnly: true)),
            ("hostId", lib.MkOption(
                type: lib.Types.NullOr(lib.Types.Str),
                defaultValue: Nix.Null,
                description: "The host's 32-bit identifier, in hexadecimal.",
                example: Nix.Str("4e98920d"))),
            ("enableIPv6", lib.MkOption(
                type: lib.Types.Bool, defaultValue: NixBool.True, description: "Whether the host uses IPv6.")))));
    }

    private static NixString FullName(ModuleArguments arguments)
    {
        Value networking = arguments.Config.Select("networking");
        string host = networking.Select("hostName").ForceString().Text;
        if (host.Length > 0 && networking.Select("domain") is NixString domain) return Nix.Str($"{host}.{domain.Text}");
        throw new ThrownException(
            "The FQDN is required but cannot be determined from `networking.hostName` and\n`networking.domain`. Please ensure these "
            + "options are set properly or set\n`networking.fqdn` directly.\n");
    }
}
