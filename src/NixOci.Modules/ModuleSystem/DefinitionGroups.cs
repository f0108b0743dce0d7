using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>Definitions by name: of each name those of all sets that define it, in the order of the sets.</summary>
internal sealed class DefinitionGroups
{
    private static readonly int[] First = [0];
    private readonly Symbol[] _names;
    private readonly RawDefinition[][] _definitions;

    private DefinitionGroups(Symbol[] names, RawDefinition[][] definitions)
    {
        _names = names;
        _definitions = definitions;
    }

    /// <summary>The names, by ascending id.</summary>
    public IReadOnlyList<Symbol> Names => _names;

    /// <summary>The definitions of the name at an index.</summary>
    public RawDefinition[] At(int index) => _definitions[index];

    /// <summary>The definitions of a name; empty where there are none.</summary>
    public RawDefinition[] Of(Symbol name)
    {
        int low = 0, high = _names.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (_names[middle] == name) return _definitions[middle];
            if (_names[middle].Id < name.Id) low = middle + 1;
            else high = middle - 1;
        }

        return [];
    }

    /// <summary>The indices of the names in the byte order of their texts.</summary>
    public int[] ByName()
    {
        if (_names.Length == 1) return First;
        int[] order = new int[_names.Length];
        string[] texts = new string[order.Length];
        for (int i = 0; i < order.Length; i++) (order[i], texts[i]) = (i, _names[i].Text);
        Array.Sort(texts, order, StringComparer.Ordinal);
        return order;
    }

    /// <summary>Groups the attributes of sets.</summary>
    /// <param name="parts">The sets; each is one.</param>
    public static DefinitionGroups Of(IReadOnlyList<ConfigPart> parts)
    {
        if (parts.Count == 1) return OfOne(parts[0]);
        int total = 0;
        for (int i = 0; i < parts.Count; i++) total += ((AttrSet)parts[i].Set).Count;
        Symbol[] all = new Symbol[total];
        int[] origins = new int[total];
        long[] keys = new long[total];
        int n = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            foreach (Symbol name in ((AttrSet)parts[i].Set).Names)
            {
                // The low half keeps definitions of one name in the order of the sets.
                keys[n] = ((long)name.Id << 32) | (uint)n;
                (all[n], origins[n]) = (name, i);
                n++;
            }
        }

        Array.Sort(keys);
        return Grouped(parts, keys, all, origins);
    }

    private static DefinitionGroups Grouped(IReadOnlyList<ConfigPart> parts, long[] keys, Symbol[] all, int[] origins)
    {
        int distinct = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] >> 32 != keys[i - 1] >> 32) distinct++;
        }

        Symbol[] names = new Symbol[distinct];
        RawDefinition[][] definitions = new RawDefinition[distinct][];
        int group = 0;
        for (int from = 0; from < keys.Length; group++)
        {
            int to = from + 1;
            while (to < keys.Length && keys[to] >> 32 == keys[from] >> 32) to++;
            Symbol name = all[(int)(uint)keys[from]];
            RawDefinition[] found = new RawDefinition[to - from];
            for (int i = from; i < to; i++) found[i - from] = Raw(parts[origins[(int)(uint)keys[i]]], name);
            (names[group], definitions[group]) = (name, found);
            from = to;
        }

        return new DefinitionGroups(names, definitions);
    }

    private static DefinitionGroups OfOne(ConfigPart part)
    {
        ReadOnlySpan<Symbol> names = ((AttrSet)part.Set).Names;
        RawDefinition[][] definitions = new RawDefinition[names.Length][];
        for (int i = 0; i < definitions.Length; i++) definitions[i] = [Raw(part, names[i])];
        return new DefinitionGroups(names.ToArray(), definitions);
    }

    private static RawDefinition Raw(ConfigPart part, Symbol name)
    {
        AttrSet set = (AttrSet)part.Set;
        return new RawDefinition(part.File, set.Get(name), part.Wrapper, set, name);
    }
}
