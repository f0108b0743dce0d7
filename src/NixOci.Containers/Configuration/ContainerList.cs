using NixOci.Language.Values;
using NixOci.Language.Evaluation;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Configuration;

/// <summary>Reads the containers of an evaluated configuration.</summary>
internal static class ContainerList
{
    /// <summary>The containers, in the order of their names.</summary>
    public static IReadOnlyList<TranslatedContainer> Read(Translation translation)
    {
        // A module of the user's may be there in place of the one that declares containers.
        Value? settings = translation.Config.SelectOrNull("virtualisation", "oci-containers");
        if (settings?.SelectOrNull("containers") is not AttrSet { Count: > 0 } containers) return [];
        if (settings.SelectOrNull("backend") is not NixString { Text: var backend }) return [];
        Dictionary<Symbol, List<OptionDefinition>> definitions = ByName(translation);
        List<TranslatedContainer> found = new(containers.Count);
        foreach ((Symbol name, Value options) in containers.ByName)
        {
            string service = (options.SelectOrNull("serviceName") as NixString)?.Text ?? $"{backend}-{name.Text}";
            found.Add(new TranslatedContainer(
                name.Text, backend, service + ".service", options, definitions.GetValueOrDefault(name) ?? []));
        }

        return found;
    }

    private static Dictionary<Symbol, List<OptionDefinition>> ByName(Translation translation)
    {
        Dictionary<Symbol, List<OptionDefinition>> byName = [];
        foreach (OptionDefinition definition in translation.DefinitionsOf("virtualisation", "oci-containers", "containers"))
        {
            AttrSet set = definition.Value.ForceAttrs();
            foreach (Symbol name in set.Names)
            {
                if (!byName.TryGetValue(name, out List<OptionDefinition>? list)) byName.Add(name, list = []);
                list.Add(new OptionDefinition(definition.File, set.PositionOf(name), set[name]!));
            }
        }

        return byName;
    }
}
