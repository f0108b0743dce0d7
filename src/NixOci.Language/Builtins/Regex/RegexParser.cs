using System.Globalization;
using NixOci.Language.Evaluation;

namespace NixOci.Language.Builtins.Regex;

/// <summary>
/// Reads a POSIX extended regular expression as libstdc++'s <c>std::regex</c> does, one character per byte: what POSIX leaves
/// undefined (<c>*</c> in front, <c>{</c> without a number, an escaped letter) is an error.
/// </summary>
internal sealed class RegexParser
{
    /// <summary>libstdc++'s limit for the states of one pattern.</summary>
    private const int MaxStates = 100_000;

    /// <summary>The characters that a backslash may precede; all but the backslash have a meaning without it.</summary>
    private const string Special = ".[\\()*+?{|^$";

    private readonly string _pattern;
    private int _at;
    private int _groups;
    private long _states;

    private RegexParser(string pattern) => _pattern = pattern;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="RegexSyntaxException">It is none, or too large.</exception>
    public static (RegexNode Root, int Groups) Parse(string pattern)
    {
        RegexParser parser = new(pattern);
        parser.CountStates(2);
        RegexNode root = parser.Disjunction();
        if (parser._at < pattern.Length) throw new RegexSyntaxException(false);
        parser.CountStates(1);
        return (root, parser._groups);
    }

    private RegexNode Disjunction()
    {
        EvalStack.EnsureSpace(EvalSite.None);
        RegexNode result = Sequence();
        while (TryTake('|'))
        {
            result = new AlternativeNode(result, Sequence());
            CountStates(2);
        }

        return result;
    }

    private SequenceNode Sequence()
    {
        List<RegexNode> items = [];
        bool isNullable = true;
        long states = 1;
        while (Term() is { } item)
        {
            items.Add(item);
            isNullable &= item.IsNullable;
            states += item.States;
        }

        CountStates(1);
        return new SequenceNode(items, isNullable, states);
    }

    /// <summary>An assertion, which takes no quantifier, or an atom with its quantifiers; null where neither begins.</summary>
    private RegexNode? Term()
    {
        if (_at == _pattern.Length) return null;
        if (_pattern[_at] is '^' or '$')
        {
            CountStates(1);
            return new AnchorNode(_pattern[_at++] == '^');
        }

        RegexNode? atom = Atom();
        if (atom is null) return null;
        while (Quantified(ref atom))
        {
        }

        return atom;
    }

    private RegexNode? Atom()
    {
        char next = _pattern[_at];
        switch (next)
        {
            case '|' or ')' or '*' or '+' or '?' or '{':
                return null;
            case '\0':
                throw new RegexSyntaxException(false);
            case '(':
                return Group();
            case '.':
                _at++;
                CountStates(1);
                return new ByteSetNode(ByteSet.AnyButNul);
            case '[':
                _at++;
                CountStates(1);
                return new ByteSetNode(new BracketReader(_pattern, _at).Read(out _at));
            case '\\':
                _at++;
                if (_at == _pattern.Length || !Special.Contains(_pattern[_at], StringComparison.Ordinal)) throw new RegexSyntaxException(false);
                break;
        }

        CountStates(1);
        return new ByteNode(_pattern[_at++]);
    }

    private GroupNode Group()
    {
        _at++;
        int index = _groups++;
        CountStates(1);
        RegexNode body = Disjunction();
        if (!TryTake(')')) throw new RegexSyntaxException(false);
        CountStates(1);
        return new GroupNode(index, body);
    }

    private bool Quantified(ref RegexNode atom)
    {
        if (TryTake('*'))
        {
            CountStates(1);
            atom = new RepeatNode(atom, 0, null, atom.States + 1);
        }
        else if (TryTake('+'))
        {
            CountStates(1);
            atom = new RepeatNode(atom, 1, null, atom.States + 1, IsPlus: true);
        }
        else if (TryTake('?'))
        {
            CountStates(2);
            atom = new RepeatNode(atom, 0, 1, atom.States + 2);
        }
        else if (TryTake('{'))
        {
            atom = Interval(atom);
        }
        else
        {
            return false;
        }

        return true;
    }

    private RepeatNode Interval(RegexNode atom)
    {
        int least = Number();
        int? most = !TryTake(',') ? least : _at < _pattern.Length && char.IsAsciiDigit(_pattern[_at]) ? Number() : null;
        if (!TryTake('}')) throw new RegexSyntaxException(false);

        // Every repetition is a copy of the atom's states; the optional ones have a state each that decides.
        long before = _states;
        CountStates(1 + least * atom.States);
        if (most is null) CountStates(atom.States + 1);
        else if (most < least) throw new RegexSyntaxException(false);
        else CountStates(((long)most - least) * (atom.States + 1) + 1);
        return new RepeatNode(atom, least, most, _states - before);
    }

    private int Number()
    {
        int start = _at;
        while (_at < _pattern.Length && char.IsAsciiDigit(_pattern[_at])) _at++;
        return int.TryParse(_pattern.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new RegexSyntaxException(false);
    }

    private bool TryTake(char expected)
    {
        if (_at == _pattern.Length || _pattern[_at] != expected) return false;
        _at++;
        return true;
    }

    private void CountStates(long added)
    {
        _states += added;
        if (_states > MaxStates) throw new RegexSyntaxException(true);
    }
}
