using NixOci.Containers.Comparison;
using NixOci.Containers.Configuration;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Lints;

/// <summary>Flags in <c>extraOptions</c> that are there already.</summary>
internal static class FlagLints
{
    private const string ExtraOptions = "extraOptions";

    /// <summary>Options whose flag counts once: the later one, which is that of <c>extraOptions</c>, would win.</summary>
    private static readonly (string Flag, string Option)[] Single =
    [
        ("--hostname", "hostname"), ("--user", "user"), ("--workdir", "workdir"), ("--entrypoint", "entrypoint"), ("--pull", "pull"),
        ("--log-driver", "log-driver"), ("--privileged", "privileged"),
    ];

    /// <summary>Options with several values, each of which is about something: a variable, a path in the container, a port.</summary>
    private static readonly (string Flag, string Option)[] Several =
    [
        ("--env", "environment"), ("--label", "labels"), ("--publish", "ports"), ("--volume", "volumes"), ("--env-file", "environmentFiles"),
        ("--device", "devices"), ("--network", "networks"),
    ];

    /// <summary>Flags that are given to every container.</summary>
    private static readonly string[] Always = ["--rm", "--detach", "--replace", "--cidfile", "--cgroups", "--sdnotify"];

    public static void Find(TranslatedContainer container, LintCollection lints)
    {
        if (container.ExtraOptions.Count == 0) return;
        RunCommand command = ExtraFlags.Of(container);
        foreach ((string flag, List<string> values) in command.Flags)
        {
            if (flag == "--name")
            {
                lints.Add(
                    LintRules.NameTwice, container, ContainerPlaces.Find(container, ExtraOptions),
                    $"container '{container.Name}' is named '{values[^1]}' by extraOptions as well",
                    "Scripts that stop and remove the container look for its own name. Name the container itself so, and take --name out.");
                continue;
            }

            if (Repetition(container, flag, values) is { } what)
            {
                lints.Add(
                    LintRules.RepeatedFlag, container, ContainerPlaces.Find(container, ExtraOptions),
                    $"container '{container.Name}' is given {flag} by extraOptions, and {what}",
                    "Say it once, in the option.");
            }
        }
    }

    /// <summary>What says the same as a flag does; null where nothing does.</summary>
    private static string? Repetition(TranslatedContainer container, string flag, List<string> values)
    {
        // Only podman is told how to watch the container.
        if (Array.IndexOf(Always, flag) >= 0 && (container.Backend == "podman" || flag == "--rm")) return "every container is given it";
        foreach ((string single, string option) in Single)
        {
            if (single == flag && IsSet(container, option)) return $"the option {option} sets it";
        }

        foreach ((string several, string option) in Several)
        {
            if (several != flag) continue;
            RunFlagKind kind = RunFlag.Find(flag).Kind;
            foreach (string value in values)
            {
                string key = RunFlagValues.Entry(kind, value).Key;
                foreach (string given in Given(container, option))
                {
                    if (RunFlagValues.Entry(kind, given).Key == key) return $"the option {option} sets '{key}'";
                }
            }
        }

        return null;
    }

    /// <summary>Whether a release has an option and the configuration sets it to other than its default.</summary>
    private static bool IsSet(TranslatedContainer container, string option)
        => container.Options.SelectOrNull(option) is { } value && value switch
        {
            NixString text => option is not ("pull" or "log-driver") || text.Text != (option == "pull" ? "missing" : "journald"),
            NixBool flag => flag.ForceBool(),
            _ => false,
        };

    private static IEnumerable<string> Given(TranslatedContainer container, string option)
    {
        switch (container.Options.SelectOrNull(option))
        {
            case NixList list:
                foreach (Value item in list.Items) yield return item.Force() is NixPath path ? path.Path : item.ForceString().Text;
                break;
            case AttrSet set:
                foreach ((Symbol name, Value value) in set.ByName) yield return name.Text + "=" + value.ForceString().Text;
                break;
        }
    }
}
