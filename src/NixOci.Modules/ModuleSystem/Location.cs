using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>
/// The path of an option, such as <c>virtualisation.oci-containers</c>. A path knows its parent, so that going one step
/// further costs the same at any depth; its list form is made only for those who look at it.
/// </summary>
internal sealed class Location
{
    /// <summary>The empty path.</summary>
    public static readonly Location Root = new(null, NixList.Empty);

    private readonly Location? _parent;

    /// <summary>The last part; at the root the list of all parts that were given from outside.</summary>
    private readonly Value _part;
    private NixList? _list;

    private Location(Location? parent, Value part)
    {
        _parent = parent;
        _part = part;
    }

    /// <summary>The path that a list of parts describes; the list may be a thunk.</summary>
    public static Location Of(Value parts) => parts is NixList { Count: 0 } ? Root : new Location(null, parts);

    public Location Child(Symbol name) => new(this, name.AsString);

    public Location Child(string part) => new(this, new NixString(part));

    public Location Child(Value part) => new(this, part);

    /// <summary>The path of an element of a definition that is a list; both numbers count from one.</summary>
    public Location Entry(int definition, int entry)
        => new(this, new Thunk(new EntryName(definition, entry)));

    /// <summary>The last part, as <c>lib.last</c> gives it.</summary>
    public Value Last
    {
        get
        {
            if (_parent is not null) return _part;
            NixList parts = _part.ForceList();
            return parts.Count > 0 ? parts[parts.Count - 1] : throw new ThrownException("lists.last: list must not be empty!");
        }
    }

    /// <summary>Whether there are no parts.</summary>
    public bool IsRoot => _parent is null && _part.ForceList().Count == 0;

    /// <summary>The number of parts.</summary>
    public int Depth => ToList().Count;

    /// <summary>The parts as a list.</summary>
    public NixList ToList() => _list ??= Collect();

    /// <summary>The path as messages show it: the parts joined by dots, quoted where need be.</summary>
    public string Show() => OptionText.ShowOption(ToList()).Text;

    /// <summary>The parts joined by dots, unquoted.</summary>
    public string Dotted()
    {
        NixList parts = ToList();
        string[] texts = new string[parts.Count];
        for (int i = 0; i < texts.Length; i++) texts[i] = parts[i].ForceString().Text;
        return string.Join('.', texts);
    }

    /// <summary>The name of an element of a definition that is a list; hardly any is ever shown.</summary>
    private sealed class EntryName(int definition, int entry) : DeferredValue
    {
        protected override Value Compute() => new NixString($"[definition {definition}-entry {entry}]");
    }

    private NixList Collect()
    {
        int depth = 0;
        Location root = this;
        for (; root._parent is not null; root = root._parent) depth++;
        NixList prefix = root._part.ForceList();
        if (depth == 0) return prefix;
        Value[] parts = new Value[prefix.Count + depth];
        Array.Copy(prefix.Items, parts, prefix.Count);
        int i = parts.Length;
        for (Location at = this; at._parent is not null; at = at._parent) parts[--i] = at._part;
        return new NixList(parts);
    }
}
