using NixOci.Language.Syntax;
using NixOci.Language.Values;

namespace NixOci.Containers.Lints;

/// <summary>An option that a condition asks about.</summary>
/// <param name="Path">Its path.</param>
/// <param name="IsNegated">Whether the condition holds only if the option is false.</param>
internal sealed record ConditionOption(IReadOnlyList<string> Path, bool IsNegated);

/// <summary>A condition as it is written.</summary>
/// <param name="condition">The expression.</param>
/// <param name="offset">Where what depends on the condition begins: <c>mkIf</c> or <c>if</c>.</param>
/// <param name="holds">Whether it must hold; an <c>else</c> stands where it does not.</param>
/// <param name="scopes">The variables around it, outermost first.</param>
internal sealed class WrittenCondition(Expr condition, int offset, bool holds, IReadOnlyList<AttrSetExpr> scopes)
{
    private const int MostVariables = 8;
    private const string Config = "config";

    /// <summary>Where what depends on it begins.</summary>
    public int Offset => offset;

    /// <summary>Whether it must hold.</summary>
    public bool Holds => holds;

    /// <summary>The condition where it is short: a variable, or a path; null otherwise.</summary>
    public string? Text => PathOf(condition) is { } path ? string.Join('.', path) : null;

    /// <summary>The options that make the condition hold only if each of them is true, or false.</summary>
    public IEnumerable<ConditionOption> Options() => Options(condition, isNegated: !holds);

    private IEnumerable<ConditionOption> Options(Expr expression, bool isNegated) => expression switch
    {
        NotExpr not => Options(not.Operand, !isNegated),
        BinaryExpr { Operator: BinaryOperator.And } both when !isNegated => Options(both.Left, false).Concat(Options(both.Right, false)),
        BinaryExpr { Operator: BinaryOperator.Or } either when isNegated => Options(either.Left, true).Concat(Options(either.Right, true)),
        BinaryExpr { Operator: BinaryOperator.Or } either => Options(either.Left, false).Concat(Options(either.Right, false)),
        VarExpr or SelectExpr when Resolve(expression, 0) is [Config, _, ..] path => [new ConditionOption(path[1..], isNegated)],
        _ => [],
    };

    /// <summary>The names of a path of which variables are replaced by what they stand for.</summary>
    private List<string>? Resolve(Expr expression, int depth)
    {
        if (depth > MostVariables || PathOf(expression) is not { } path) return null;
        if (path[0] == Config) return path;
        for (int i = scopes.Count - 1; i >= 0; i--)
        {
            foreach (AttrDef attr in scopes[i].Attrs)
            {
                if (attr.Name.Text != path[0]) continue;
                Expr value = attr.Value;
                if (value is SelectExpr { Target: InheritSourceExpr source } inherited)
                {
                    List<string>? from = Resolve(scopes[i].InheritSources[source.Index], depth + 1);
                    return from is null || NamesOf(inherited.Path) is not { } names ? null : [.. from, .. names, .. path[1..]];
                }

                return Resolve(value, depth + 1) is { } head ? [.. head, .. path[1..]] : null;
            }
        }

        return null;
    }

    private static List<string>? PathOf(Expr expression) => expression switch
    {
        VarExpr variable => [variable.Name.Text],
        SelectExpr select when PathOf(select.Target) is { } target && NamesOf(select.Path) is { } names => [.. target, .. names],
        _ => null,
    };

    private static List<string>? NamesOf(AttrName[] path)
    {
        List<string> names = [];
        foreach (AttrName name in path)
        {
            if (name.Computed is not null) return null;
            names.Add(name.Symbol.Text);
        }

        return names;
    }
}
