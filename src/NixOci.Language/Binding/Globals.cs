using NixOci.Language.Builtins;
using NixOci.Language.Values;

namespace NixOci.Language.Binding;

/// <summary>The variables that every file sees: <c>builtins</c>, <c>map</c>, <c>true</c>, <c>__sub</c>, ….</summary>
internal sealed class Globals
{
    private readonly Dictionary<Symbol, Value> _values;

    public Globals(BuiltinTable table)
    {
        Members = table.BuildMembers();
        _values = new Dictionary<Symbol, Value>(table.Globals.Count);
        foreach ((string name, Value value) in table.Globals) _values[name] = value;
    }

    /// <summary>The set <c>builtins</c>.</summary>
    public AttrSet Members { get; }

    public bool TryFind(Symbol name, out Value value) => _values.TryGetValue(name, out value!);
}
