using NixOci.Containers.Configuration;
using NixOci.Containers.Releases;
using NixOci.Language.Values;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Units;

namespace NixOci.Containers.Explanation;

/// <summary>What NixOS makes of a container's options, told the other way: which of them a part of its service comes from.</summary>
/// <param name="tracer">Finds definitions.</param>
/// <param name="container">The container.</param>
internal sealed class ContainerRuleOrigins(DefinitionTracer tracer, TranslatedContainer container)
{
    /// <summary>The module of NixOS that says all this.</summary>
    public const string Module = "oci-containers";

    private static readonly Dictionary<string, string> ProxyOptions = new(StringComparer.Ordinal)
    {
        ["http_proxy"] = "httpProxy",
        ["https_proxy"] = "httpsProxy",
        ["rsync_proxy"] = "rsyncProxy",
        ["ftp_proxy"] = "ftpProxy",
        ["all_proxy"] = "allProxy",
        ["no_proxy"] = "noProxy",
    };

    /// <summary>The container.</summary>
    public TranslatedContainer Container => container;

    private BackendTraits Backend => container.Backend == "docker" ? tracer.Release.Docker : tracer.Release.Podman;

    /// <summary>The path of an option of the container.</summary>
    public string[] At(params ReadOnlySpan<string> option) => ["virtualisation", "oci-containers", "containers", container.Name, .. option];

    /// <summary>Adds where an option of the container comes from.</summary>
    public bool AddOption(LineOrigins origins, params ReadOnlySpan<string> option) => origins.AddOption(At(option));

    /// <summary>Adds a rule for all containers.</summary>
    public static bool AddRule(LineOrigins origins, string meaning, string part = "")
    {
        origins.AddRule(Module, meaning, part);
        return true;
    }

    /// <summary>Adds where the container is defined, which gives it its name.</summary>
    public bool AddName(LineOrigins origins) => origins.AddOption(At());

    /// <summary>Adds why the service is related to a unit.</summary>
    public bool AddRelation(LineOrigins origins, string option, string name)
    {
        if (option == "wantedBy") return AddOption(origins, "autoStart");
        foreach (string dependency in container.DependsOn)
        {
            if (name != UnitOf(dependency)) continue;
            return origins.AddOption(At("dependsOn"), name, value => ValueText.Has(value, dependency));
        }

        IReadOnlyList<string> toPull = option == "wants" ? tracer.Release.WantsToPull : tracer.Release.AfterToPull;
        if (toPull.Contains(name)) return AddRule(origins, "the image may have to be pulled", name);
        if (Backend.After.Contains(name)) return AddBackend(origins, name);
        if (name == "linger-users.service") return AddAccount(origins, name) | origins.AddOption(Account("linger"), name);
        return name.StartsWith("user@", StringComparison.Ordinal) && (AddAccount(origins, name) | origins.AddOption(Account("uid"), name));
    }

    /// <summary>Adds where a setting comes from.</summary>
    public bool AddSetting(LineOrigins origins, string section, UnitEntry entry)
    {
        if (section == "unitConfig") return AddAccount(origins, "");
        if (entry.Key == "ExecStartPre") return AddScript(origins, "preStart");
        ServiceSetting ofBackend = Find(Backend.Settings, entry.Key);
        if (ofBackend.Option is { } option && AddOption(origins, option.Split('.'))) return true;
        AddRule(origins, ofBackend.Key is null ? "every container" : $"every container that {container.Backend} runs");
        if (entry.Value.Contains(container.Name, StringComparison.Ordinal)) AddName(origins);
        return true;
    }

    private static ServiceSetting Find(IReadOnlyList<ServiceSetting> settings, string key)
        => settings.FirstOrDefault(setting => setting.Key == key);

    /// <summary>Adds where a variable comes from.</summary>
    public bool AddVariable(LineOrigins origins, string name)
    {
        if (name == "HOME") return AddAccount(origins, "") | origins.AddOption(Account("home"));
        if (!ProxyOptions.TryGetValue(name, out string? option)) return false;
        string[] common = ["networking", "proxy", "default"], own = ["networking", "proxy", option];
        bool isDefined = tracer.Find(own)?.Definitions.Any(static definition
            => definition is { IsDefault: false, Outcome: DefinitionOutcome.Stands }) ?? false;
        if (isDefined) return origins.AddOption(own);
        if (name == "no_proxy") AddRuleOf(origins, "networking", "with a proxy, the host itself is reached without it");
        return origins.AddOption(common);
    }

    /// <summary>Adds where the search path comes from.</summary>
    public bool AddSearchPath(LineOrigins origins) => origins.AddOption(["virtualisation", container.Backend, "package"]);

    /// <summary>Adds why there is a script.</summary>
    public bool AddScript(LineOrigins origins, string option)
        => AddRule(origins, option switch
        {
            "script" => $"{container.Backend} runs the container",
            "preStart" => "what an earlier run left is removed, and the image made ready",
            "preStop" => $"{container.Backend} stops the container",
            "postStop" => $"{container.Backend} removes the container",
            _ => "every container",
        }) | AddName(origins);

    /// <summary>Adds which program runs the container.</summary>
    public static bool AddBackend(LineOrigins origins, string part = "")
        => origins.AddOption(["virtualisation", "oci-containers", "backend"], part);

    /// <summary>Adds a rule, and the account that the container runs as.</summary>
    private bool AddAccount(LineOrigins origins, string part) => origins.AddOption(At("podman", "user"), part);

    private string[] Account(string option)
        => ["users", "users", (container.Options.SelectOrNull("podman", "user") as NixString)?.Text ?? "root", option];

    private static void AddRuleOf(LineOrigins origins, string module, string meaning) => origins.AddRule(module, meaning);

    /// <summary>The service of a container that is depended on; one that is not there is named as if it were.</summary>
    private string UnitOf(string name)
    {
        if (tracer.Release.LooksUpDependencies)
        {
            foreach (TranslatedContainer other in tracer.Translation.Containers)
            {
                if (other.Name == name) return other.Unit;
            }
        }

        return $"{container.Backend}-{name}.service";
    }
}
