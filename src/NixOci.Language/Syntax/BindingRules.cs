using System.Runtime.InteropServices;
using System.Text;
using NixOci.Language.Printing;
using NixOci.Language.Source;

namespace NixOci.Language.Syntax;

/// <summary>
/// The rules by which definitions become attributes: paths become nested sets, sets that are defined twice are merged, anything
/// else that is defined twice is an error.
/// </summary>
internal sealed class BindingRules(SourceFile source, SourceNames names)
{
    /// <summary>Adds <c>path = value</c>, defined at an offset.</summary>
    public void Define(AttrSetExpr set, AttrName[] path, int offset, Expr value)
    {
        int last = path.Length - 1;
        for (int i = 0; i < last; i++) set = Nested(set, path, i, offset);
        if (path[last].Computed is { } computed)
        {
            set.Add(new DynamicAttrDef(computed, offset, value));
            return;
        }

        AttrDef attr = new(path[last].Symbol, offset, value, AttrOrigin.Plain);
        if (set.Find(attr.Name) is { } earlier) Merge(earlier, attr, [.. path]);
        else AddNew(set, attr);
    }

    /// <summary>Adds a name of an <c>inherit</c> clause, with or without a source.</summary>
    public void Inherit(AttrSetExpr set, AttrName name, InheritSourceExpr? from)
    {
        if (set.Find(name.Symbol) is { } earlier) throw Duplicate([name], name.Offset, earlier.Offset);
        set.Add(from is null
            ? new AttrDef(name.Symbol, name.Offset, new VarExpr(name.Offset, name.Symbol), AttrOrigin.Inherited)
            : new AttrDef(name.Symbol, name.Offset, new SelectExpr(name.Offset, from, [name], null), AttrOrigin.InheritedFrom));
    }

    private AttrSetExpr Nested(AttrSetExpr set, AttrName[] path, int index, int offset)
    {
        if (path[index].Computed is { } computed)
        {
            AttrSetExpr dynamic = new(Expr.NoOffset, isRecursive: false);
            set.Add(new DynamicAttrDef(computed, offset, dynamic));
            return dynamic;
        }

        if (set.Find(path[index].Symbol) is { } earlier)
        {
            return earlier.Value as AttrSetExpr ?? throw Duplicate(path.AsSpan(0, index + 1), offset, earlier.Offset);
        }

        AttrSetExpr nested = new(Expr.NoOffset, isRecursive: false);
        set.Add(new AttrDef(path[index].Symbol, offset, nested, AttrOrigin.Plain));
        return nested;
    }

    private static void AddNew(AttrSetExpr set, AttrDef attr)
    {
        set.Add(attr);
        attr.Value.SetName(attr.Name);
    }

    /// <summary>Merges a set into one that is there already; <paramref name="path"/> names both, for messages.</summary>
    private void Merge(AttrDef earlier, AttrDef later, List<AttrName> path)
    {
        if (earlier.Value is not AttrSetExpr target || later.Value is not AttrSetExpr merged)
        {
            throw Duplicate(CollectionsMarshal.AsSpan(path), later.Offset, earlier.Offset);
        }

        // The sources of both are numbered on in one list. Whether the merged set was recursive counts for nothing, as in Nix.
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
            if (target.Find(attr.Name) is { } same) Merge(same, attr, path);
            else AddNew(target, attr);
            path.RemoveAt(path.Count - 1);
        }

        foreach (DynamicAttrDef attr in merged.DynamicAttrs) target.Add(attr);
    }

    private SyntaxException Duplicate(ReadOnlySpan<AttrName> path, int offset, int earlierOffset)
        => new($"attribute '{Describe(path)}' already defined at {new Position(source, earlierOffset)}", new Position(source, offset));

    private string Describe(ReadOnlySpan<AttrName> path)
    {
        StringBuilder text = new();
        foreach (AttrName name in path)
        {
            if (text.Length > 0) text.Append('.');
            if (name.Computed is null) NixSyntax.AppendName(text, names.TextOf(name.Symbol));
            else text.Append("\"${").Append(ExprPrinter.Print(name.Computed, names)).Append("}\"");
        }

        return text.ToString();
    }
}
