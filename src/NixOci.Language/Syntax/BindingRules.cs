using System.Text;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Syntax;

/// <summary>
/// The rules by which definitions become attributes: paths become nested sets, sets that are defined twice are merged, anything
/// else that is defined twice is an error.
/// </summary>
internal sealed class BindingRules(SourceFile source)
{
    /// <summary>Adds <c>path = value</c>, defined at an offset.</summary>
    public void Add(AttrSetExpr set, AttrName[] path, int offset, Expr value)
    {
        int last = path.Length - 1;
        for (int i = 0; i < last; i++) set = Nested(set, path, i, offset);
        if (path[last].Computed is { } computed) set.Add(new DynamicAttrDef(computed, offset, value));
        else Add(set, new List<AttrName>(path), new AttrDef(path[last].Symbol, offset, value, AttrOrigin.Plain));
    }

    /// <summary>Adds an attribute of an <c>inherit</c> clause.</summary>
    public void AddInherited(AttrSetExpr set, AttrDef attr)
    {
        if (set.Find(attr.Name) is { } earlier) throw Duplicate(attr.Name.Text, attr.Offset, earlier.Offset);
        set.Add(attr);
    }

    private AttrSetExpr Nested(AttrSetExpr set, AttrName[] path, int index, int offset)
    {
        AttrSetExpr nested = new(Expr.NoOffset, isRecursive: false);
        if (path[index].Computed is { } computed)
        {
            set.Add(new DynamicAttrDef(computed, offset, nested));
            return nested;
        }

        if (set.Find(path[index].Symbol) is not { } earlier)
        {
            set.Add(new AttrDef(path[index].Symbol, offset, nested, AttrOrigin.Plain));
            return nested;
        }

        return earlier.Value as AttrSetExpr
            ?? throw Duplicate(Describe(path.AsSpan(0, index + 1)), offset, earlier.Offset);
    }

    private void Add(AttrSetExpr set, List<AttrName> path, AttrDef attr)
    {
        if (set.Find(attr.Name) is not { } earlier)
        {
            set.Add(attr);
            attr.Value.SetName(attr.Name);
            return;
        }

        if (earlier.Value is not AttrSetExpr target || attr.Value is not AttrSetExpr merged)
        {
            throw Duplicate(Describe(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(path)), attr.Offset, earlier.Offset);
        }

        Merge(target, merged, path);
    }

    private void Merge(AttrSetExpr target, AttrSetExpr merged, List<AttrName> path)
    {
        // The sources of both are numbered on in one list.
        int firstSource = target.InheritSources.Count;
        foreach (Expr inheritSource in merged.InheritSources) target.AddInheritSource(inheritSource);
        HashSet<InheritSourceExpr> renumbered = [];
        foreach (AttrDef attr in merged.Attrs)
        {
            if (attr.Origin == AttrOrigin.InheritedFrom
                && ((SelectExpr)attr.Value).Target is InheritSourceExpr shared && renumbered.Add(shared))
            {
                shared.Index += firstSource;
            }

            path.Add(new AttrName(attr.Offset, attr.Name, null));
            Add(target, path, attr);
            path.RemoveAt(path.Count - 1);
        }

        foreach (DynamicAttrDef attr in merged.DynamicAttrs) target.Add(attr);
    }

    private SyntaxException Duplicate(string path, int offset, int earlierOffset)
        => new($"attribute '{path}' already defined at {new Position(source, earlierOffset)}", new Position(source, offset));

    private static string Describe(ReadOnlySpan<AttrName> path)
    {
        StringBuilder text = new();
        foreach (AttrName name in path)
        {
            if (text.Length > 0) text.Append('.');
            if (name.Computed is null) text.Append(name.Symbol.Text);
            else text.Append("\"${").Append(ExprPrinter.Print(name.Computed)).Append("}\"");
        }

        return text.ToString();
    }
}
