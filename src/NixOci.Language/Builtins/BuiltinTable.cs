using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>
/// Collects the members of <c>builtins</c>. A name is given as Nix registers it: with <c>__</c> in front (<c>__head</c>) it is
/// <c>builtins.head</c> and the global <c>__head</c>; without (<c>map</c>) it is <c>builtins.map</c> and the global <c>map</c>.
/// </summary>
internal sealed class BuiltinTable
{
    private readonly List<KeyValuePair<string, Value>> _globals = [];
    private readonly AttrSetBuilder _members = new(128);

    /// <summary>The global variables, in the order of registration.</summary>
    public IReadOnlyList<KeyValuePair<string, Value>> Globals => _globals;

    public void Add(string name, BuiltinBody1 body) => AddValue(name, new Builtin(Bare(name), body));

    public void Add(string name, BuiltinBody2 body) => AddValue(name, new Builtin(Bare(name), body));

    public void Add(string name, BuiltinBody3 body) => AddValue(name, new Builtin(Bare(name), body));

    /// <summary>Adds a constant or a thunk.</summary>
    public void AddValue(string name, Value value)
    {
        _globals.Add(new(name, value));
        _members.Add(Bare(name), value);
    }

    /// <summary>The set <c>builtins</c>, which holds itself.</summary>
    public AttrSet BuildMembers()
    {
        AttrSet? members = null;
        Thunk self = new(() => members!);
        AddValue("builtins", self);
        return members = _members.Build();
    }

    private static string Bare(string name) => name.StartsWith("__", StringComparison.Ordinal) ? name[2..] : name;
}
