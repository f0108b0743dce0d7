using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The operators of the language as bodies of functions apply them: arguments may be thunks, results are forced.</summary>
internal static class Operators
{
    /// <summary><c>left // right</c></summary>
    public static AttrSet Update(EvalSite site, Value left, Value right)
        => left.ForceAttrs(site, "in the left operand of the update (//) operator")
            .Update(right.ForceAttrs(site, "in the right operand of the update (//) operator"));

    /// <summary><c>left ++ right</c></summary>
    public static NixList Concat(EvalSite site, Value left, Value right)
    {
        const string Operand = "while evaluating one of the elements to concatenate";
        NixList first = left.ForceList(site, Operand), second = right.ForceList(site, Operand);
        if (second.Count == 0) return first;
        return first.Count == 0 ? second : new NixList([.. first.Items, .. second.Items]);
    }

    /// <summary>The list with one more element.</summary>
    public static NixList Append(NixList list, Value item) => new([.. list.Items, item]);

    /// <summary><c>left == right</c></summary>
    public static bool AreEqual(EvalSite site, Value left, Value right) => ValueComparer.Equal(site, left, right);

    /// <summary>A condition, as <c>if</c> and the logical operators evaluate it.</summary>
    public static bool Holds(this Value value, EvalSite site) => value.ForceBool(site);

    /// <summary>Whether a forced value is the empty list.</summary>
    public static bool IsEmptyList(this Value value) => value is NixList { Count: 0 };

    /// <summary>The error of an <c>assert</c> that fails.</summary>
    /// <param name="condition">The condition's text as Nix prints it.</param>
    /// <param name="site">Where the function was called.</param>
    public static AssertionException AssertionFailure(string condition, EvalSite site)
        => new($"assertion '{condition}' failed", site.Position);
}
