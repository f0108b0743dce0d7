using System.Globalization;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>
/// Says why <c>assert a == b</c> failed: walks two values that are not equal to their first difference.
/// </summary>
internal static class EqualityAssertion
{
    private static readonly Symbol OutPathAttr = "outPath";

    /// <summary>The error for two values that were found unequal; null where no difference is found.</summary>
    public static AssertionException? Explain(EvalSite site, Value left, Value right)
    {
        EvalStack.EnsureSpace(site);
        Value a = left.Force(site), b = right.Force(site);
        if (a is NixInt or NixFloat && b is NixInt or NixFloat)
        {
            return ValueComparer.Equal(site, a, b) ? null : Differ(a, b, "with value");
        }

        if (a.Kind != b.Kind) return Differ(a, b, "of value");
        return (a, b) switch
        {
            (NixBool x, NixBool y) => x == y ? null : Differ("boolean", a, b),
            (NixString x, NixString y) => x.Text == y.Text ? null : Differ("string", a, b),
            (NixPath x, NixPath y) => x.Path == y.Path ? null : Differ("path", a, b),
            (NixList x, NixList y) => ExplainLists(site, x, y),
            (AttrSet x, AttrSet y) => ExplainSets(site, x, y),
            (Function, Function) => new AssertionException(
                "distinct functions and immediate comparisons of identical functions compare as unequal"),
            _ => null,
        };
    }

    private static AssertionException? ExplainLists(EvalSite site, NixList a, NixList b)
    {
        if (a.Count != b.Count)
        {
            return new AssertionException(
                $"list of size '{a.Count}' is not equal to list of size '{b.Count}', left hand side is '{Show(a)}', "
                + $"right hand side is '{Show(b)}'");
        }

        for (int i = 0; i < a.Count; i++)
        {
            if (ReferenceEquals(a[i], b[i]) || Explain(site, a[i], b[i]) is not { } error) continue;
            error.AddTrace(site.Position, "while comparing list element " + i.ToString(CultureInfo.InvariantCulture));
            return error;
        }

        return null;
    }

    private static AssertionException? ExplainSets(EvalSite site, AttrSet a, AttrSet b)
    {
        if (ValueComparer.IsDerivation(site, a) && ValueComparer.IsDerivation(site, b)
            && a[OutPathAttr] is { } outA && b[OutPathAttr] is { } outB)
        {
            AssertionException? error = Explain(site, outA, outB);
            error?.AddTrace(site.Position, "while comparing a derivation by its 'outPath' attribute");
            return error;
        }

        if (a.Count != b.Count)
        {
            return new AssertionException($"attribute names of attribute set '{Show(a)}' differs from attribute set '{Show(b)}'");
        }

        for (int i = 0; i < a.Count; i++)
        {
            Symbol name = a.Names[i];
            if (name != b.Names[i]) return NamesDiffer(a, b, name, b.Names[i]);
            if (ReferenceEquals(a[name], b[name]) || Explain(site, a[name]!, b[name]!) is not { } error) continue;
            Position right = b.PositionOf(name), left = a.PositionOf(name);
            if (right.IsKnown) error.AddTrace(right, "where right hand side is");
            if (left.IsKnown) error.AddTrace(left, "where left hand side is");
            error.AddTrace(site.Position, $"while comparing attribute '{NixSyntax.Name(name.Text)}'");
            return error;
        }

        return null;
    }

    private static AssertionException NamesDiffer(AttrSet a, AttrSet b, Symbol inA, Symbol inB)
        => new(b.Has(inA)
            ? $"attribute name '{NixSyntax.Name(inB.Text)}' is missing in '{Show(a)}', but is contained in '{Show(b)}'"
            : $"attribute name '{NixSyntax.Name(inA.Text)}' is contained in '{Show(a)}', but not in '{Show(b)}'");

    private static AssertionException Differ(Value a, Value b, string relation)
        => new($"{ValueTypes.Describe(a)} {relation} '{Show(a)}' is not equal to {ValueTypes.Describe(b)} {relation} '{Show(b)}'");

    private static AssertionException Differ(string type, Value a, Value b)
        => new($"{type} '{Show(a)}' is not equal to {type} '{Show(b)}'");

    private static string Show(Value value) => ErrorValuePrinter.Print(value);
}
