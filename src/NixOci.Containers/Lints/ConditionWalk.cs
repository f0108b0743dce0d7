using NixOci.Language.Syntax;

namespace NixOci.Containers.Lints;

/// <summary>Walks through an expression and notes under which conditions attributes stand in it.</summary>
/// <param name="isWanted">Whether an attribute is looked for, by its offset and its name.</param>
internal sealed class ConditionWalk(Func<int, string, bool> isWanted)
{
    private static readonly string[] Functions = ["mkIf", "optionalAttrs", "optional", "optionals"];

    private readonly List<WrittenCondition> _around = [];
    private readonly List<AttrSetExpr> _scopes = [];

    /// <summary>The attributes that were found, with the conditions around each, outermost first.</summary>
    public List<(int Offset, IReadOnlyList<WrittenCondition> Conditions)> Found { get; } = [];

    /// <summary>Walks through an expression.</summary>
    public void Walk(Expr? expression)
    {
        switch (expression)
        {
            case AttrSetExpr set:
                WalkSet(set);
                break;
            case LetExpr let:
                WalkSet(let.Bindings);
                _scopes.Add(let.Bindings);
                Walk(let.Body);
                _scopes.RemoveAt(_scopes.Count - 1);
                break;
            case CallExpr call when call.Arguments.Length > 1 && IsConditional(call.Function):
                Walk(call.Arguments[0]);
                Under(call.Arguments[0], call.Offset, holds: true, call.Arguments[1]);
                break;
            case IfExpr choice:
                Walk(choice.Condition);
                Under(choice.Condition, choice.Offset, holds: true, choice.Then);
                Under(choice.Condition, choice.Offset, holds: false, choice.Else);
                break;
            case CallExpr call:
                Walk(call.Function);
                foreach (Expr argument in call.Arguments) Walk(argument);
                break;
            case LambdaExpr function:
                foreach (Formal formal in function.Formals?.Items ?? []) Walk(formal.Default);
                Walk(function.Body);
                break;
            case WithExpr with:
                Walk(with.Scope);
                Walk(with.Body);
                break;
            case AssertExpr assert:
                Walk(assert.Body);
                break;
            case ListExpr list:
                foreach (Expr item in list.Items) Walk(item);
                break;
            case BinaryExpr binary:
                Walk(binary.Left);
                Walk(binary.Right);
                break;
            case ConcatExpr concat:
                foreach (ConcatPart part in concat.Parts) Walk(part.Value);
                break;
            case SelectExpr select:
                Walk(select.Target);
                Walk(select.Default);
                break;
        }
    }

    private void WalkSet(AttrSetExpr set)
    {
        if (set.IsRecursive) _scopes.Add(set);
        foreach (AttrDef attr in set.Attrs)
        {
            if (isWanted(attr.Offset, attr.Name.Text)) Find(attr.Offset, attr.Value);
            Walk(attr.Value);
        }

        foreach (DynamicAttrDef attr in set.DynamicAttrs)
        {
            if (isWanted(attr.Offset, "")) Find(attr.Offset, attr.Value);
            Walk(attr.Value);
        }

        if (set.IsRecursive) _scopes.RemoveAt(_scopes.Count - 1);
    }

    /// <summary>Notes an attribute with the conditions around it, and with those that its value begins with.</summary>
    private void Find(int offset, Expr value)
    {
        List<WrittenCondition> conditions = [.. _around];
        while (value is CallExpr { Arguments.Length: > 1 } call && IsConditional(call.Function))
        {
            conditions.Add(new WrittenCondition(call.Arguments[0], call.Offset, holds: true, [.. _scopes]));
            value = call.Arguments[1];
        }

        Found.Add((offset, conditions));
    }

    private void Under(Expr condition, int offset, bool holds, Expr body)
    {
        _around.Add(new WrittenCondition(condition, offset, holds, [.. _scopes]));
        Walk(body);
        _around.RemoveAt(_around.Count - 1);
    }

    private static bool IsConditional(Expr function) => function switch
    {
        VarExpr variable => Array.IndexOf(Functions, variable.Name.Text) >= 0,
        SelectExpr { Path: [.., { Computed: null } last] } => Array.IndexOf(Functions, last.Symbol.Text) >= 0,
        _ => false,
    };
}
