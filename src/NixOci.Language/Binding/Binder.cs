using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Nodes;
using NixOci.Language.Source;
using NixOci.Language.Syntax;
using NixOci.Language.Values;

namespace NixOci.Language.Binding;

/// <summary>A bound file: what to run, and how large a frame it needs.</summary>
internal readonly record struct BoundFile(Node Root, int Slots);

/// <summary>
/// Resolves names before evaluation: every variable becomes a place (how many calls out, which slot), a global's value, or a
/// lookup in the sets of the enclosing <c>with</c>s. A name that is none of these is an error here, whether or not it would
/// have been evaluated.
/// </summary>
internal sealed partial class Binder
{
    /// <summary>How many nested expressions evaluate without looking at the stack again.</summary>
    private const int GuardInterval = 128;

    private readonly SourceFile _file;
    private readonly SourceNames _names;
    private readonly Globals _globals;
    private readonly Coercion _coercion;
    private FrameLayout _layout;
    private Scope? _scope;
    private int _depth;

    private Binder(ParsedSource parsed, Globals globals, Coercion coercion, AttrSet? imported)
    {
        _file = parsed.Source;
        _names = parsed.Names;
        _globals = globals;
        _coercion = coercion;
        _layout = new FrameLayout(null);
        _scope = imported is null ? null : new ImportScope(_layout, imported);
    }

    /// <summary>Binds a file.</summary>
    /// <param name="parsed">The file; its names are settled.</param>
    /// <param name="globals">What every file sees.</param>
    /// <param name="coercion">How interpolated values become strings.</param>
    /// <param name="imported">Further variables, or null.</param>
    public static BoundFile Bind(ParsedSource parsed, Globals globals, Coercion coercion, AttrSet? imported)
    {
        Binder binder = new(parsed, globals, coercion, imported);
        Node root = binder.Bind(parsed.Root);
        return new BoundFile(root, binder._layout.Slots);
    }

    private Node Bind(Expr expression)
    {
        if (++_depth % GuardInterval != 0)
        {
            Node node = BindKind(expression);
            _depth--;
            return node;
        }

        EvalStack.EnsureSpace(new PositionSite(At(expression.Offset)));
        Node inner = BindKind(expression);
        _depth--;
        return inner is ConstantNode ? inner : new GuardNode(inner, At(expression.Offset));
    }

    private Node BindKind(Expr expression) => expression switch
    {
        VarExpr variable => Resolve(_names[variable.Name], _scope, variable.Offset),
        SelectExpr select => Select(Bind(select.Target), select),
        CallExpr call => BindCall(call),
        StringExpr text => new ConstantNode(new NixString(text.Value)),
        AttrSetExpr set => BindSet(set),
        ConcatExpr concat => BindConcat(concat),
        LambdaExpr lambda => BindLambda(lambda),
        ListExpr list => BindList(list),
        IntExpr number => new ConstantNode(NixInt.Of(number.Value)),
        FloatExpr number => new ConstantNode(new NixFloat(number.Value)),
        PathExpr path => new ConstantNode(new NixPath(path.Value)),
        LetExpr let => BindLet(let),
        WithExpr with => BindWith(with),
        IfExpr branch => new IfNode(Bind(branch.Condition), Bind(branch.Then), Bind(branch.Else), At(branch.Offset)),
        BinaryExpr binary => BindBinary(binary),
        NotExpr not => new NotNode(Bind(not.Operand), At(not.Offset)),
        HasAttrExpr has => new HasAttrNode(Bind(has.Target), BindPath(has.Path), At(has.Offset)),
        AssertExpr assert => new AssertNode(Bind(assert.Condition), assert.Condition, _names, Bind(assert.Body), At(assert.Offset)),
        CurPosExpr position => new ConstantNode(PositionValue.Of(At(position.Offset))),
        _ => throw new InvalidOperationException($"no rule binds {expression.GetType().Name}"),
    };

    private Position At(int offset) => offset == Expr.NoOffset ? default : new Position(_file, offset);

    private Node Resolve(Symbol name, Scope? from, int offset)
    {
        List<WithSlot>? withs = null;
        for (Scope? scope = from; scope is not null; scope = scope.Outer)
        {
            switch (scope)
            {
                case NameScope names when names.TryFind(name, out int slot):
                    int depth = _layout.Level - scope.Layout.Level;
                    return depth == 0 ? new LocalNode(slot, At(offset)) : new OuterNode(depth, slot, At(offset));
                case WithScope with:
                    (withs ??= []).Add(new WithSlot(_layout.Level - scope.Layout.Level, with.Slot));
                    break;
                case ImportScope imported when imported.Variables.TryGet(name, out Value? value):
                    return new ConstantNode(value, At(offset));
            }
        }

        if (_globals.TryFind(name, out Value global)) return new ConstantNode(global, At(offset));
        return withs is not null
            ? new WithVariableNode(name, [.. withs], At(offset))
            : throw new EvalException($"undefined variable '{name.Text}'", At(offset));
    }

    private Node Select(Node target, SelectExpr select)
    {
        if (select.Path.Length == 1 && select.Default is null && select.Path[0].Computed is null)
        {
            return new SelectOneNode(target, _names[select.Path[0].Symbol], At(select.Offset));
        }

        return new SelectNode(target, BindPath(select.Path), select.Default is null ? null : Bind(select.Default), At(select.Offset));
    }

    private PathName[] BindPath(AttrName[] path)
    {
        PathName[] names = new PathName[path.Length];
        for (int i = 0; i < path.Length; i++)
        {
            names[i] = new PathName(_names[path[i].Symbol], path[i].Computed is { } computed ? Bind(computed) : null);
        }

        return names;
    }

    private Node BindConcat(ConcatExpr concat)
    {
        ConcatOperand[] operands = new ConcatOperand[concat.Parts.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = new ConcatOperand(Bind(concat.Parts[i].Value), At(concat.Parts[i].Offset));
        }

        ConcatNode node = new(concat.IsInterpolation, operands, _coercion, At(concat.Offset));
        return concat.IsInterpolation || operands.Length != 2 ? node : new AddNode(operands[0].Value, operands[1].Value, node);
    }

    private Node BindList(ListExpr list)
    {
        if (list.Items.Length == 0) return new ConstantNode(NixList.Empty);
        Node[] items = new Node[list.Items.Length];
        for (int i = 0; i < items.Length; i++) items[i] = Bind(list.Items[i]);
        return new ListNode(items);
    }

    private Node BindBinary(BinaryExpr binary)
    {
        Node left = Bind(binary.Left), right = Bind(binary.Right);
        Position position = At(binary.Offset);
        return binary.Operator switch
        {
            BinaryOperator.Equal => new EqualNode(left, right, isNegated: false, position),
            BinaryOperator.NotEqual => new EqualNode(left, right, isNegated: true, position),
            BinaryOperator.And => new AndNode(left, right, position),
            BinaryOperator.Or => new OrNode(left, right, position),
            BinaryOperator.Implies => new ImpliesNode(left, right, position),
            BinaryOperator.Update => new UpdateNode(left, right, position),
            _ => new ConcatListsNode(left, right, position),
        };
    }

    private Node BindCall(CallExpr call)
    {
        Node function = Bind(call.Function);
        Node[] arguments = new Node[call.Arguments.Length];
        for (int i = 0; i < arguments.Length; i++) arguments[i] = Bind(call.Arguments[i]);
        Position position = At(call.Offset);
        if (arguments.Length == 2 && function is ConstantNode { Value: Builtin builtin }
            && Operator(builtin, arguments[0], arguments[1], position) is { } specialised)
        {
            return specialised;
        }

        return arguments.Length switch
        {
            1 => new CallOneNode(function, arguments[0], position),
            2 => new CallTwoNode(function, arguments[0], arguments[1], position),
            _ => new CallManyNode(function, arguments, position),
        };
    }

    /// <summary>
    /// The node of an operator that the grammar wrote as a call, provided that its name still means the builtin here.
    /// </summary>
    private static Node? Operator(Builtin builtin, Node left, Node right, Position position) => builtin.Name switch
    {
        "sub" => new ArithmeticNode(Arithmetic.Subtract, left, right, builtin, position),
        "mul" => new ArithmeticNode(Arithmetic.Multiply, left, right, builtin, position),
        "div" => new ArithmeticNode(Arithmetic.Divide, left, right, builtin, position),
        "lessThan" => new LessNode(left, right, builtin, position),
        _ => null,
    };
}
