namespace NixOci.Language.Builtins.Regex;

/// <summary>
/// Tells whether a program matches a whole text, without finding out how: all states that can be reached are kept as bits of one
/// number, so that a text is read once and nothing is remembered of it. For programs that are small and have neither anchors nor
/// repetitions of nothing, for which what the match takes does not depend on the way.
/// </summary>
internal sealed class RegexRecognizer
{
    private const int MaxStates = 127;

    private readonly RegexProgram _program;

    /// <summary>The states that take a byte, by the number of their bit.</summary>
    private readonly int[] _takers;

    /// <summary>The bits of the states that may come after each taker, and after nothing at all in the last place.</summary>
    private readonly UInt128[] _following;

    private readonly UInt128 _accepting;

    private RegexRecognizer(RegexProgram program, int[] takers, UInt128[] following, UInt128 accepting)
    {
        _program = program;
        _takers = takers;
        _following = following;
        _accepting = accepting;
    }

    /// <summary>The recognizer of a program; null where it needs to be matched step by step.</summary>
    public static RegexRecognizer? Of(RegexProgram program)
    {
        RegexState[] states = program.States;
        if (program.Loops > 0) return null;
        List<int> takers = [];
        int[] bits = new int[states.Length];
        for (int i = 0; i < states.Length; i++)
        {
            if (states[i].Op is RegexOp.AtStart or RegexOp.AtEnd) return null;
            if (states[i].Op is not (RegexOp.Byte or RegexOp.Set)) continue;
            bits[i] = takers.Count;
            takers.Add(i);
            if (takers.Count > MaxStates) return null;
        }

        UInt128 accepting = UInt128.One << takers.Count;
        UInt128[] following = new UInt128[takers.Count + 1];
        for (int i = 0; i < takers.Count; i++) following[i] = Closure(program, states[takers[i]].Next, bits, accepting);
        following[^1] = Closure(program, program.Start, bits, accepting);
        return new RegexRecognizer(program, [.. takers], following, accepting);
    }

    /// <summary>Whether the program matches a whole text.</summary>
    public bool Accepts(string text)
    {
        RegexState[] states = _program.States;
        UInt128 reached = _following[^1];
        foreach (char c in text)
        {
            UInt128 next = 0;
            for (UInt128 left = reached & ~_accepting; left != 0; left &= left - 1)
            {
                int bit = (int)UInt128.TrailingZeroCount(left);
                ref RegexState state = ref states[_takers[bit]];
                bool takes = state.Op == RegexOp.Byte ? c == state.Argument : _program.Sets[state.Argument].Contains(c);
                if (takes) next |= _following[bit];
            }

            if (next == 0) return false;
            reached = next;
        }

        return (reached & _accepting) != 0;
    }

    private static UInt128 Closure(RegexProgram program, int from, int[] bits, UInt128 accepting)
    {
        UInt128 found = 0;
        bool[] isSeen = new bool[program.States.Length];
        Stack<int> open = new([from]);
        while (open.TryPop(out int at))
        {
            if (isSeen[at]) continue;
            isSeen[at] = true;
            ref RegexState state = ref program.States[at];
            switch (state.Op)
            {
                case RegexOp.Accept:
                    found |= accepting;
                    break;
                case RegexOp.Byte or RegexOp.Set:
                    found |= UInt128.One << bits[at];
                    break;
                case RegexOp.Repeat or RegexOp.Alternative:
                    open.Push(state.Next);
                    open.Push(state.Other);
                    break;
                default:
                    open.Push(state.Next);
                    break;
            }
        }

        return found;
    }
}
