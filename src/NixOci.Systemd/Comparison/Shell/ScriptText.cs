namespace NixOci.Systemd.Comparison.Shell;

/// <summary>A script: what interprets it, and its commands where that is a shell.</summary>
/// <param name="Interpreter">The interpreter's name with its arguments, for example <c>bash -e</c>; empty where none is named.</param>
/// <param name="Commands">The commands; null where the interpreter is no shell.</param>
/// <param name="Body">What follows the first line, without blanks at the ends of lines and empty lines at the end.</param>
internal sealed record ScriptText(string Interpreter, IReadOnlyList<ShellCommand>? Commands, string Body)
{
    /// <summary>Whether a text says what interprets it.</summary>
    public static bool IsScript(string text) => text.StartsWith("#!", StringComparison.Ordinal);

    public static ScriptText Read(string text)
    {
        if (!IsScript(text)) return new ScriptText("", null, Trim(text));
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0) end = text.Length;
        string interpreter = InterpreterOf(text[2..end]);
        string body = end < text.Length ? text[(end + 1)..] : "";
        string name = interpreter.Split(' ', 2)[0];
        bool isShell = name is "sh" or "bash" or "dash" or "ash" or "ksh" or "busybox" or "zsh";
        return new ScriptText(interpreter, isShell ? ShellReader.Read(body) : null, Trim(body));
    }

    /// <summary>A text without what no program sees.</summary>
    public static string Trim(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++) lines[i] = lines[i].TrimEnd(' ', '\t', '\r');
        return string.Join('\n', lines).TrimEnd('\n');
    }

    /// <summary>
    /// The one command to which the script comes down: it sets options of the shell and gives its process to a command; null
    /// where it does more.
    /// </summary>
    public IReadOnlyList<string>? AsSingleCommand()
    {
        if (Commands is null) return null;
        IReadOnlyList<string>? found = null;
        foreach (ShellCommand command in Commands)
        {
            if (command.Simple is ["set", ..] && command.Rest.Length == 0) continue;
            if (found is not null || command.Rest.Length > 0 || command.Simple is not ["exec", _, ..]) return null;
            found = [.. command.Simple.Skip(1)];
        }

        return found;
    }

    private static string InterpreterOf(string line)
    {
        string[] words = line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return "";
        string name = FileName(words[0]);
        int first = 1;
        if (name == "env" && words.Length > 1)
        {
            if (words[1] == "-S" && words.Length > 2) first++;
            name = FileName(words[first++]);
        }

        return first < words.Length ? name + " " + string.Join(' ', words[first..]) : name;
    }

    private static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
