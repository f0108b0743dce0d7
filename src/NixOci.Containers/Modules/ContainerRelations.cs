using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Modules;

/// <summary>The units that a container's service is related to.</summary>
/// <param name="release">The release that is followed.</param>
/// <param name="backend">The backend.</param>
/// <param name="containers">All containers, by their names; may be a thunk.</param>
internal sealed class ContainerRelations(ContainerRelease release, BackendTraits backend, Value containers)
{
    private static readonly string[] LingerService = ["linger-users.service"];

    /// <summary>The name of a container's service, without its extension.</summary>
    public string ServiceName(string container, Value options)
        => release.HasOption("serviceName") ? options.Select("serviceName").ForceString().Text : DefaultName(container);

    /// <summary>The units that it wants.</summary>
    public NixList Wants(ContainerView container)
        => Nix.Strings([.. MayHaveToPull(container) ? release.WantsToPull : [], .. Linger(container)]);

    /// <summary>The units that it comes after.</summary>
    public NixList After(ContainerView container)
        => Nix.Strings(
            [
                .. backend.After, .. MayHaveToPull(container) ? release.AfterToPull : [], .. Dependencies(container), .. Linger(container),
                .. UserManager(container),
            ]);

    /// <summary>The units that it cannot run without.</summary>
    public NixList Requires(ContainerView container) => Nix.Strings([.. Dependencies(container), .. UserManager(container)]);

    /// <summary>The number of the account that runs the container, as it stands in names; empty where it has none.</summary>
    public static string UserNumber(ContainerView container)
        => container.Account.Select("uid") is NixInt number
            ? number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : "";

    private static bool MayHaveToPull(ContainerView container) => container["imageFile"] is null && container["imageStream"] is null;

    private string DefaultName(string container) => $"{backend.Command}-{container}";

    private IEnumerable<string> Dependencies(ContainerView container)
    {
        if (container["dependsOn"] is not { } names) return [];
        return release.LooksUpDependencies ? LookUp(names.ForceList()) : Assume(names.ForceList());
    }

    private IEnumerable<string> Assume(NixList names)
    {
        foreach (Value name in names.Items) yield return DefaultName(name.ForceString().Text) + ".service";
    }

    /// <summary>As they are looked up in a set, each comes once and in the order of the names.</summary>
    private SortedDictionary<string, string>.ValueCollection LookUp(NixList names)
    {
        SortedDictionary<string, string> services = new(StringComparer.Ordinal);
        AttrSet known = containers.ForceAttrs();
        foreach (Value item in names.Items)
        {
            string name = item.ForceString().Text;
            Value dependency = known[name] ?? throw MissingContainer(known, name);
            services[name] = ServiceName(name, dependency) + ".service";
        }

        return services.Values;
    }

    private static EvalException MissingContainer(AttrSet known, string name)
    {
        List<string> names = new(known.Count);
        foreach ((Symbol other, _) in known.ByName) names.Add(other.Text);
        EvalException error = new($"attribute '{name}' missing") { Suggestions = Suggestion.BestMatches(names, name) };
        error.AddTrace(default, "while looking up the containers that `dependsOn' names");
        return error;
    }

    private string[] Linger(ContainerView container)
        => backend.UsesAccounts && container.IsRootless && container.Account.Select("linger").ForceBool() ? LingerService : [];

    private static string[] UserManager(ContainerView container)
        => container.IsRootless && container.SdNotify == "healthy" ? [$"user@{UserNumber(container)}.service"] : [];
}
