using NixOci.Containers.Configuration;
using NixOci.Language.Evaluation;

namespace NixOci.Containers.Lints;

/// <summary>Dependencies that systemd cannot fulfil.</summary>
internal static class DependencyLints
{
    private const string Option = "dependsOn";

    public static void Find(IReadOnlyList<TranslatedContainer> containers, LintCollection lints)
    {
        Dictionary<string, TranslatedContainer> byName = new(containers.Count, StringComparer.Ordinal);
        foreach (TranslatedContainer container in containers) byName.Add(container.Name, container);
        foreach (TranslatedContainer container in containers)
        {
            foreach (string name in container.DependsOn)
            {
                if (name == container.Name)
                {
                    lints.Add(
                        LintRules.SelfDependency, container, ContainerPlaces.Find(container, Option),
                        $"container '{name}' depends on itself", "Leave its own name out of dependsOn.");
                }
                else if (!byName.ContainsKey(name))
                {
                    IReadOnlyList<string> near = Suggestion.BestMatches(byName.Keys, name);
                    lints.Add(
                        LintRules.UnknownDependency, container, ContainerPlaces.Find(container, Option),
                        $"container '{container.Name}' depends on '{name}', and there is no such container",
                        near.Count > 0
                            ? $"Did you mean '{near[0]}'?"
                            : $"It will not start before there is a unit {container.Backend}-{name}.service.");
                }
            }
        }

        FindCycles(containers, byName, lints);
    }

    /// <summary>Walks through the dependencies depth first; each way back to a container on the current path is a circle.</summary>
    private static void FindCycles(
        IReadOnlyList<TranslatedContainer> containers, Dictionary<string, TranslatedContainer> byName, LintCollection lints)
    {
        HashSet<TranslatedContainer> seen = new(ReferenceEqualityComparer.Instance);
        Dictionary<TranslatedContainer, int> depths = new(ReferenceEqualityComparer.Instance);
        List<(TranslatedContainer Container, IReadOnlyList<string> Names, int Next)> path = [];
        foreach (TranslatedContainer start in containers)
        {
            Enter(start);
            while (path.Count > 0)
            {
                (TranslatedContainer container, IReadOnlyList<string> names, int next) = path[^1];
                if (next == names.Count)
                {
                    depths.Remove(container);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                path[^1] = (container, names, next + 1);
                if (!byName.TryGetValue(names[next], out TranslatedContainer? needed) || ReferenceEquals(needed, container)) continue;
                if (depths.TryGetValue(needed, out int depth)) Tell(depth);
                else Enter(needed);
            }
        }

        void Enter(TranslatedContainer container)
        {
            if (!seen.Add(container)) return;
            depths.Add(container, path.Count);
            path.Add((container, container.DependsOn, 0));
        }

        void Tell(int depth)
        {
            TranslatedContainer first = path[depth].Container;
            List<string> names = [];
            for (int i = depth; i < path.Count; i++) names.Add(path[i].Container.Name);
            lints.Add(
                LintRules.DependencyCycle, first, ContainerPlaces.Find(first, Option),
                $"containers depend on each other in a circle: {string.Join(" -> ", names)} -> {first.Name}",
                "systemd breaks the circle where it likes. Take one of them out of dependsOn.");
        }
    }
}
