namespace NixOci.Language.Builtins.Regex;

/// <summary>What a state of the automaton does.</summary>
internal enum RegexOp : byte
{
    /// <summary>The match ends here.</summary>
    Accept,

    /// <summary>Takes one byte, <see cref="RegexState.Argument"/>.</summary>
    Byte,

    /// <summary>Takes one byte of a set.</summary>
    Set,

    /// <summary>Goes on at the start of the text only.</summary>
    AtStart,

    /// <summary>Goes on at the end of the text only.</summary>
    AtEnd,

    /// <summary>Notes the position in the slot <see cref="RegexState.Argument"/>.</summary>
    Save,

    /// <summary>Once more (<see cref="RegexState.Other"/>), or else on: the latter only where the former leads nowhere.</summary>
    Repeat,

    /// <summary>The left side (<see cref="RegexState.Other"/>) or the right one, whichever matches more.</summary>
    Alternative,
}

/// <summary>A state of the automaton.</summary>
internal struct RegexState
{
    public RegexOp Op;

    /// <summary>The state that follows.</summary>
    public int Next;

    /// <summary>The other state that may follow, which is tried first.</summary>
    public int Other;

    /// <summary>The byte, the set's index or the slot's index; of a branching state its number among such.</summary>
    public int Argument;

    /// <summary>The number of a repetition that can come back to itself without taking a byte; -1 of any other.</summary>
    public int Loop;
}

/// <summary>A compiled pattern.</summary>
/// <param name="States">The states.</param>
/// <param name="Start">The first state.</param>
/// <param name="Sets">The sets that states refer to.</param>
/// <param name="Groups">The number of groups.</param>
/// <param name="Branches">The number of branching states.</param>
/// <param name="Loops">The number of repetitions that can come back to themselves without taking a byte.</param>
internal sealed record RegexProgram(RegexState[] States, int Start, ByteSet[] Sets, int Groups, int Branches, int Loops)
{
    /// <summary>The pattern itself, where it only stands for its own text; null otherwise.</summary>
    public string? Literal { get; } = Groups == 0 ? FindLiteral(States, Start) : null;

    /// <summary>The bytes a match can begin with; null where a match can be empty.</summary>
    public ByteSet? FirstBytes { get; } = FindFirstBytes(States, Start, Sets);

    private static string? FindLiteral(RegexState[] states, int start)
    {
        List<char> text = [];
        int at = start;
        for (; states[at].Op == RegexOp.Byte; at = states[at].Next) text.Add((char)states[at].Argument);
        return states[at].Op == RegexOp.Accept && text.Count > 0 ? new string([.. text]) : null;
    }

    private static ByteSet? FindFirstBytes(RegexState[] states, int start, ByteSet[] sets)
    {
        ByteSet first = new();
        bool[] isSeen = new bool[states.Length];
        Stack<int> open = new([start]);
        while (open.TryPop(out int at))
        {
            if (isSeen[at]) continue;
            isSeen[at] = true;
            ref RegexState state = ref states[at];
            switch (state.Op)
            {
                case RegexOp.Accept: return null;
                case RegexOp.Byte: first.Add((char)state.Argument); break;
                case RegexOp.Set: first.Add(sets[state.Argument]); break;
                case RegexOp.Repeat or RegexOp.Alternative: open.Push(state.Other); goto default;
                default: open.Push(state.Next); break;
            }
        }

        return first;
    }
}
