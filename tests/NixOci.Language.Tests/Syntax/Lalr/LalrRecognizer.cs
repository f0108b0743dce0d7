using NixOci.Language.Syntax.Lexing;

namespace NixOci.Language.Tests.Syntax.Lalr;

/// <summary>Runs an automaton over tokens and complains as Bison's parsers do.</summary>
internal sealed class LalrRecognizer(BnfGrammar grammar, LalrAutomaton automaton)
{
    /// <summary>The complaint and the index of its token, or null where the tokens are a sentence.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="mostSymbols">How many symbols may wait on the stack.</param>
    public (string Message, int Index)? Complaint(ReadOnlySpan<Token> tokens, int mostSymbols)
    {
        Stack<int> states = new([0]);
        int next = 0;
        while (true)
        {
            if (states.Count - 1 > mostSymbols) return ("memory exhausted", Math.Max(0, next - 1));
            int state = states.Peek();
            int action = 0;
            if (!automaton.IsBlind(state))
            {
                if (tokens[next].Kind == TokenKind.Malformed) return ("malformed", next);
                action = automaton.Action(state, (int)tokens[next].Kind);
            }

            if (action == LalrAutomaton.Accept) return null;
            if (LalrAutomaton.IsExplicitError(action)) return (Message(state, tokens[next].Kind), next);
            if (action > 0)
            {
                states.Push(action - 1);
                next++;
                continue;
            }

            int rule = action < 0 ? -action - 1 : automaton.DefaultReduction(state);
            if (rule < 0) return (Message(state, tokens[next].Kind), next);
            for (int i = 0; i < grammar.Rules[rule].Right.Length; i++) states.Pop();
            states.Push(automaton.Goto(states.Peek(), grammar.Rules[rule].Left));
        }
    }

    private string Message(int state, TokenKind unexpected)
    {
        List<string> expected = [];
        for (int token = 0; token < grammar.TokenCount; token++)
        {
            int action = automaton.Action(state, token);
            if (action != 0 && !LalrAutomaton.IsExplicitError(action)) expected.Add(Name(token));
        }

        string message = $"syntax error, unexpected {Name((int)unexpected)}";
        return expected.Count is 0 or > 4 ? message : $"{message}, expecting {string.Join(" or ", expected)}";
    }

    private string Name(int token) => grammar.NameOf(token) switch
    {
        "end-of-file" => "end of file",
        "invalid" => "invalid token",
        string name => name,
    };
}
