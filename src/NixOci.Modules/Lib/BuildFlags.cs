using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The part of <c>lib.strings</c> that writes arguments of build systems.</summary>
internal sealed class BuildFlags(LibContext lib)
{
    private static readonly string[] CMakeTypes = ["BOOL", "FILEPATH", "PATH", "STRING", "INTERNAL"];

    public void Define(LibSet set)
    {
        set.Function("cmakeOptionType", (site, type, feature, value) => CMakeOption(site, type, feature, value));
        set.Function("cmakeBool", (site, condition, flag) =>
        {
            AssertString(site, condition, "((lib).isString condition)");
            bool enabled = AssertBool(site, flag, "((lib).isBool flag)");
            return CMakeOption(site, new NixString("bool"), condition, new NixString(enabled ? "TRUE" : "FALSE"));
        });
        set.Function("cmakeFeature", (site, feature, value) =>
        {
            AssertString(site, feature, "((lib).isString feature)");
            AssertString(site, value, "((lib).isString value)");
            return CMakeOption(site, new NixString("string"), feature, value);
        });
        set.Function("mesonOption", (site, feature, value) => MesonOption(site, feature, value));
        set.Function("mesonBool", (site, condition, flag) =>
        {
            AssertString(site, condition, "((lib).isString condition)");
            return MesonOption(site, condition, new NixString(AssertBool(site, flag, "((lib).isBool flag)") ? "true" : "false"));
        });
        set.Function("mesonEnable", (site, feature, flag) =>
        {
            AssertString(site, feature, "((lib).isString feature)");
            return MesonOption(site, feature, new NixString(AssertBool(site, flag, "((lib).isBool flag)") ? "enabled" : "disabled"));
        });
        set.Function("enableFeature", (site, flag, feature) => EnableFeature(site, flag, feature));
        set.Function("enableFeatureAs", (site, flag, feature, value) => WithValue(site, EnableFeature(site, flag, feature), flag, value));
        set.Function("withFeature", (site, flag, feature) => WithFeature(site, flag, feature));
        set.Function("withFeatureAs", (site, flag, feature, value) => WithValue(site, WithFeature(site, flag, feature), flag, value));
    }

    private NixString CMakeOption(EvalSite site, Value type, Value feature, Value value)
    {
        string kind = StringsLib.ToUpper(type.ForceString(site).Text);
        if (!CMakeTypes.Contains(kind)) throw Operators.AssertionFailure("(elem (toUpper type) types)", site);
        NixString name = AssertString(site, feature, "(isString feature)");
        NixString text = AssertString(site, value, "(isString value)");
        return new NixString($"-D{name.Text}:{kind}={text.Text}", name.Context.Union(text.Context));
    }

    private static NixString MesonOption(EvalSite site, Value feature, Value value)
    {
        NixString name = AssertString(site, feature, "((lib).isString feature)");
        NixString text = AssertString(site, value, "((lib).isString value)");
        return new NixString($"-D{name.Text}={text.Text}", name.Context.Union(text.Context));
    }

    private static NixString EnableFeature(EvalSite site, Value flag, Value feature)
    {
        bool enabled = AssertBool(site, flag, "((lib).isBool flag)");
        NixString name = AssertString(site, feature, "((lib).isString feature)");
        return new NixString($"--{(enabled ? "enable" : "disable")}-{name.Text}", name.Context);
    }

    private static NixString WithFeature(EvalSite site, Value flag, Value feature)
    {
        NixString name = AssertString(site, feature, "(isString feature)");
        return new NixString($"--{(flag.Holds(site) ? "with" : "without")}-{name.Text}", name.Context);
    }

    private NixString WithValue(EvalSite site, NixString option, Value flag, Value value)
    {
        if (!flag.Holds(site)) return option;
        NixString text = lib.Interpolate(site, value);
        return new NixString($"{option.Text}={text.Text}", option.Context.Union(text.Context));
    }

    private static NixString AssertString(EvalSite site, Value value, string condition)
        => value.Force(site) as NixString ?? throw Operators.AssertionFailure(condition, site);

    private static bool AssertBool(EvalSite site, Value value, string condition)
        => (value.Force(site) as NixBool ?? throw Operators.AssertionFailure(condition, site)).Value;
}
