using System.Text;

namespace NixOci.Systemd.Comparison.Shell;

/// <summary>
/// Cuts a script into commands and words by the rules of quoting of POSIX and bash. Comments, empty lines and the way in which
/// lines are broken are left out; what is not closed reaches to the end.
/// </summary>
public sealed class ShellReader
{
    private static readonly string[] Operators =
    [
        "<<<", "<<-", "&>>", ";;&", "&&", "||", ";;", ";&", "<<", ">>", "<&", ">&", "<>", ">|", "&>", "|&", "|", "&", ";", "<", ">", "(", ")",
    ];

    private readonly string _text;
    private readonly List<ShellCommand> _commands = [];
    private readonly Queue<(string Delimiter, bool StripsTabs)> _hereDocuments = new();
    private List<ShellWord> _words = [];
    private int _next;

    private ShellReader(string text) => _text = text;

    /// <summary>The commands of a script.</summary>
    /// <param name="text">The script; byte text.</param>
    public static IReadOnlyList<ShellCommand> Read(string text)
    {
        ShellReader reader = new(text);
        reader.ReadAll();
        return reader._commands;
    }

    private void ReadAll()
    {
        while (_next < _text.Length)
        {
            char c = _text[_next];
            if (c is ' ' or '\t' or '\r') _next++;
            else if (c == '\\' && At(_next + 1) == '\n') _next += 2;
            else if (c == '\n') EndLine();
            else if (c == '#') SkipComment();
            else if (!ReadOperator("")) ReadWord();
        }

        EndCommand();
    }

    private char At(int place) => place < _text.Length ? _text[place] : '\0';

    private void SkipComment()
    {
        while (_next < _text.Length && _text[_next] != '\n') _next++;
    }

    private void EndLine()
    {
        _next++;
        while (_hereDocuments.TryDequeue(out (string Delimiter, bool StripsTabs) document)) ReadHereDocument(document.Delimiter, document.StripsTabs);

        // After these a command goes on in the next line.
        if (_words.Count > 0 && _words[^1] is { IsOperator: true, Text: "&&" or "||" or "|" or "|&" }) return;
        EndCommand();
    }

    private void EndCommand()
    {
        if (_words.Count == 0) return;
        _commands.Add(new ShellCommand(_words));
        _words = [];
    }

    private bool ReadOperator(string descriptor)
    {
        foreach (string candidate in Operators)
        {
            if (string.CompareOrdinal(_text, _next, candidate, 0, candidate.Length) != 0) continue;
            _next += candidate.Length;
            if (candidate == ";")
            {
                EndCommand();
                return true;
            }

            _words.Add(new ShellWord(descriptor + candidate, IsOperator: true));
            if (candidate is "<<" or "<<-") ReadDelimiter(candidate == "<<-");
            return true;
        }

        return false;
    }

    private void ReadDelimiter(bool stripsTabs)
    {
        while (At(_next) is ' ' or '\t') _next++;
        int before = _words.Count;
        if (_next < _text.Length && _text[_next] != '\n') ReadWord();
        if (_words.Count > before) _hereDocuments.Enqueue((_words[^1].Text, stripsTabs));
    }

    private void ReadHereDocument(string delimiter, bool stripsTabs)
    {
        StringBuilder body = new();
        while (_next < _text.Length)
        {
            int end = _text.IndexOf('\n', _next);
            if (end < 0) end = _text.Length;
            string line = _text[_next..end];
            _next = Math.Min(end + 1, _text.Length);
            if (stripsTabs) line = line.TrimStart('\t');
            if (line == delimiter) break;
            body.Append(line).Append('\n');
        }

        _words.Add(new ShellWord(body.ToString()));
    }

    private void ReadWord()
    {
        StringBuilder word = new();
        int start = _next;
        while (_next < _text.Length)
        {
            char c = _text[_next];
            if (c is ' ' or '\t' or '\n' or '\r' or ';' or '&' or '|' or '<' or '>' or '(' or ')') break;
            switch (c)
            {
                case '\\':
                    if (At(_next + 1) != '\n' && _next + 1 < _text.Length) word.Append(_text[_next + 1]);
                    _next = Math.Min(_next + 2, _text.Length);
                    break;
                case '\'':
                    ReadSingleQuoted(word);
                    break;
                case '"':
                    ReadDoubleQuoted(word);
                    break;
                case '$' or '`':
                    ReadExpansion(word, ShellWord.Split);
                    break;
                case '*' or '?' or '[' or '{' or '}':
                    word.Append(ShellWord.Split).Append(c);
                    _next++;
                    break;
                case '~' when _next == start:
                    word.Append(ShellWord.Split).Append(c);
                    _next++;
                    break;
                default:
                    word.Append(c);
                    _next++;
                    break;
            }
        }

        // A number right before a redirection belongs to it.
        if (At(_next) is '<' or '>' && word.Length > 0 && IsNumber(word) && ReadOperator(word.ToString())) return;
        _words.Add(new ShellWord(word.ToString()));
    }

    private static bool IsNumber(StringBuilder word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (!char.IsAsciiDigit(word[i])) return false;
        }

        return true;
    }

    private void ReadSingleQuoted(StringBuilder word)
    {
        int end = _text.IndexOf('\'', _next + 1);
        if (end < 0) end = _text.Length;
        word.Append(_text, _next + 1, end - _next - 1);
        _next = Math.Min(end + 1, _text.Length);
    }

    private void ReadDoubleQuoted(StringBuilder word)
    {
        _next++;
        while (_next < _text.Length && _text[_next] != '"')
        {
            char c = _text[_next];
            if (c == '\\' && At(_next + 1) is '$' or '`' or '"' or '\\' or '\n')
            {
                if (_text[_next + 1] != '\n') word.Append(_text[_next + 1]);
                _next += 2;
            }
            else if (c is '$' or '`')
            {
                ReadExpansion(word, ShellWord.Quoted);
            }
            else
            {
                word.Append(c);
                _next++;
            }
        }

        _next = Math.Min(_next + 1, _text.Length);
    }

    /// <summary>
    /// Reads what the shell replaces. A variable with and without braces is the same; everything else stays as it is written.
    /// </summary>
    private void ReadExpansion(StringBuilder word, char mark)
    {
        char follows = At(_next + 1);
        if (_text[_next] == '`')
        {
            int end = _next + 1;
            while (end < _text.Length && _text[end] != '`') end += _text[end] == '\\' ? 2 : 1;
            TakeRaw(word, mark, end + 1);
        }
        else if (follows is '(' or '{')
        {
            TakeRaw(word, mark, EndOfNesting(_next + 1));
        }
        else if (char.IsAsciiLetter(follows) || follows == '_')
        {
            int end = _next + 2;
            while (char.IsAsciiLetterOrDigit(At(end)) || At(end) == '_') end++;
            word.Append(mark).Append("${").Append(_text, _next + 1, end - _next - 1).Append('}');
            _next = end;
        }
        else if (char.IsAsciiDigit(follows) || follows is '@' or '*' or '#' or '?' or '-' or '$' or '!')
        {
            word.Append(mark).Append("${").Append(follows).Append('}');
            _next += 2;
        }
        else if (follows is '\'' && mark == ShellWord.Split)
        {
            word.Append(mark).Append('$');
            _next++;
            ReadSingleQuoted(word);
        }
        else
        {
            if (follows != '"' || mark != ShellWord.Split) word.Append('$');
            _next++;
        }
    }

    private void TakeRaw(StringBuilder word, char mark, int end)
    {
        end = Math.Min(end, _text.Length);
        word.Append(mark).Append(_text, _next, end - _next);
        _next = end;
    }

    /// <summary>Where what opens at a place closes again; quotes within hide brackets.</summary>
    private int EndOfNesting(int start)
    {
        char open = _text[start], close = open == '(' ? ')' : '}';
        int depth = 0;
        for (int i = start; i < _text.Length; i++)
        {
            char c = _text[i];
            if (c == '\\') i++;
            else if (c == '\'') i = _text.IndexOf('\'', i + 1) is >= 0 and var end ? end : _text.Length;
            else if (c == open) depth++;
            else if (c == close && --depth == 0) return i + 1;
        }

        return _text.Length;
    }
}
