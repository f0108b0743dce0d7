namespace NixOci.Language.Builtins.Regex;

/// <summary>Reads a bracket expression from behind its opening bracket.</summary>
/// <param name="pattern">The whole pattern.</param>
/// <param name="start">The index behind the opening bracket.</param>
internal ref struct BracketReader(string pattern, int start)
{
    private readonly ByteSet _set = new();
    private int _at = start;
    private Last _last = Last.Nothing;
    private char _lastByte;

    /// <summary>What came before, which decides on what a dash means.</summary>
    private enum Last
    {
        Nothing,
        Byte,
        Class,
    }

    /// <summary>Reads up to and with the closing bracket.</summary>
    /// <param name="end">The index behind it.</param>
    public ByteSet Read(out int end)
    {
        bool isInverted = _at < pattern.Length && pattern[_at] == '^';
        if (isInverted) _at++;

        // A closing bracket or a dash at the very beginning stands for itself.
        if (Peek() is ']' or '-') Push(pattern[_at++]);
        while (Term())
        {
        }

        if (_last == Last.Byte) _set.Add(_lastByte);
        if (isInverted) _set.Invert();
        end = _at;
        return _set;
    }

    private bool Term()
    {
        switch (Peek())
        {
            case ']':
                _at++;
                return false;
            case '-':
                _at++;
                return Dash();
            case '[':
                Named();
                return true;
            default:
                Push(pattern[_at++]);
                return true;
        }
    }

    private void Named()
    {
        _at++;
        char kind = Peek();
        if (kind is not ('.' or ':' or '='))
        {
            Push('[');
            return;
        }

        int nameStart = _at + 1;
        int nameEnd = nameStart <= pattern.Length ? pattern.IndexOf(kind, nameStart) : -1;
        if (nameEnd < 0 || nameEnd + 1 >= pattern.Length || pattern[nameEnd + 1] != ']') throw new RegexSyntaxException(false);
        string name = pattern[nameStart..nameEnd];
        _at = nameEnd + 2;
        if (kind == ':')
        {
            PushClass();
            if (!CharacterClasses.TryAdd(name, _set)) throw new RegexSyntaxException(false);
            return;
        }

        int element = CharacterClasses.CollatingElement(name);
        if (element < 0) throw new RegexSyntaxException(false);
        if (kind == '.')
        {
            Push((char)element);
            return;
        }

        // What is equivalent to a letter is the letter in the other case.
        PushClass();
        _set.Add(char.ToLowerInvariant((char)element));
        _set.Add(char.ToUpperInvariant((char)element));
    }

    /// <summary>A dash between two bytes makes a range; before the closing bracket it stands for itself; elsewhere it is an error.</summary>
    private bool Dash()
    {
        if (Peek() == ']')
        {
            _at++;
            Push('-');
            return false;
        }

        if (_last != Last.Byte) throw new RegexSyntaxException(false);
        if (Peek() == '[' && _at + 1 < pattern.Length && pattern[_at + 1] is '.' or ':' or '=') throw new RegexSyntaxException(false);
        if (!_set.TryAddRange(_lastByte, pattern[_at++])) throw new RegexSyntaxException(false);
        _last = Last.Nothing;
        return true;
    }

    private void Push(char b)
    {
        if (_last == Last.Byte) _set.Add(_lastByte);
        _last = Last.Byte;
        _lastByte = b;
    }

    private void PushClass()
    {
        if (_last == Last.Byte) _set.Add(_lastByte);
        _last = Last.Class;
    }

    private readonly char Peek() => _at < pattern.Length ? pattern[_at] : throw new RegexSyntaxException(false);
}
