using NixOci.Containers.Comparison;
using NixOci.Containers.Configuration;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Comparison.Shell;

namespace NixOci.Containers.Explanation;

/// <summary>Where the arguments of the command come from that runs a container.</summary>
/// <param name="tracer">Finds definitions.</param>
/// <param name="rules">What NixOS makes of the container.</param>
internal sealed class RunOrigins(DefinitionTracer tracer, ContainerRuleOrigins rules)
{
    private readonly TranslatedContainer _container = rules.Container;

    /// <summary>
    /// The arguments of a start script, in order; null where they cannot be told apart, as when the image's name has blanks.
    /// </summary>
    public IReadOnlyList<ExplainedLine>? Explain(string script, string section, string key)
    {
        if (ShellReader.Read(script) is not [{ Rest.Length: 0, Simple: ["exec", ..] and var command }]) return null;
        string[] words = [.. command.Skip(1)];
        IReadOnlyList<string> before = Items("preRunExtraOptions"), extra = Items("extraOptions"), inside = Items("cmd");
        int run = before.Count + 1, image = words.Length - inside.Count - 1, flagsEnd = image - extra.Count;
        if (run >= flagsEnd || words[run] != "run") return null;
        if (RunCommand.Read([words[0], .. words[run..flagsEnd], "image"]) is not { Image: "image" } flags) return null;

        List<ExplainedLine> lines = [];
        Add(lines, section, key, words[0], static origins => ContainerRuleOrigins.AddBackend(origins), []);
        foreach (string word in before) AddWord(lines, section, key, "preRunExtraOptions", word);
        Add(lines, section, key, "run", static origins => ContainerRuleOrigins.AddRule(origins, "every container"), []);
        foreach (RunArgument argument in flags.Arguments)
        {
            Add(lines, section, key, ShellWord.Show(argument.Words), origins => AddFlag(origins, argument), Names(argument.Words));
        }

        AddExtraOptions(lines, section, key, extra);
        Add(lines, section, key, ShellWord.Show([words[image]]), origins => rules.AddOption(origins, "image"), ["image"]);
        foreach (string word in inside) AddWord(lines, section, key, "cmd", word);
        return lines;
    }

    private void Add(
        List<ExplainedLine> lines, string section, string key, string text, Func<LineOrigins, bool> add, IReadOnlyList<string> names)
    {
        LineOrigins origins = new(tracer);
        add(origins);
        lines.Add(origins.Build(LineKind.Argument, section, key, text, names));
    }

    private void AddWord(List<ExplainedLine> lines, string section, string key, string option, string word)
        => Add(lines, section, key, ShellWord.Show([word]), origins => AddElement(origins, option, word), [option, .. Names([word])]);

    /// <summary>A flag and the word that is its value are one argument, even where the user has written them as two.</summary>
    private void AddExtraOptions(List<ExplainedLine> lines, string section, string key, IReadOnlyList<string> words)
    {
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            string[] argument = i + 1 < words.Count && RunFlag.TakesWord(word) ? [word, words[++i]] : [word];
            Add(
                lines,
                section,
                key,
                ShellWord.Show(argument),
                origins => argument.Aggregate(false, (isKnown, part) => isKnown | AddElement(origins, "extraOptions", part)),
                Names(argument));
        }
    }

    private bool AddFlag(LineOrigins origins, RunArgument argument)
    {
        if (argument.Flag == "--name") return rules.AddName(origins);
        string? option = ContainerOptionOf.Flag(argument.Flag);
        if (option is null || !tracer.Release.HasOption(option))
        {
            if (argument.Flag == "--sdnotify" && rules.AddOption(origins, "podman", "sdnotify")) return true;
            bool isForAll = argument.Flag == "--rm";
            return ContainerRuleOrigins.AddRule(origins, isForAll ? "every container" : $"every container that {_container.Backend} runs");
        }

        switch (_container.Options.SelectOrNull(option))
        {
            case AttrSet:
                return rules.AddOption(origins, option, NameIn(argument)) || rules.AddOption(origins, option);
            case NixList:
                return AddElement(origins, option, argument.Value);
            default:
                return rules.AddOption(origins, option);
        }
    }

    private bool AddElement(LineOrigins origins, string option, string element)
        => origins.AddOption(rules.At(option), "", value => ValueText.Has(value, element));

    private IReadOnlyList<string> Items(string option)
        => _container.Options.SelectOrNull(option) is { } value ? ValueText.Items(value) : [];

    /// <summary>The name that a value begins with, such as a variable's.</summary>
    private static string NameIn(RunArgument argument) => argument.Value.Split('=')[0];

    /// <summary>What an argument can be asked for by: the flag's name in use, and the name that its value begins with.</summary>
    private string[] Names(IReadOnlyList<string> words)
    {
        if (RunCommand.Read([_container.Backend, "run", .. words]) is not { } command) return [];
        return [.. command.Arguments.Select(static argument => argument.Flag), .. command.Arguments.Select(NameIn)];
    }
}
