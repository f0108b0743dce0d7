using NixOci.Language.Values;

namespace NixOci.Language.Syntax;

/// <summary>An attribute set; also the bindings of a <c>let</c>.</summary>
public sealed class AttrSetExpr : Expr
{
    private const int LongestScanned = 8;
    private readonly List<AttrDef> _attrs = [];
    private List<DynamicAttrDef>? _dynamicAttrs;
    private List<Expr>? _inheritSources;
    private Dictionary<Symbol, int>? _index;

    internal AttrSetExpr(int offset, bool isRecursive)
        : base(offset) => IsRecursive = isRecursive;

    /// <summary>Whether it was written with <c>rec</c> (or is the bindings of a <c>let</c>).</summary>
    public bool IsRecursive { get; }

    /// <summary>The attributes with fixed names, each name once, in the order of the source.</summary>
    public IReadOnlyList<AttrDef> Attrs => _attrs;

    /// <summary>The attributes with computed names, in the order of the source.</summary>
    public IReadOnlyList<DynamicAttrDef> DynamicAttrs => _dynamicAttrs ?? (IReadOnlyList<DynamicAttrDef>)[];

    /// <summary>The sources of <c>inherit (source) …</c> clauses.</summary>
    public IReadOnlyList<Expr> InheritSources => _inheritSources ?? (IReadOnlyList<Expr>)[];

    internal AttrDef? Find(Symbol name)
    {
        if (_index is not null) return _index.TryGetValue(name, out int at) ? _attrs[at] : null;
        foreach (AttrDef attr in _attrs)
        {
            if (attr.Name == name) return attr;
        }

        return null;
    }

    /// <summary>Adds an attribute whose name is not there yet.</summary>
    internal void Add(AttrDef attr)
    {
        _attrs.Add(attr);
        if (_index is not null)
        {
            _index.Add(attr.Name, _attrs.Count - 1);
        }
        else if (_attrs.Count > LongestScanned)
        {
            _index = new Dictionary<Symbol, int>(_attrs.Count * 2);
            for (int i = 0; i < _attrs.Count; i++) _index.Add(_attrs[i].Name, i);
        }
    }

    internal void Add(DynamicAttrDef attr) => (_dynamicAttrs ??= []).Add(attr);

    /// <summary>Adds a source and returns its index.</summary>
    internal int AddInheritSource(Expr source)
    {
        (_inheritSources ??= []).Add(source);
        return _inheritSources.Count - 1;
    }
}
