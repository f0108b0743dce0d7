using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Limits;
namespace NixOci.Language.Builtins.Regex;

/// <summary>
/// Matches a program against one text. Which of several matches is found is libstdc++'s choice, which is not quite POSIX's: of an
/// alternative both sides are tried and the longer match is taken, but a repetition stops at the first match that it finds with as
/// many rounds as it can. Rounds that take nothing are counted, since they can set groups, as far as that is feasible; beyond that
/// they are left out. Time and memory grow with the length of the text times the size of the pattern, not faster.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="text">The text, one character per byte.</param>
/// <param name="isWhole">Whether a match has to reach the end of the text.</param>
internal sealed class RegexMatcher(RegexProgram program, string text, bool isWhole)
{
    /// <summary>In place of an end: a branching state decides.</summary>
    private const int Undecided = -2;

    /// <summary>In place of an end: the way that is tried first is being tried.</summary>
    private const int Untried = -2;

    private readonly LoopHistories _histories = new(program.Loops);
    private readonly Stack<Choice> _open = new();
    private RegexMemo _memo = new(program.Branches, text.Length + 1);

    /// <summary>Whether rounds that take nothing are left out.</summary>
    private bool _isSimple;

    /// <summary>The match that begins at a position.</summary>
    /// <param name="start">The position.</param>
    /// <param name="mayBeEmpty">Whether a match may be empty.</param>
    /// <returns>
    /// Start and end of the match and of every group, -1 for a group that took no part; null where nothing matches there.
    /// </returns>
    public int[]? MatchAt(int start, bool mayBeEmpty)
    {
        int history = mayBeEmpty ? 0 : LoopHistories.MustTake;
        int end = FindEnd(start, history);
        return end < 0 ? null : Trace(start, end, history);
    }

    /// <summary>How far the match reaches from a position; -1 where there is none.</summary>
    private int FindEnd(int start, int startHistory)
    {
        RegexState[] states = program.States;
        int at = program.Start;
        int position = start;
        int history = startHistory;
        while (true)
        {
            LimitWatch.Check(EvalSite.None);
            int end = RunToBranch(ref at, ref position, ref history);
            if (end == Undecided)
            {
                ref RegexState state = ref states[at];
                int entry = _memo.Entry(state.Argument, position, history);
                if (entry == RegexMemo.Unknown)
                {
                    if (_histories.AreTooMany && !_isSimple)
                    {
                        _isSimple = true;
                        _memo = new RegexMemo(program.Branches, text.Length + 1);
                        _open.Clear();
                        (at, position, history) = (program.Start, start, startHistory);
                        continue;
                    }

                    if (_isSimple) _memo.Entry(state.Argument, position, history) = RegexMemo.Open;
                    int round = OneMore(in state, history);
                    _open.Push(new Choice { At = at, Position = position, History = history, OtherEnd = round < 0 ? -1 : Untried });
                    at = round < 0 ? state.Next : state.Other;
                    if (round >= 0) history = round;
                    continue;
                }

                end = RegexMemo.End(entry);
            }

            // A result: hand it to the choices that wait for it, until one has another way to try.
            while (true)
            {
                if (!_open.TryPop(out Choice choice)) return end;
                ref RegexState state = ref states[choice.At];
                if (choice.OtherEnd == Untried)
                {
                    bool isDecided = end >= 0 && (isWhole || state.Op == RegexOp.Repeat || end == text.Length);
                    if (!isDecided)
                    {
                        _open.Push(choice with { OtherEnd = end });
                        (at, position, history) = (state.Next, choice.Position, choice.History);
                        break;
                    }

                    _memo.Entry(state.Argument, choice.Position, choice.History) = RegexMemo.Match(end, true);
                    continue;
                }

                bool isOther = choice.OtherEnd >= end;
                end = Math.Max(end, choice.OtherEnd);
                _memo.Entry(state.Argument, choice.Position, choice.History)
                    = end < 0 ? RegexMemo.Failed : RegexMemo.Match(end, isOther);
            }
        }
    }

    /// <summary>The history in the next round of a repetition; -1 where there were as many as may be.</summary>
    private int OneMore(in RegexState state, int history)
        => state.Loop < 0 || _isSimple ? history : _histories.OneMore(history, state.Loop);

    /// <summary>Goes on to the next branching state, or to a result.</summary>
    /// <returns>Where the match ends, -1 where there is none, <see cref="Undecided"/> at a branching state.</returns>
    private int RunToBranch(ref int at, ref int position, ref int history)
    {
        RegexState[] states = program.States;
        while (true)
        {
            ref RegexState state = ref states[at];
            switch (state.Op)
            {
                case RegexOp.Byte:
                    if (position == text.Length || text[position] != state.Argument) return -1;
                    position++;
                    history = 0;
                    break;
                case RegexOp.Set:
                    if (position == text.Length || !program.Sets[state.Argument].Contains(text[position])) return -1;
                    position++;
                    history = 0;
                    break;
                case RegexOp.AtStart:
                    if (position != 0) return -1;
                    break;
                case RegexOp.AtEnd:
                    if (position != text.Length) return -1;
                    break;
                case RegexOp.Save:
                    break;
                case RegexOp.Accept:
                    return (isWhole && position != text.Length) || _histories.IsEmptyForbidden(history) ? -1 : position;
                default:
                    return Undecided;
            }

            at = state.Next;
        }
    }

    /// <summary>Goes the way of a match that is known to be one, and notes where groups begin and end.</summary>
    private int[] Trace(int start, int end, int startHistory)
    {
        int[] slots = new int[2 + (2 * program.Groups)];
        Array.Fill(slots, -1);
        (slots[0], slots[1]) = (start, end);
        RegexState[] states = program.States;
        int at = program.Start;
        int position = start;
        int history = startHistory;
        while (true)
        {
            ref RegexState state = ref states[at];
            switch (state.Op)
            {
                case RegexOp.Accept:
                    return slots;
                case RegexOp.Byte or RegexOp.Set:
                    position++;
                    history = 0;
                    break;
                case RegexOp.Save:
                    slots[2 + state.Argument] = position;
                    break;
                case RegexOp.Repeat or RegexOp.Alternative:
                    if (!RegexMemo.IsOther(_memo.Entry(state.Argument, position, history))) break;
                    history = OneMore(in state, history);
                    at = state.Other;
                    continue;
            }

            at = state.Next;
        }
    }

    /// <summary>A branching state whose result is being found.</summary>
    private struct Choice
    {
        public int At;
        public int Position;
        public int History;

        /// <summary>How far the way that is tried first leads; -1 for nowhere.</summary>
        public int OtherEnd;
    }
}
