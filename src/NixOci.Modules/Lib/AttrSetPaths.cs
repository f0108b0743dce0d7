using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The part of <c>lib.attrsets</c> that follows lists of names into nested sets.</summary>
internal sealed class AttrSetPaths(LibContext lib)
{
    private static readonly Symbol Path = "path";
    private static readonly Symbol UpdateAttr = "update";

    public void Define(LibSet set)
    {
        set.Function("attrByPath", static (site, path, fallback, value) => (Follow(site, path, value) ?? fallback).Force(site));
        set.Function("hasAttrByPath", static (site, path, value) => NixBool.Of(Follow(site, path, value) is not null));
        set.Function("longestValidPathPrefix", static (site, path, value) => LongestValidPrefix(site, path.ForceList(site), value));
        set.Function("setAttrByPath", static (site, path, value) => SetAt(site, path.ForceList(site), 0, value));
        set.Function("getAttrFromPath", (site, path, value) => Follow(site, path, value)?.Force(site)
            ?? throw new AbortException($"cannot find attribute `{lib.Join(site, ".", path.ForceList(site).Items).Text}'"));
        set.Function("showAttrPath", static (site, path) => Show(site, path.ForceList(site)));
        set.Function("updateManyAttrsByPath", (site, updates, value) => UpdateMany(site, 0, value, [.. updates.ForceList(site).Items]));
    }

    /// <summary>What is at a path, or null; may be a thunk.</summary>
    public static Value? Follow(EvalSite site, Value path, Value value)
    {
        Value? current = value;
        foreach (Value step in path.ForceList(site).Items)
        {
            current = Step(site, current!, step);
            if (current is null) return null;
        }

        return current;
    }

    private static Value? Step(EvalSite site, Value value, Value name)
    {
        if (value.Force(site) is not AttrSet set)
        {
            name.ForceStringNoContext(site, "while evaluating an attribute name");
            return null;
        }

        return set[name.ForceStringNoContext(site, "while evaluating an attribute name")];
    }

    private static NixList LongestValidPrefix(EvalSite site, NixList path, Value value)
    {
        Value? current = value;
        for (int i = 0; i < path.Count; i++)
        {
            current = Step(site, current!, path[i]);
            if (current is null) return NixList.Of([.. path.Items[..i]]);
        }

        return path;
    }

    /// <summary>A value inside sets of one attribute each, by a path.</summary>
    public static Value Nest(NixList path, Value value) => SetAt(EvalSite.None, path, 0, value);

    private static Value SetAt(EvalSite site, NixList path, int depth, Value value)
    {
        if (depth == path.Count) return value.Force(site);
        Symbol name = path[depth].ForceStringNoContext(site, "while evaluating an attribute name");
        Value inner = depth + 1 == path.Count ? value : new Thunk(() => SetAt(EvalSite.None, path, depth + 1, value));
        return new AttrSetBuilder(1).Add(name, inner).Build();
    }

    private static NixString Show(EvalSite site, NixList path)
    {
        if (path.Count == 0) return new NixString("<root attribute path>");
        StringBuilder text = new();
        StringContext context = StringContext.Empty;
        for (int i = 0; i < path.Count; i++)
        {
            if (i > 0) text.Append('.');
            NixString name = path[i].ForceString(site);
            text.Append(NixText.Identifier(name.Text));
            context = context.Union(name.Context);
        }

        return new NixString(text.ToString(), context);
    }

    /// <summary>Applies updates to what lies at their paths below a value that is itself below some other, or is not there.</summary>
    private Value UpdateMany(EvalSite site, int depth, Value? value, List<Value> updates)
    {
        List<Value> here = [];
        List<Value> below = [];
        foreach (Value update in updates) (PathOf(site, update).Count == depth ? here : below).Add(update);

        Value result = below.Count == 0
            ? value ?? new Thunk(() => throw NoOldValue(PathOf(EvalSite.None, here[0])))
            : new Thunk(() => UpdateBelow(EvalSite.None, depth, value, below));
        foreach (Value update in here) result = Thunk.Apply(update.ForceAttrs(site)[UpdateAttr]!, result);
        return result.Force(site);
    }

    private AttrSet UpdateBelow(EvalSite site, int depth, Value? value, List<Value> updates)
    {
        AttrSet? old = value?.Force(site) as AttrSet;
        if (value is not null && old is null) throw NotASet(PathOf(site, updates[0]), depth);
        Dictionary<Symbol, List<Value>> groups = [];
        foreach (Value update in updates)
        {
            Symbol name = PathOf(site, update)[depth].ForceStringNoContext(site, "while evaluating an attribute name");
            if (!groups.TryGetValue(name, out List<Value>? group)) groups.Add(name, group = []);
            group.Add(update);
        }

        AttrSetBuilder updated = new(groups.Count);
        foreach ((Symbol name, List<Value> group) in groups)
        {
            updated.Add(name, new Thunk(() => UpdateMany(EvalSite.None, depth + 1, old?[name], group)));
        }

        return (old ?? AttrSet.Empty).Update(updated.Build());
    }

    private static NixList PathOf(EvalSite site, Value update)
    {
        AttrSet set = update.ForceAttrs(site, "while selecting an attribute");
        return (set[Path] ?? throw LibContext.MissingAttribute(set, Path)).ForceList(site);
    }

    private static ThrownException NoOldValue(NixList path)
        => new($"updateManyAttrsByPath: Path '{Show(EvalSite.None, path).Text}' does not exist in the given value, but the first update "
            + "to this path tries to access the existing value.");

    private static ThrownException NotASet(NixList path, int depth)
    {
        NixList outer = NixList.Of([.. path.Items[..depth]]);
        return new($"updateManyAttrsByPath: Path '{Show(EvalSite.None, path).Text}' needs to be updated, but path "
            + $"'{Show(EvalSite.None, outer).Text}' of the given value is not an attribute set, so we can't update an attribute inside "
            + "of it.");
    }
}
