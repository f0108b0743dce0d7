using System.Globalization;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>
/// <c>lib.generators</c>: values as texts of common formats. INI and its kin are in <see cref="IniGenerators"/>, formats with
/// nested values in <see cref="NestedGenerators"/>.
/// </summary>
internal sealed class GeneratorsLib(LibContext lib) : LibFile(lib)
{
    private static readonly HashSet<string> Untouched
        = new(["__functor", "__functionArgs", "__toString", "__pretty"], StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Function("toPretty", ["allowPrettyValues?", "multiline?", "indent?"], (site, given, value) =>
        {
            bool allowPretty = given["allowPrettyValues"]?.Holds(site) ?? false;
            bool multiline = given["multiline"]?.Holds(site) ?? true;
            string indent = given["indent"]?.ForceString(site).Text ?? "";
            return new PrettyPrinter(Lib, multiline, allowPretty).Print(site, indent, value);
        });
        set.Function("withRecursion", ["depthLimit", "throwOnDepthLimit?"], (site, given) =>
        {
            if (given["depthLimit"]!.Force(site) is not NixInt limit) throw Operators.AssertionFailure("(isInt depthLimit)", site);
            Value throws = given["throwOnDepthLimit"] ?? NixBool.True;
            return Lambda.Of((inner, value) => Limit(inner, 0, limit.Value, throws, value));
        });
        set.Function("mkValueStringDefault", [], (site, _, value) => ValueText(site, Lib, value));
        set.Function("toJSON", [], (site, _, value) => Builtins.Call(site, "toJSON", value));
        set.Function("toYAML", [], (site, _, value) => Builtins.Call(site, "toJSON", value));
        new IniGenerators(Lib).Define(set);
        new NestedGenerators(Lib).Define(set);
    }

    /// <summary>What <c>lib.generators.toPretty { } value</c> gives.</summary>
    public static NixString PrettyText(EvalSite site, LibContext lib, Value value) => new PrettyPrinter(lib, true, false).Print(site, "", value);

    /// <summary>A scalar as most configuration files have it.</summary>
    public static Value ValueText(EvalSite site, LibContext lib, Value value)
    {
        Value forced = value.Force(site);
        return forced switch
        {
            NixInt => lib.ToText(site, forced),
            NixString => forced,
            NixBool boolean => new NixString(boolean.Value ? "true" : "false"),
            NixNull => new NixString("null"),
            NixFloat => lib.Member("strings", "floatToString").Call(site, forced),
            NixList => throw Unsupported(site, lib, "lists", forced),
            AttrSet when AttrSetsLib.IsDerivation(site, forced) => lib.ToText(site, forced),
            AttrSet => throw Unsupported(site, lib, "attrsets", forced),
            Function => throw Unsupported(site, lib, "functions", forced),
            _ => throw Unsupported(site, lib, "this value is", lib.ToText(site, forced)),
        };
    }

    private static AbortException Unsupported(EvalSite site, LibContext lib, string what, Value value)
        => new($"generators.mkValueStringDefault: {what} not supported: {PrettyText(site, lib, value).Text}");

    /// <summary>The value with what lies deeper than the limit replaced; nothing is evaluated that is not asked for.</summary>
    private static Value Limit(EvalSite site, int depth, long limit, Value throws, Value value)
    {
        EvalStack.EnsureSpace(site);
        Value forced = value.Force(site);
        switch (forced)
        {
            case AttrSet set:
                return set.Map((name, inner) => Untouched.Contains(name.Text) ? inner : Deeper(depth + 1, limit, throws, inner));
            case NixList { Count: > 0 } list:
                Value[] items = new Value[list.Count];
                for (int i = 0; i < items.Length; i++) items[i] = Deeper(depth + 1, limit, throws, list[i]);
                return new NixList(items);
            case NixList:
                return forced;
            default:
                return depth + 1 > limit ? Exceeded(site, limit, throws) : forced;
        }
    }

    private static Thunk Deeper(int depth, long limit, Value throws, Value value) => new(() =>
        depth > limit ? Exceeded(EvalSite.None, limit, throws) : Limit(EvalSite.None, depth, limit, throws, value));

    private static NixString Exceeded(EvalSite site, long limit, Value throws)
        => throws.Holds(site)
            ? throw new ThrownException(string.Create(
                CultureInfo.InvariantCulture,
                $"Exceeded maximum eval-depth limit of {limit} while trying to evaluate with `generators.withRecursion'!"))
            : new NixString("<unevaluated>");
}
