using NixOci.Language.Evaluation;
using NixOci.Language.Printing;

namespace NixOci.Language.Values;

/// <summary>Equality and order of values.</summary>
public static class ValueComparer
{
    private static readonly Symbol TypeAttr = "type";
    private static readonly Symbol OutPathAttr = "outPath";

    /// <summary>
    /// Whether <c>first == second</c>. Functions are never equal, except that inside lists and sets the very same value is equal
    /// to itself.
    /// </summary>
    public static bool Equal(EvalSite site, Value first, Value second)
    {
        Value a = first.Force(site), b = second.Force(site);
        switch (a)
        {
            case NixInt x:
                return b is NixInt y ? x.Value == y.Value : b is NixFloat yf && x.Value == yf.Value;
            case NixFloat x:
                return b is NixFloat z ? x.Value == z.Value : b is NixInt zi && x.Value == zi.Value;
            case NixBool or NixNull:
                return ReferenceEquals(a, b);
            case NixString x:
                return b is NixString s && string.Equals(x.Text, s.Text, StringComparison.Ordinal);
            case NixPath x:
                return b is NixPath p && string.Equals(x.Path, p.Path, StringComparison.Ordinal);
            case NixList x:
                return b is NixList l && EqualLists(site, x, l);
            case AttrSet x:
                return b is AttrSet set && EqualSets(site, x, set);
            default:
                return false;
        }
    }

    /// <summary>Whether <c>first &lt; second</c>: numbers, strings, paths, and lists of these by their first difference.</summary>
    public static bool Less(EvalSite site, Value first, Value second) => Less(site, first, second, "");

    private static bool Less(EvalSite site, Value first, Value second, string context)
    {
        EvalStack.EnsureSpace(site);
        Value a = first.Force(site), b = second.Force(site);
        switch (a)
        {
            case NixInt x when b is NixInt y:
                return x.Value < y.Value;
            case NixInt x when b is NixFloat y:
                return x.Value < y.Value;
            case NixFloat x when b is NixInt y:
                return x.Value < y.Value;
            case NixFloat x when b is NixFloat y:
                return x.Value < y.Value;
            case NixString x when b is NixString y:
                return string.CompareOrdinal(x.Text, y.Text) < 0;
            case NixPath x when b is NixPath y:
                return string.CompareOrdinal(x.Path, y.Path) < 0;
            case NixList x when b is NixList y:
                return LessLists(site, x, y);
        }

        string kinds = $"cannot compare {ValueTypes.Describe(a)} with {ValueTypes.Describe(b)}";
        EvalException error = new(a.Kind == b.Kind
            ? $"{kinds}; values of that type are incomparable"
            : kinds);
        if (context.Length > 0) error.AddTrace(site.Position, context);
        throw error;
    }

    private static bool LessLists(EvalSite site, NixList a, NixList b)
    {
        for (int i = 0; ; i++)
        {
            if (i == b.Count) return false;
            if (i == a.Count) return true;
            if (!EqualElements(site, a[i], b[i])) return Less(site, a[i], b[i], "while comparing two list elements");
        }
    }

    private static bool EqualLists(EvalSite site, NixList a, NixList b)
    {
        if (a.Count != b.Count) return false;
        for (int i = 0; i < a.Count; i++)
        {
            if (!EqualElements(site, a[i], b[i])) return false;
        }

        return true;
    }

    private static bool EqualSets(EvalSite site, AttrSet a, AttrSet b)
    {
        // Derivations are equal if they build to the same place, whatever else they carry.
        if (IsDerivation(site, a) && IsDerivation(site, b) && a.TryGet(OutPathAttr, out Value? x) && b.TryGet(OutPathAttr, out Value? y))
        {
            return EqualElements(site, x, y);
        }

        if (a.Count != b.Count) return false;
        if (!ReferenceEquals(a.Shape, b.Shape) && !a.Names.SequenceEqual(b.Names)) return false;
        for (int i = 0; i < a.Count; i++)
        {
            if (!EqualElements(site, a.Values[i], b.Values[i])) return false;
        }

        return true;
    }

    private static bool EqualElements(EvalSite site, Value a, Value b)
    {
        // The same element is equal to itself whatever it is; what was made twice is compared.
        if (ReferenceEquals(a, b)) return true;
        EvalStack.EnsureSpace(site);
        return Equal(site, a, b);
    }

    internal static bool IsDerivation(EvalSite site, AttrSet set)
        => set.TryGet(TypeAttr, out Value? type) && type.Force(site) is NixString { Text: "derivation" };
}
