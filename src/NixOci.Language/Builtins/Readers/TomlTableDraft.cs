using System.Runtime.InteropServices;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins.Readers;

/// <summary>A TOML table while it is read: later headers may still add to it. That nothing is defined twice was checked before.</summary>
internal sealed class TomlTableDraft
{
    private readonly Dictionary<Symbol, object> _members = [];

    /// <summary>The table of a name, or the last table of an array of tables; made where there is none.</summary>
    public TomlTableDraft Enter(string name)
    {
        ref object? member = ref CollectionsMarshal.GetValueRefOrAddDefault(_members, Symbol.Intern(name), out _);
        switch (member ??= new TomlTableDraft())
        {
            case TomlTableDraft table: return table;
            case List<TomlTableDraft> tables: return tables[^1];
            default: throw Taken(name);
        }
    }

    /// <summary>A new table at the end of an array of tables.</summary>
    public TomlTableDraft AddElement(string name)
    {
        ref object? member = ref CollectionsMarshal.GetValueRefOrAddDefault(_members, Symbol.Intern(name), out _);
        if ((member ??= new List<TomlTableDraft>()) is not List<TomlTableDraft> tables) throw Taken(name);
        TomlTableDraft table = new();
        tables.Add(table);
        return table;
    }

    /// <summary>Gives a name a value.</summary>
    public void Define(string name, Value value)
    {
        if (!_members.TryAdd(Symbol.Intern(name), value)) throw Taken(name);
    }

    /// <summary>The finished set.</summary>
    public AttrSet Build()
    {
        EvalStack.EnsureSpace(EvalSite.None);
        AttrSetBuilder builder = new(_members.Count);
        foreach ((Symbol name, object member) in _members) builder.Add(name, Build(member));
        return builder.Build();
    }

    private static Value Build(object member)
    {
        if (member is Value value) return value;
        if (member is TomlTableDraft table) return table.Build();
        List<TomlTableDraft> tables = (List<TomlTableDraft>)member;
        Value[] items = new Value[tables.Count];
        for (int i = 0; i < items.Length; i++) items[i] = tables[i].Build();
        return new NixList(items);
    }

    private static TomlFaultException Taken(string name) => new($"the key '{name}' is defined twice");
}
