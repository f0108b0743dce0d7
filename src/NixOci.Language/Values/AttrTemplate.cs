namespace NixOci.Language.Values;

/// <summary>The names of sets that host code makes many of; they are sorted once and shared by all of these sets.</summary>
public sealed class AttrTemplate
{
    private readonly AttrShape _shape;
    private readonly int[] _places;

    /// <param name="names">The names, each once, in the order in which <see cref="Create"/> takes the values.</param>
    public AttrTemplate(params ReadOnlySpan<string> names)
        : this(Intern(names))
    {
    }

    /// <param name="names">The names, each once, in the order in which <see cref="Create"/> takes the values.</param>
    public AttrTemplate(params ReadOnlySpan<Symbol> names)
    {
        Symbol[] sorted = names.ToArray();
        int[] ids = new int[names.Length];
        int[] order = new int[names.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            ids[i] = sorted[i].Id;
            order[i] = i;
        }

        Array.Sort((int[])ids.Clone(), order);
        Array.Sort(ids, sorted);
        _places = new int[order.Length];
        for (int i = 0; i < order.Length; i++) _places[order[i]] = i;
        _shape = AttrShape.Of(sorted);
    }

    /// <summary>A set of the template's names with the values given, which may be thunks.</summary>
    public AttrSet Create(params ReadOnlySpan<Value> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _places.Length);
        Value[] placed = new Value[_places.Length];
        for (int i = 0; i < placed.Length; i++) placed[_places[i]] = values[i];
        return new AttrSet(_shape, placed);
    }

    private static Symbol[] Intern(ReadOnlySpan<string> names)
    {
        Symbol[] symbols = new Symbol[names.Length];
        for (int i = 0; i < symbols.Length; i++) symbols[i] = Symbol.Intern(names[i]);
        return symbols;
    }
}
