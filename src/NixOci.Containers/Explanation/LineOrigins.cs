using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Evaluation;

namespace NixOci.Containers.Explanation;

/// <summary>Collects where one line comes from.</summary>
/// <param name="tracer">Finds definitions.</param>
internal sealed class LineOrigins(DefinitionTracer tracer)
{
    private readonly List<Origin> _origins = [];
    private readonly List<LostDefinition> _lost = [];

    /// <summary>Finds definitions.</summary>
    public DefinitionTracer Tracer { get; } = tracer;

    /// <summary>How many origins there are so far.</summary>
    public int Count => _origins.Count;

    /// <summary>Adds an origin unless it is there.</summary>
    public void Add(Origin origin)
    {
        if (!_origins.Contains(origin)) _origins.Add(origin);
    }

    /// <summary>Adds a rule of the release.</summary>
    /// <param name="module">The module whose rule it is.</param>
    /// <param name="meaning">What it says.</param>
    /// <param name="part">The part of the line; empty for all of it.</param>
    public void AddRule(string module, string meaning, string part = "")
        => Add(new Origin { Kind = OriginKind.Rule, Module = module, Meaning = meaning, Part = part });

    /// <summary>
    /// Adds the definitions of an option that stand, or its default, and those that lost. What NixOS's own modules define is a
    /// rule, unless more is known of it.
    /// </summary>
    /// <param name="path">The option.</param>
    /// <param name="part">The part of the line that comes from it; empty for all of it.</param>
    /// <param name="isMeant">Which of the standing definitions count; null for all. Where none does, all do.</param>
    /// <param name="ofNixos">Adds what is known of a definition of NixOS's own; false where that is nothing.</param>
    /// <returns>Whether anything is known of the option.</returns>
    public bool AddOption(
        string[] path, string part = "", Func<Value, bool>? isMeant = null, Func<KnownDefinition, bool>? ofNixos = null)
    {
        if (Tracer.Find(path) is not { Definitions.Count: > 0 } history) return false;
        string option = DefinitionHistory.Show(path);
        List<KnownDefinition> standing = [.. history.Definitions.Where(static definition => definition.Outcome == DefinitionOutcome.Stands)];
        List<KnownDefinition> meant = isMeant is null ? standing : [.. standing.Where(definition => isMeant(definition.Value))];
        foreach (KnownDefinition definition in meant.Count > 0 ? meant : standing)
        {
            if (DefinitionTracer.Former(definition, path) is { } former && AddOption(former, part, isMeant)) continue;
            if (DefinitionTracer.IsOfNixos(definition) && ofNixos is not null && ofNixos(definition)) continue;
            Add(Tracer.OriginOf(path, option, definition) with { Part = part });
        }

        foreach (KnownDefinition definition in history.Definitions)
        {
            // That a default gives way is no news where somebody defines the option, nor that NixOS has rules for other cases.
            if (definition.Outcome == DefinitionOutcome.Stands || definition.IsDefault) continue;
            if (definition.Condition is false && DefinitionTracer.IsOfNixos(definition)) continue;
            AddLost(path, option, definition);
        }

        return standing.Count > 0;
    }

    /// <summary>Adds the definitions of a list to which its elements belong, and those that lost.</summary>
    /// <param name="path">The option.</param>
    /// <param name="elements">The elements that stand in the line.</param>
    /// <param name="ofNixos">Adds what is known of an element that NixOS itself defines; false where that is nothing.</param>
    public bool AddElements(string[] path, IReadOnlyList<string> elements, Func<KnownDefinition, string, bool>? ofNixos = null)
    {
        bool isKnown = elements.Count == 0 && AddOption(path);
        foreach (string element in elements)
        {
            isKnown |= AddOption(
                path,
                elements.Count == 1 ? "" : element,
                value => ValueText.Has(value, element),
                ofNixos is null ? null : definition => ofNixos(definition, element));
        }

        return isKnown;
    }

    /// <summary>The line.</summary>
    public ExplainedLine Build(LineKind kind, string section, string key, string text, params IReadOnlyList<string> names)
    {
        if (_origins.Count == 0) Add(new Origin { Kind = OriginKind.Unknown });
        return new ExplainedLine
        {
            Kind = kind,
            Section = section,
            Key = key,
            Text = text,
            Names = names,
            Origins = WithoutParts(),
            Lost = _lost,
        };
    }

    /// <summary>A part need not be named where everything comes from one place; parts of one place stand together.</summary>
    private List<Origin> WithoutParts()
    {
        List<Origin> joined = [];
        foreach (Origin origin in _origins)
        {
            int same = joined.FindIndex(other => other with { Part = origin.Part } == origin);
            if (same < 0) joined.Add(origin);
            else if (joined[same].Part != origin.Part) joined[same] = joined[same] with { Part = joined[same].Part + " " + origin.Part };
        }

        return joined.Count == 1 ? [joined[0] with { Part = "" }] : joined;
    }

    private void AddLost(string[] path, string option, KnownDefinition definition)
    {
        Origin place = Tracer.OriginOf(path, option, definition);
        LostDefinition lost = new(
            option,
            definition.File,
            place.Position,
            place.Module,
            definition.Priority,
            definition.Outcome,
            ValueText.Shown(definition.Value));
        if (!_lost.Contains(lost)) _lost.Add(lost);
    }
}
