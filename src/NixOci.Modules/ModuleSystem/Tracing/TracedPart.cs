using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem.Tracing;

/// <summary>
/// A part of a configuration whose definitions are looked for: a set of options, or something with definitions. Nothing is kept
/// for this while a configuration is evaluated; what modules gave is looked through again.
/// </summary>
internal abstract class TracedPart
{
    /// <summary>What would define this part, had something around it not lost.</summary>
    public IReadOnlyList<ShadowedDefinition> Shadowed { get; private init; } = [];

    /// <summary>The names that have something inside, as far as they can be told.</summary>
    public abstract IEnumerable<Symbol> Names { get; }

    /// <summary>The part under a name; null where nothing is declared or defined.</summary>
    public TracedPart? Child(Symbol name)
    {
        List<ShadowedDefinition> shadowed = [];
        foreach (ShadowedDefinition lost in Lost())
        {
            if (DischargedDefinition.Evaluable(lost.Raw.Content) is not AttrSet set || !set.TryGet(name, out Value? value)) continue;
            shadowed.Add(lost with { Raw = lost.Raw with { Content = value, Wrapper = null, Owner = set, Name = name } });
        }

        TracedPart? child = Find(name);
        if (shadowed.Count == 0) return child;
        return (child ?? new TracedDefinitions(Under(name), null, [])).With(shadowed);
    }

    /// <summary>The path of a name inside.</summary>
    protected abstract Location Under(Symbol name);

    /// <summary>The part under a name by what stands.</summary>
    protected abstract TracedPart? Find(Symbol name);

    /// <summary>What stands neither here nor around this part.</summary>
    protected abstract IEnumerable<ShadowedDefinition> Lost();

    private TracedPart With(List<ShadowedDefinition> shadowed) => this switch
    {
        TracedSet set => new TracedSet(set.Tree) { Shadowed = shadowed },
        TracedDefinitions definitions => new TracedDefinitions(definitions) { Shadowed = shadowed },
        _ => throw new InvalidOperationException("no such part"),
    };
}

/// <summary>A definition that something around it lets not stand.</summary>
/// <param name="Raw">The definition.</param>
/// <param name="Priority">The priority of what is around it.</param>
/// <param name="Condition">The condition of what is around it.</param>
internal readonly record struct ShadowedDefinition(RawDefinition Raw, Value Priority, bool? Condition);
