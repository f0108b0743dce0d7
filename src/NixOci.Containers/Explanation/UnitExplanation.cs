using System.IO.Enumeration;
using NixOci.Containers.Configuration;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Collection;
using NixOci.Systemd.Units;

namespace NixOci.Containers.Explanation;

/// <summary>Tells of every line of a unit, and of the scripts that its options make, where it comes from.</summary>
public sealed class UnitExplanation
{
    private static readonly (string Option, Func<GeneratedUnit, IReadOnlyList<string>> Names, string Text)[] Links =
    [
        ("wantedBy", static unit => unit.WantedBy, "wanted by "),
        ("requiredBy", static unit => unit.RequiredBy, "required by "),
        ("upheldBy", static unit => unit.UpheldBy, "upheld by "),
        ("aliases", static unit => unit.Aliases, "also called "),
    ];

    private readonly GeneratedUnit _unit;
    private readonly DefinitionTracer _tracer;
    private readonly SettingOrigins _settings;
    private readonly ScriptOrigins _scripts;

    private UnitExplanation(DefinitionTracer tracer, GeneratedUnit unit)
    {
        _tracer = tracer;
        _unit = unit;
        UnitOptions options = UnitOptions.Find(tracer, unit.Name);
        TranslatedContainer? container = ContainerOf(tracer.Translation, unit.Name);
        ContainerRuleOrigins? rules = container is null ? null : new ContainerRuleOrigins(tracer, container);
        _settings = new SettingOrigins(options, rules);
        _scripts = new ScriptOrigins(tracer, unit, options, rules);
    }

    /// <summary>The lines of a unit in their order, each followed by those of the script that it runs; what enables it comes last.</summary>
    /// <param name="translation">The evaluated configuration.</param>
    /// <param name="unit">A unit of it.</param>
    public static IReadOnlyList<ExplainedLine> Explain(Translation translation, GeneratedUnit unit)
    {
        UnitExplanation explanation = new(new DefinitionTracer(translation), unit);
        List<ExplainedLine> lines = [];
        string[] text = ["systemd", "units", unit.Name, "text"];
        if (explanation.IsGivenAsText(text)) explanation.AddText(text, lines);
        else explanation.AddSettings(lines);
        explanation.AddRelations(lines);
        return lines;
    }

    /// <summary>
    /// The units that a name means: a unit with or without its extension, a container's, or all that fit a pattern with <c>*</c>;
    /// none where there is no such unit.
    /// </summary>
    /// <param name="translation">The evaluated configuration.</param>
    /// <param name="name">The name; byte text.</param>
    public static IReadOnlyList<GeneratedUnit> Find(Translation translation, string name)
    {
        IReadOnlyList<GeneratedUnit> units = translation.Units.Units;
        if (name.Contains('*', StringComparison.Ordinal))
        {
            return [.. units.Where(unit => FileSystemName.MatchesSimpleExpression(name, unit.Name, ignoreCase: false))];
        }

        GeneratedUnit? found = Named(name) ?? Named(name + ".service")
            ?? (translation.Containers.FirstOrDefault(container => container.Name == name) is { } named ? Named(named.Unit) : null)
            ?? units.FirstOrDefault(unit => unit.Name.StartsWith(name + ".", StringComparison.Ordinal));
        return found is null ? [] : [found];

        GeneratedUnit? Named(string wanted) => units.FirstOrDefault(unit => unit.Name == wanted);
    }

    /// <summary>Names that a misspelt one may have meant, best first.</summary>
    /// <param name="translation">The evaluated configuration.</param>
    /// <param name="name">The name; byte text.</param>
    public static IReadOnlyList<string> Near(Translation translation, string name)
    {
        HashSet<string> candidates = [];
        foreach (GeneratedUnit unit in translation.Units.Units)
        {
            candidates.Add(unit.Name);
            candidates.Add(unit.Name[..unit.Name.LastIndexOf('.')]);
        }

        foreach (TranslatedContainer container in translation.Containers) candidates.Add(container.Name);
        IReadOnlyList<string> near = Suggestion.BestMatches(candidates, name);
        return near.Count > 0 ? near : [.. candidates.Where(candidate => candidate.Contains(name, StringComparison.Ordinal)).Take(3)];
    }

    private static TranslatedContainer? ContainerOf(Translation translation, string unit)
    {
        foreach (TranslatedContainer container in translation.Containers)
        {
            if (container.Unit == unit) return container;
        }

        return null;
    }

    /// <summary>Whether the unit's text is the user's own, and not made of options.</summary>
    private bool IsGivenAsText(string[] text)
        => _tracer.Find(text)?.Definitions.Any(static definition
            => definition.Outcome == DefinitionOutcome.Stands && !definition.IsDefault && !DefinitionTracer.IsOfNixos(definition)) ?? false;

    private void AddText(string[] path, List<ExplainedLine> lines)
    {
        string section = "";
        foreach (string line in _unit.Text.Split('\n'))
        {
            string trimmed = line.Trim();
            if (trimmed.Length > 2 && trimmed[0] == '[') section = trimmed[1..^1];
            if (trimmed.Length == 0 || trimmed[0] == '[') continue;
            LineOrigins origins = new(_tracer);
            origins.AddOption(path);
            lines.Add(origins.Build(LineKind.Setting, section, trimmed.Split('=')[0], trimmed));
        }
    }

    private void AddSettings(List<ExplainedLine> lines)
    {
        foreach (UnitSection section in UnitFileReader.ReadWhatIsReadable(_unit.Text).Sections)
        {
            foreach (UnitEntry entry in section.Entries)
            {
                LineOrigins origins = new(_tracer);
                string? variable = _settings.Add(origins, section.Name, entry);
                string[] names = variable is null ? [] : [variable];
                lines.Add(origins.Build(LineKind.Setting, section.Name, entry.Key, $"{entry.Key}={entry.Value}", names));
                if (entry.Key.StartsWith("Exec", StringComparison.Ordinal)) _scripts.Add(lines, section.Name, entry);
            }
        }
    }

    private void AddRelations(List<ExplainedLine> lines)
    {
        if (!_unit.IsEnabled)
        {
            LineOrigins origins = new(_tracer);
            _settings.AddRelation(origins, "enable", []);
            lines.Add(origins.Build(LineKind.Relation, "", "enable", "masked: a link to /dev/null"));
        }

        foreach ((string option, Func<GeneratedUnit, IReadOnlyList<string>> names, string text) in Links)
        {
            foreach (string name in names(_unit))
            {
                LineOrigins origins = new(_tracer);
                _settings.AddRelation(origins, option, [name]);
                lines.Add(origins.Build(LineKind.Relation, "", option, text + name));
            }
        }
    }
}
