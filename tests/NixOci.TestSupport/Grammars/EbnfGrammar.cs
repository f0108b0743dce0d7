namespace NixOci.TestSupport.Grammars;

/// <summary>A grammar in the notation of ISO/IEC 14977, read from a file.</summary>
public sealed class EbnfGrammar
{
    private readonly string _text;
    private int _position;

    private EbnfGrammar(string text) => _text = text;

    /// <summary>The productions in order.</summary>
    public List<(string Name, EbnfNode Body)> Productions { get; } = [];

    /// <summary>The production of a name.</summary>
    public EbnfNode this[string name] => Productions.Single(production => production.Name == name).Body;

    /// <summary>Reads a grammar.</summary>
    public static EbnfGrammar Read(string file)
    {
        EbnfGrammar grammar = new(File.ReadAllText(file));
        for (grammar.SkipBlanks(); grammar._position < grammar._text.Length; grammar.SkipBlanks())
        {
            string name = grammar.ReadName();
            grammar.Take('=');
            grammar.Productions.Add((name, grammar.ReadChoice()));
            grammar.Take(';');
        }

        return grammar;
    }

    /// <summary>The names that a production reaches, itself included; names that <paramref name="isLeaf"/> holds of are not gone into.</summary>
    public HashSet<string> ReachableFrom(string start, Func<string, bool> isLeaf)
    {
        HashSet<string> reached = [];
        Stack<string> pending = new([start]);
        while (pending.TryPop(out string? name))
        {
            if (!reached.Add(name) || isLeaf(name)) continue;
            foreach (EbnfNode node in this[name].All)
            {
                if (node is Reference reference) pending.Push(reference.Name);
            }
        }

        return reached;
    }

    private EbnfNode ReadChoice()
    {
        List<EbnfNode> items = [ReadSequence()];
        while (TryTake('|')) items.Add(ReadSequence());
        return items.Count == 1 ? items[0] : new Choice(items);
    }

    private EbnfNode ReadSequence()
    {
        List<EbnfNode> items = [ReadDifference()];
        while (TryTake(',')) items.Add(ReadDifference());
        return items.Count == 1 ? items[0] : new Sequence(items);
    }

    private EbnfNode ReadDifference()
    {
        EbnfNode item = ReadItem();
        if (!TryTake('-')) return item;
        SkipBlanks();
        return item is Repetition repetition && _text[_position] is (',' or ';' or '|' or ')' or ']' or '}')
            ? new Repetition(repetition.Item, AtLeastOnce: true)
            : new Difference(item, ReadItem());
    }

    private EbnfNode ReadItem()
    {
        SkipBlanks();
        char c = _text[_position];
        switch (c)
        {
            case '"' or '\'':
                return new Terminal(ReadUpTo(c));
            case '?':
                return new Special(ReadUpTo(c).Trim());
            case '(':
                return ReadBracketed(')');
            case '[':
                return new Optional(ReadBracketed(']'));
            case '{':
                return new Repetition(ReadBracketed('}'), AtLeastOnce: false);
            default:
                return new Reference(ReadName());
        }
    }

    private EbnfNode ReadBracketed(char close)
    {
        _position++;
        EbnfNode item = ReadChoice();
        Take(close);
        return item;
    }

    private string ReadUpTo(char quote)
    {
        int start = _position + 1;
        int end = _text.IndexOf(quote, start);
        _position = end + 1;
        return _text[start..end];
    }

    private string ReadName()
    {
        SkipBlanks();
        int start = _position;
        while (char.IsAsciiLetterOrDigit(_text[_position]) || _text[_position] is ' ' or '_') _position++;
        if (_position == start) throw new FormatException($"a name is missing before: {_text[start..Math.Min(start + 40, _text.Length)]}");
        return _text[start.._position].TrimEnd();
    }

    private void Take(char expected)
    {
        if (!TryTake(expected)) throw new FormatException($"'{expected}' is missing before: {_text[_position..Math.Min(_position + 40, _text.Length)]}");
    }

    private bool TryTake(char expected)
    {
        SkipBlanks();
        if (_position >= _text.Length || _text[_position] != expected) return false;
        _position++;
        return true;
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_position])) _position++;
            else if (_text.AsSpan(_position).StartsWith("(*")) _position = _text.IndexOf("*)", _position, StringComparison.Ordinal) + 2;
            else return;
        }
    }
}
