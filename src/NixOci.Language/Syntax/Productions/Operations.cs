using NixOci.Language.Syntax.Lexing;
using Pidgin;

namespace NixOci.Language.Syntax.Productions;

/// <summary>Operators and their operands.</summary>
internal sealed class OperationParser : Production<Expr>
{
    private const byte NotOperand = 8;
    private const byte NegateOperand = 13;

    // How tightly a token binds as a binary operator; 0 for those that are none.
    private static readonly byte[] Precedences = BuildPrecedences();

    public override Expr Read(ref ParseState<Token> state)
    {
        return Climb(ref state, minimum: 1);
    }

    /// <summary>Parses operators that bind at least as tightly as <paramref name="minimum"/>.</summary>
    private static Expr Climb(ref ParseState<Token> state, int minimum)
    {
        int start = state.Current.Start;
        Expr left = Operand(ref state);
        while (true)
        {
            Token op = state.Current;
            int precedence = Precedences[(int)op.Kind];
            if (precedence == 0 || precedence < minimum) return left;

            ParseContext context = ParseContext.Of(ref state);
            state.Advance();
            context.Enter(ref state, 2);
            if (op.Kind == TokenKind.Question)
            {
                AttrName[] path = NixGrammar.AttrPath.Read(ref state);
                left = new HasAttrExpr(left.Offset, left, path);
            }
            else
            {
                int rightStart = state.Current.Start;
                bool isRightAssociative = op.Kind is TokenKind.Implies or TokenKind.Update or TokenKind.Concat;
                Expr right = Climb(ref state, isRightAssociative ? precedence : precedence + 1);
                left = Build(op, start, left, rightStart, right);
                if (op.Kind is TokenKind.Equal or TokenKind.NotEqual or TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater
                        or TokenKind.GreaterOrEqual
                    && Precedences[(int)state.Current.Kind] == precedence)
                {
                    throw context.Unexpected(state.Current);
                }
            }

            context.Leave(2);
        }
    }

    private static Expr Operand(ref ParseState<Token> state)
    {
        Token token = state.Current;
        if (token.Kind is not (TokenKind.Not or TokenKind.Minus))
        {
            return NixGrammar.Application.Read(ref state);
        }

        ParseContext context = ParseContext.Of(ref state);
        state.Advance();
        context.Enter(ref state, 1);
        Expr operand = Climb(ref state, token.Kind == TokenKind.Not ? NotOperand : NegateOperand);
        context.Leave(1);
        return token.Kind == TokenKind.Not
            ? new NotExpr(operand.Offset, operand)
            : Calls.Of(token.Start, WellKnown.Sub, new IntExpr(0), operand);
    }

    private static Expr Build(Token op, int leftStart, Expr left, int rightStart, Expr right)
    {
        int at = op.Start;
        return op.Kind switch
        {
            TokenKind.Implies => new BinaryExpr(at, BinaryOperator.Implies, left, right),
            TokenKind.Or => new BinaryExpr(at, BinaryOperator.Or, left, right),
            TokenKind.And => new BinaryExpr(at, BinaryOperator.And, left, right),
            TokenKind.Equal => new BinaryExpr(Expr.NoOffset, BinaryOperator.Equal, left, right),
            TokenKind.NotEqual => new BinaryExpr(Expr.NoOffset, BinaryOperator.NotEqual, left, right),
            TokenKind.Less => Calls.Of(at, WellKnown.LessThan, left, right),
            TokenKind.Greater => Calls.Of(at, WellKnown.LessThan, right, left),
            TokenKind.LessOrEqual => new NotExpr(at, Calls.Of(at, WellKnown.LessThan, right, left)),
            TokenKind.GreaterOrEqual => new NotExpr(at, Calls.Of(at, WellKnown.LessThan, left, right)),
            TokenKind.Update => new BinaryExpr(at, BinaryOperator.Update, left, right),
            TokenKind.Plus => new ConcatExpr(at, isInterpolation: false, [new ConcatPart(leftStart, left), new ConcatPart(rightStart, right)]),
            TokenKind.Minus => Calls.Of(at, WellKnown.Sub, left, right),
            TokenKind.Star => Calls.Of(at, WellKnown.Mul, left, right),
            TokenKind.Slash => Calls.Of(at, WellKnown.Div, left, right),
            _ => new BinaryExpr(at, BinaryOperator.Concat, left, right),
        };
    }

    private static byte[] BuildPrecedences()
    {
        byte[] precedences = new byte[(int)TokenKind.Malformed + 1];
        ReadOnlySpan<TokenKind[]> levels =
        [
            [TokenKind.Implies],
            [TokenKind.Or],
            [TokenKind.And],
            [TokenKind.Equal, TokenKind.NotEqual],
            [TokenKind.Less, TokenKind.Greater, TokenKind.LessOrEqual, TokenKind.GreaterOrEqual],
            [TokenKind.Update],
            [TokenKind.Not],
            [TokenKind.Plus, TokenKind.Minus],
            [TokenKind.Star, TokenKind.Slash],
            [TokenKind.Concat],
            [TokenKind.Question],
        ];
        for (int i = 0; i < levels.Length; i++)
        {
            foreach (TokenKind kind in levels[i]) precedences[(int)kind] = (byte)(i + 1);
        }

        precedences[(int)TokenKind.Not] = 0;
        return precedences;
    }
}

/// <summary><c>a |&gt; f</c> and <c>f &lt;| a</c>, which bind least of all and do not mix.</summary>
internal sealed class PipeParser : Production<Expr>
{
    public override Expr Read(ref ParseState<Token> state)
    {
        Expr first = NixGrammar.Operation.Read(ref state);
        return state.Current.Kind switch
        {
            TokenKind.PipeInto => Into(ref state, first),
            TokenKind.PipeFrom => From(ref state, first),
            _ => first,
        };
    }

    private static Expr Into(ref ParseState<Token> state, Expr argument)
    {
        ParseContext context = ParseContext.Of(ref state);
        context.Enter(ref state, 2);
        while (state.Current.Kind == TokenKind.PipeInto)
        {
            int at = Expect.Next(ref state).Start;
            Expr function = NixGrammar.Operation.Read(ref state);
            argument = Calls.Append(at, function, [argument]);
        }

        context.Leave(2);
        return argument;
    }

    private static CallExpr From(ref ParseState<Token> state, Expr function)
    {
        ParseContext context = ParseContext.Of(ref state);
        int at = Expect.Next(ref state).Start;
        context.Enter(ref state, 2);
        Expr argument = NixGrammar.Operation.Read(ref state);
        if (state.Current.Kind == TokenKind.PipeFrom) argument = From(ref state, argument);
        context.Leave(2);
        return Calls.Append(at, function, [argument]);
    }
}
