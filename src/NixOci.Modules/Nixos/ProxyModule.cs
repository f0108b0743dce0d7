using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Nixos;

/// <summary><c>networking.proxy.*</c>, which become environment variables of services.</summary>
public sealed class ProxyModule : HostModule
{
    private const string LocalHosts = "127.0.0.1,localhost";

    private static readonly (string Option, string Variable)[] Protocols =
    [
        ("httpProxy", "http_proxy"), ("httpsProxy", "https_proxy"), ("rsyncProxy", "rsync_proxy"), ("ftpProxy", "ftp_proxy"),
        ("allProxy", "all_proxy"),
    ];

    /// <inheritdoc/>
    public override string File => "nixos/modules/config/networking.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        AttrSetBuilder proxy = new(8);
        proxy.Add("default", Option(lib, "The proxy for every protocol that has none of its own.", Nix.Null));
        foreach ((string option, string variable) in Protocols)
        {
            proxy.Add(option, Option(
                lib,
                $"The value of the environment variable `{variable}`.",
                Nix.Lazy(() => arguments.Config.Select("networking", "proxy", "default")),
                "config.networking.proxy.default"));
        }

        proxy.Add("noProxy", lib.MkOption(
            type: lib.Types.NullOr(lib.Types.Str),
            defaultValue: Nix.Null,
            description: $"The value of the environment variable `no_proxy`. With `default` set it is `{LocalHosts}` unless given.",
            example: Nix.Str("127.0.0.1,localhost,.example.org")));
        proxy.Add("envVars", lib.MkOption(
            type: lib.Types["attrs"],
            defaultValue: AttrSet.Empty,
            description: "The environment variables that follow from the other options.",
            isInternal: true));
        return Nix.Attrs(("networking", Nix.Attrs(("proxy", proxy.Build()))));
    }

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
        => Nix.Attrs(("networking", Nix.Attrs(("proxy", Nix.Attrs(
            ("envVars", Nix.Lazy(() => Variables(arguments.Config.Select("networking", "proxy")))))))));

    private static Value Option(Lib lib, string description, Value defaultValue, string? defaultText = null)
        => lib.MkOption(
            type: lib.Types.NullOr(lib.Types.Str),
            defaultValue: defaultValue,
            defaultText: defaultText,
            description: description,
            example: Nix.Str("http://127.0.0.1:3128"));

    private static AttrSet Variables(Value proxy)
    {
        AttrSetBuilder variables = new(8);
        if (proxy.Select("default") is not NixNull) variables.Add("no_proxy", Nix.Str(LocalHosts));
        foreach ((string option, string variable) in Protocols)
        {
            if (proxy.Select(option) is var value and not NixNull) variables.Add(variable, value);
        }

        if (proxy.Select("noProxy") is var hosts and not NixNull) variables.Add("no_proxy", hosts);
        return variables.Build();
    }
}
