using System.Text;

namespace NixOci.Systemd.Comparison.Shell;

/// <summary>
/// A word of a shell command with its quoting resolved, so that <c>'a b'</c>, <c>"a b"</c> and <c>a\ b</c> are one word. What
/// the shell would replace is marked: it is not the same as the same characters in quotes.
/// </summary>
/// <param name="Text">The word; byte text.</param>
/// <param name="IsOperator">Whether it is an operator, such as <c>||</c> or <c>&gt;</c>.</param>
public readonly record struct ShellWord(string Text, bool IsOperator = false)
{
    /// <summary>What stands before something that is replaced and then split into words.</summary>
    public const char Split = '\x01';

    /// <summary>What stands before something that is replaced and stays one word.</summary>
    public const char Quoted = '\x02';

    /// <summary>A word for people: without marks.</summary>
    public static string Show(string word)
    {
        if (!word.AsSpan().ContainsAnyInRange('\0', '\x1f')) return word;
        StringBuilder shown = new(word.Length);
        foreach (char c in word)
        {
            if (c is Split or Quoted) continue;
            shown.Append(c == Values.Specifiers.Mark ? '%' : c);
        }

        return shown.ToString();
    }

    /// <summary>Words as one line for people.</summary>
    public static string Show(IEnumerable<string> words)
    {
        StringBuilder line = new();
        foreach (string word in words)
        {
            if (line.Length > 0) line.Append(' ');
            string shown = Show(word);
            bool isMarked = word.AsSpan().IndexOfAny(Split, Quoted) >= 0;
            bool needsQuotes = shown.Length == 0 || shown.AsSpan().IndexOfAny(" \t\n'") >= 0 || (!isMarked && shown.Contains('$', StringComparison.Ordinal));
            if (needsQuotes) line.Append('\'').Append(shown.Replace("'", "'\\''", StringComparison.Ordinal)).Append('\'');
            else line.Append(shown);
        }

        return line.ToString();
    }
}

/// <summary>A command of a script: what stands on one line, or up to a semicolon.</summary>
/// <param name="Words">Its words and operators.</param>
public sealed record ShellCommand(IReadOnlyList<ShellWord> Words)
{
    /// <summary>All that two commands must have in common to be the same, as one text.</summary>
    public string Canonical { get; } = string.Join('\0', Words.Select(static word => word.IsOperator ? "\x04" + word.Text : word.Text));

    /// <summary>The words before the first operator.</summary>
    public IReadOnlyList<string> Simple { get; } = [.. Words.TakeWhile(static word => !word.IsOperator).Select(static word => word.Text)];

    /// <summary>What follows them, as one text; empty where nothing does.</summary>
    public string Rest => string.Join('\0', Words.SkipWhile(static word => !word.IsOperator).Select(static word => word.Text));

    /// <summary>The command for people.</summary>
    public string Shown => ShellWord.Show(Words.Select(static word => word.Text));
}
