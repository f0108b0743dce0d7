using NixOci.Containers.Comparison;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Packages;
using NixOci.Systemd.Collection;
using NixOci.Systemd.Units;

namespace NixOci.Containers.Explanation;

/// <summary>Where the lines of the scripts come from that a unit's options make.</summary>
/// <param name="tracer">Finds definitions.</param>
/// <param name="unit">The unit.</param>
/// <param name="options">The options that it is made of.</param>
/// <param name="container">What NixOS makes of a container; null where the unit runs none.</param>
internal sealed class ScriptOrigins(DefinitionTracer tracer, GeneratedUnit unit, UnitOptions options, ContainerRuleOrigins? container)
{
    private const string Prefixes = "-@:+!|";

    /// <summary>
    /// Adds the lines of the script that a setting runs. A program of the user's own, such as one that <c>pkgs.writeShellScript</c>
    /// makes, has no lines here: where it comes from, the setting tells.
    /// </summary>
    public void Add(List<ExplainedLine> lines, string section, UnitEntry entry)
    {
        string program = entry.Value.TrimStart(Prefixes.ToCharArray()).Split(' ')[0];
        if (unit.Files.FirstOrDefault(file => file.FilePath == program) is not { } script) return;
        string option = UnitOptionOf.Key(entry.Key);
        if (IsOfOption(script, option)) AddOption(lines, section, entry.Key, script, option);
        else if (container is not null && script.RelativePath == "bin/pre-start") AddPreStart(lines, section, entry.Key, script);
    }

    private bool IsOfOption(TextObject script, string option)
        => script.Name.StartsWith("unit-script-", StringComparison.Ordinal)
            && options.Text(option) is { Length: > 0 } text && script.Text.Text.Contains(text, StringComparison.Ordinal);

    /// <summary>
    /// Adds a script whose text is merged of the definitions of an option; what stands before it is written by the module that
    /// makes scripts of options.
    /// </summary>
    private void AddOption(List<ExplainedLine> lines, string section, string key, TextObject script, string option)
    {
        string text = script.Text.Text, body = options.Text(option)!;
        int start = text.LastIndexOf(body, StringComparison.Ordinal);
        AddPlain(lines, section, key, text[..start], origins => origins.AddRule("systemd", "every script of a service"));
        string[] path = options.At(option);
        int end = start;
        foreach ((KnownDefinition definition, int at, int length) in Parts(path, body))
        {
            end = start + at + length;
            if (container is not null && DefinitionTracer.IsOfNixos(definition) && DefinitionTracer.ModuleOf(definition) == ContainerRuleOrigins.Module)
            {
                AddOfContainer(lines, section, key, body.Substring(at, length), option, path);
                continue;
            }

            AddPlain(lines, section, key, body.Substring(at, length), origins => origins.AddOption(
                path, "", value => ReferenceEquals(value, definition.Value)));
        }

        if (end < text.Length) AddPlain(lines, section, key, text[end..], origins => origins.AddOption(path));
    }

    /// <summary>The definitions that a text is merged of, in the order in which they stand in it.</summary>
    private List<(KnownDefinition Definition, int At, int Length)> Parts(string[] path, string body)
    {
        List<(KnownDefinition Definition, int At, int Length)> parts = [];
        foreach (KnownDefinition definition in tracer.Find(path)?.Definitions ?? [])
        {
            if (definition.Outcome != DefinitionOutcome.Stands) continue;
            string? text = ValueText.Items(definition.Value) is [var single] ? single : null;
            if (text is not { Length: > 0 }) continue;

            // Two definitions may say the same.
            int at = body.IndexOf(text, StringComparison.Ordinal);
            while (at >= 0 && parts.Exists(part => part.At < at + text.Length && at < part.At + part.Length))
            {
                at = body.IndexOf(text, at + 1, StringComparison.Ordinal);
            }

            if (at >= 0) parts.Add((definition, at, text.Length));
        }

        parts.Sort(static (a, b) => a.At.CompareTo(b.At));
        return parts;
    }

    private void AddOfContainer(List<ExplainedLine> lines, string section, string key, string text, string option, string[] path)
    {
        if (option == "preStart")
        {
            AddPreStartLines(lines, section, key, text);
            return;
        }

        if (option == "script" && new RunOrigins(tracer, container!).Explain(text, section, key) is { } arguments)
        {
            lines.AddRange(arguments);
            return;
        }

        AddPlain(lines, section, key, text, origins =>
        {
            origins.AddOption(path, "", null, _ => true);
            container!.AddScript(origins, option);
        });
    }

    private void AddPreStart(List<ExplainedLine> lines, string section, string key, TextObject script)
    {
        string text = script.Text.Text;
        int start = Math.Max(text.IndexOf($"{container!.Container.Backend} rm -f ", StringComparison.Ordinal), 0);
        AddPlain(lines, section, key, text[..start], static origins => origins.AddRule("trivial-builders", "every shell application"));
        AddPreStartLines(lines, section, key, text[start..]);
    }

    private void AddPreStartLines(List<ExplainedLine> lines, string section, string key, string text)
    {
        bool isRegistry = false;
        foreach (string line in text.Split('\n'))
        {
            string trimmed = line.Trim();
            if (trimmed.Length == 0) continue;
            LineOrigins origins = new(tracer);
            string[] option = isRegistry ? ["login", "registry"] : PreStartOption(trimmed);
            if (option.Length == 0 || !container!.AddOption(origins, option)) AddPreStartRule(origins, trimmed);
            isRegistry = trimmed.EndsWith(" login \\", StringComparison.Ordinal);
            lines.Add(origins.Build(LineKind.Script, section, key, line));
        }
    }

    private void AddPreStartRule(LineOrigins origins, string line)
    {
        ContainerRuleOrigins.AddRule(origins, "what an earlier run left is removed, and the image made ready");
        if (line.Contains(" rm -f ", StringComparison.Ordinal)) container!.AddName(origins);
    }

    /// <summary>The option of the container that a line of its pre-start script is there for; none where it is there for all.</summary>
    private static string[] PreStartOption(string line)
    {
        if (line.StartsWith("--username ", StringComparison.Ordinal)) return ["login", "username"];
        if (line.StartsWith("--password-stdin", StringComparison.Ordinal)) return ["login", "passwordFile"];
        if (line.StartsWith("cat ", StringComparison.Ordinal) && line.EndsWith("| \\", StringComparison.Ordinal)) return ["login", "passwordFile"];
        if (line.Contains(" image inspect ", StringComparison.Ordinal)) return ["image"];
        if (line.Contains(" load -i ", StringComparison.Ordinal)) return ["imageFile"];
        return line.EndsWith(" load", StringComparison.Ordinal) ? ["imageStream"] : [];
    }

    private void AddPlain(List<ExplainedLine> lines, string section, string key, string text, Action<LineOrigins> add)
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.Trim().Length == 0) continue;
            LineOrigins origins = new(tracer);
            add(origins);
            lines.Add(origins.Build(LineKind.Script, section, key, line));
        }
    }
}
