using NixOci.Language.Evaluation;

namespace NixOci.Language.Builtins.Regex;

/// <summary>Makes a program of a pattern, from its end to its beginning, so that every state knows its successor.</summary>
internal sealed class RegexCompiler
{
    private readonly List<RegexState> _states = [];
    private readonly List<ByteSet> _sets = [];
    private int _branches;
    private int _loops;

    /// <summary>How many repetitions around what is being compiled can take nothing in a round.</summary>
    private int _nullableLoops;

    private RegexCompiler()
    {
    }

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="RegexSyntaxException">It is none, or too large.</exception>
    public static RegexProgram Compile(string pattern)
    {
        (RegexNode root, int groups) = RegexParser.Parse(pattern);
        RegexCompiler compiler = new();
        int start = compiler.Emit(root, compiler.Add(RegexOp.Accept, 0));
        return new RegexProgram([.. compiler._states], start, [.. compiler._sets], groups, compiler._branches, compiler._loops);
    }

    /// <summary>Adds the states of a part.</summary>
    /// <param name="node">The part.</param>
    /// <param name="next">The state after it.</param>
    /// <returns>Its first state.</returns>
    private int Emit(RegexNode node, int next)
    {
        EvalStack.EnsureSpace(EvalSite.None);
        switch (node)
        {
            case ByteNode one:
                return Add(RegexOp.Byte, next, argument: one.Value);
            case ByteSetNode several:
                _sets.Add(several.Set);
                return Add(RegexOp.Set, next, argument: _sets.Count - 1);
            case AnchorNode anchor:
                return Add(anchor.IsStart ? RegexOp.AtStart : RegexOp.AtEnd, next);
            case SequenceNode sequence:
                for (int i = sequence.Items.Count - 1; i >= 0; i--) next = Emit(sequence.Items[i], next);
                return next;
            case AlternativeNode either:
                int left = Emit(either.Left, next);
                int right = Emit(either.Right, next);
                return Add(RegexOp.Alternative, right, left, _branches++);
            case GroupNode group:
                int end = Add(RegexOp.Save, next, argument: (2 * group.Index) + 1);
                return Add(RegexOp.Save, Emit(group.Body, end), argument: 2 * group.Index);
            default:
                return EmitRepeat((RepeatNode)node, next);
        }
    }

    private int EmitRepeat(RepeatNode repeat, int next)
    {
        int at = next;
        if (repeat.Most is not { } most)
        {
            bool comesBack = repeat.Body.IsNullable;
            if (comesBack) _nullableLoops++;
            at = AddRepeat(next);
            int body = Emit(repeat.Body, at);
            _states[at] = _states[at] with { Other = body };
            if (comesBack) _nullableLoops--;
            if (repeat.IsPlus) return body;
        }
        else
        {
            for (int i = repeat.Least; i < most; i++)
            {
                int choice = AddRepeat(next);
                int body = Emit(repeat.Body, at);
                _states[choice] = _states[choice] with { Other = body };
                at = choice;
            }
        }

        for (int i = 0; i < repeat.Least; i++) at = Emit(repeat.Body, at);
        return at;
    }

    private int AddRepeat(int next)
        => Add(RegexOp.Repeat, next, argument: _branches++, loop: _nullableLoops > 0 ? _loops++ : -1);

    private int Add(RegexOp op, int next, int other = 0, int argument = 0, int loop = -1)
    {
        _states.Add(new RegexState { Op = op, Next = next, Other = other, Argument = argument, Loop = loop });
        return _states.Count - 1;
    }
}
