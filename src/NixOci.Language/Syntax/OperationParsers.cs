using NixOci.Language.Values;
using Pidgin;

namespace NixOci.Language.Syntax;

/// <summary>
/// Operators by precedence. Loosest first: <c>-&gt;</c>; <c>||</c>; <c>&amp;&amp;</c>; <c>== !=</c>; <c>&lt; &gt; &lt;= &gt;=</c>; <c>//</c>;
/// <c>!</c>; <c>+ -</c>; <c>* /</c>; <c>++</c>; <c>?</c>; negation.
/// </summary>
internal sealed class OperationParser(Grammar grammar) : Production<Expr>(grammar)
{
    private const int Loosest = 1;
    private const int NotLevel = 7;
    private const int HasAttrLevel = 11;
    private const int NegateLevel = 12;

    private static readonly Symbol Sub = "__sub";
    private static readonly Symbol Mul = "__mul";
    private static readonly Symbol Div = "__div";
    private static readonly Symbol LessThan = "__lessThan";

    private enum Side : byte
    {
        Left,
        Right,
        None,
    }

    public override Expr Parse(ref ParseState<Token> state) => ParseAbove(ref state, Loosest);

    private Expr ParseAbove(ref ParseState<Token> state, int level)
    {
        Token start = state.Current;
        Grammar.EnsureStack(start);
        Expr left = ParsePrefix(ref state);
        int barred = int.MaxValue;
        while (true)
        {
            Token op = state.Current;
            (int opLevel, Side side) = LevelOf(op.Kind);
            if (opLevel < level)
            {
                if (op.Kind is TokenKind.PipeFrom or TokenKind.PipeInto) throw PipesAreDisabled(op);
                return left;
            }

            // After an operator that does not associate, one of the same level is an error.
            if (opLevel == barred) throw Grammar.Unexpected(op);
            state.Advance();
            if (opLevel == HasAttrLevel)
            {
                left = new HasAttrExpr(left.Offset, left, Grammar.AttrPath.Parse(ref state));
                continue;
            }

            Token rightStart = state.Current;
            Expr right = ParseAbove(ref state, side == Side.Right ? opLevel : opLevel + 1);
            left = Combine(op, left, start.Start, right, rightStart.Start);
            barred = side == Side.None ? opLevel : int.MaxValue;
        }
    }

    private Expr ParsePrefix(ref ParseState<Token> state)
    {
        Token token = state.Current;
        switch (token.Kind)
        {
            case TokenKind.Not:
                state.Advance();
                Expr operand = ParseAbove(ref state, NotLevel + 1);
                return new NotExpr(operand.Offset, operand);
            case TokenKind.Minus:
                state.Advance();
                Expr negated = ParseAbove(ref state, NegateLevel + 1);
                return Call(token.Start, Sub, new IntExpr(0), negated);
            default:
                return Grammar.Application.Parse(ref state);
        }
    }

    private static (int Level, Side Side) LevelOf(TokenKind kind) => kind switch
    {
        TokenKind.Implies => (1, Side.Right),
        TokenKind.OrOr => (2, Side.Left),
        TokenKind.AndAnd => (3, Side.Left),
        TokenKind.Equal or TokenKind.NotEqual => (4, Side.None),
        TokenKind.Less or TokenKind.Greater or TokenKind.LessOrEqual or TokenKind.GreaterOrEqual => (5, Side.None),
        TokenKind.Update => (6, Side.Right),
        TokenKind.Plus or TokenKind.Minus => (8, Side.Left),
        TokenKind.Times or TokenKind.Divide => (9, Side.Left),
        TokenKind.Concat => (10, Side.Right),
        TokenKind.Question => (HasAttrLevel, Side.None),
        _ => (0, Side.None),
    };

    private static Expr Combine(Token op, Expr left, int leftStart, Expr right, int rightStart) => op.Kind switch
    {
        TokenKind.Implies => new BinaryExpr(op.Start, BinaryOperator.Implies, left, right),
        TokenKind.OrOr => new BinaryExpr(op.Start, BinaryOperator.Or, left, right),
        TokenKind.AndAnd => new BinaryExpr(op.Start, BinaryOperator.And, left, right),
        TokenKind.Equal => new BinaryExpr(Expr.NoOffset, BinaryOperator.Equal, left, right),
        TokenKind.NotEqual => new BinaryExpr(Expr.NoOffset, BinaryOperator.NotEqual, left, right),
        TokenKind.Less => Call(op.Start, LessThan, left, right),
        TokenKind.Greater => Call(op.Start, LessThan, right, left),
        TokenKind.LessOrEqual => new NotExpr(op.Start, Call(op.Start, LessThan, right, left)),
        TokenKind.GreaterOrEqual => new NotExpr(op.Start, Call(op.Start, LessThan, left, right)),
        TokenKind.Update => new BinaryExpr(op.Start, BinaryOperator.Update, left, right),
        TokenKind.Concat => new BinaryExpr(op.Start, BinaryOperator.Concat, left, right),
        TokenKind.Plus => new ConcatExpr(
            op.Start, isInterpolation: false, [new ConcatPart(leftStart, left), new ConcatPart(rightStart, right)]),
        TokenKind.Minus => Call(op.Start, Sub, left, right),
        TokenKind.Times => Call(op.Start, Mul, left, right),
        _ => Call(op.Start, Div, left, right),
    };

    private static CallExpr Call(int offset, Symbol function, Expr first, Expr second)
        => new(offset, new VarExpr(Expr.NoOffset, function), [first, second]);

    private SyntaxException PipesAreDisabled(Token token)
        => new(
            "experimental Nix feature 'pipe-operators' is disabled; add '--extra-experimental-features pipe-operators' to enable it",
            Grammar.At(token.Start));
}

/// <summary>A function with its arguments.</summary>
internal sealed class ApplicationParser(Grammar grammar) : Production<Expr>(grammar)
{
    public override Expr Parse(ref ParseState<Token> state)
    {
        Token start = state.Current;
        Expr function = Grammar.Selection.Parse(ref state);
        if (!SimpleParser.CanBegin(state.Current.Kind)) return function;

        // A call in parentheses takes further arguments as its own.
        List<Expr> arguments = [];
        CallExpr? inner = function as CallExpr;
        if (inner is not null) arguments.AddRange(inner.Arguments);
        do
        {
            arguments.Add(Grammar.Selection.Parse(ref state));
        }
        while (SimpleParser.CanBegin(state.Current.Kind));

        return inner is null
            ? new CallExpr(start.Start, function, [.. arguments])
            : new CallExpr(inner.Offset, inner.Function, [.. arguments]);
    }
}

/// <summary>A simple expression with what is selected from it.</summary>
internal sealed class SelectionParser(Grammar grammar) : Production<Expr>(grammar)
{
    private static readonly Symbol OrName = "or";

    public override Expr Parse(ref ParseState<Token> state)
    {
        Token start = state.Current;
        Expr target = Grammar.Simple.Parse(ref state);
        switch (state.Current.Kind)
        {
            case TokenKind.Dot:
                state.Advance();
                AttrName[] path = Grammar.AttrPath.Parse(ref state);
                if (state.Current.Kind != TokenKind.Or) return new SelectExpr(start.Start, target, path, null);
                state.Advance();
                return new SelectExpr(start.Start, target, path, Parse(ref state));
            case TokenKind.Or:
                // Old code has functions named "or": here it is the argument of what stands before it.
                state.Advance();
                return new CallExpr(start.Start, target, [new VarExpr(start.Start, OrName)]);
            default:
                return target;
        }
    }
}
