using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The part of <c>lib.customisation</c> that makes sets of packages that are called with each other.</summary>
internal sealed class PackageScopes(LibContext lib)
{
    private static readonly Symbol NewScope = "newScope";
    private static readonly SetPattern Splicing = new("makeScopeWithSplicing'", "splicePackages", "newScope");
    private static readonly SetPattern Scope = new("makeScopeWithSplicing'", "otherSplices", "keep?", "extra?", "f");

    private static readonly (string Member, string Splice)[] OtherSplices =
    [
        ("pkgsBuildBuild", "selfBuildBuild"), ("pkgsBuildHost", "selfBuildHost"), ("pkgsBuildTarget", "selfBuildTarget"),
        ("pkgsHostHost", "selfHostHost"), ("pkgsTargetTarget", "selfTargetTarget"),
    ];

    public void Define(LibSet set)
    {
        set.Function("makeScope", MakeScope);
        set.Constant("makeScopeWithSplicing'", Splicing.Function((_, outer) => Scope.Function((_, inner) =>
            MakeSplicedScope(outer["splicePackages"]!, outer[NewScope]!, inner))));
        set.Function("makeScopeWithSplicing", 6, static (_, given) => MakeSplicedScope(given[0], given[1], Protocol.Nix.Attrs(
            ("otherSplices", given[2]), ("keep", given[3]), ("extra", given[4]), ("f", given[5]))));
    }

    private AttrSet MakeScope(EvalSite site, Value newScope, Value function)
    {
        Thunk? self = null;
        AttrSetBuilder own = new();
        own.Add(NewScope, Lambda.Of((inner, scope) => newScope.Call(inner, new Thunk(() => Operators.Update(EvalSite.None, self!, scope)))));
        own.Add("callPackage", new Thunk(() => self!.ForceAttrs()[NewScope]!.Call(AttrSet.Empty)));
        own.Add("overrideScope", Lambda.Of((inner, overlay) => MakeScope(inner, newScope, FixedPointsLib.Extended(overlay, function))));
        own.Add("overrideScope'", Lambda.Of((inner, overlay) => lib.Warn(
            inner,
            "`overrideScope'` (from `lib.makeScope`) has been renamed to `overrideScope`.",
            new Thunk(() => MakeScope(EvalSite.None, newScope, FixedPointsLib.Extended(overlay, function))))));
        own.Add("packages", function);
        self = new Thunk(() => function.Call(site, self!).ForceAttrs(site).Update(own.Build()));
        return self.ForceAttrs(site);
    }

    private static AttrSet MakeSplicedScope(Value splicePackages, Value newScope, AttrSet given)
    {
        Thunk? self = null;
        AttrSet others = given["otherSplices"]!.ForceAttrs();
        AttrSetBuilder splices = new();
        foreach ((string member, string splice) in OtherSplices)
        {
            Symbol name = splice;
            splices.Add(member, new Thunk(() => others[name] ?? throw LibContext.MissingAttribute(others, name)));
        }

        splices.Add("pkgsHostTarget", new Thunk(() => self!));
        AttrSet all = splices.Build();
        Thunk base0 = new(() => splicePackages.Call(all));
        Thunk spliced = new(() =>
        {
            AttrSet extra = (given["extra"]?.Call(base0) ?? AttrSet.Empty).ForceAttrs();
            AttrSet kept = (given["keep"]?.Call(self!) ?? AttrSet.Empty).ForceAttrs();
            return extra.Update(base0.ForceAttrs()).Update(kept);
        });
        Value function = given["f"]!;
        AttrSetBuilder own = new();
        own.Add(NewScope, Lambda.Of((inner, scope) => newScope.Call(inner, new Thunk(() => Operators.Update(EvalSite.None, spliced, scope)))));
        own.Add("callPackage", new Thunk(() => newScope.Call(spliced)));
        own.Add("overrideScope", Lambda.Of((_, overlay) =>
            MakeSplicedScope(splicePackages, newScope, given.With("f", FixedPointsLib.Extended(overlay, function)))));
        own.Add("packages", function);
        self = new Thunk(() => function.Call(self!).ForceAttrs().Update(own.Build()));
        return self.ForceAttrs();
    }
}
