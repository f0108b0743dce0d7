using System.Text;
using NixOci.Systemd.Comparison.Shell;
using NixOci.Systemd.Comparison.Values;

namespace NixOci.Systemd.Comparison;

/// <summary>A command of a unit; see "Command lines" in systemd.service(5).</summary>
/// <param name="Prefixes">The characters before it, in a fixed order.</param>
/// <param name="Words">
/// The program and its arguments, quoting resolved and specifiers written out; variables are marked as in <see cref="ShellWord"/>.
/// </param>
internal sealed record ExecCommand(string Prefixes, IReadOnlyList<string> Words)
{
    private const string PrefixCharacters = "-@:+!|";

    /// <summary>The program's path; empty where there is none.</summary>
    public string Program => Words.Count > 0 ? Words[0] : "";

    /// <summary>The commands of a setting's values; a semicolon that stands alone separates two.</summary>
    public static List<ExecCommand> ReadAll(IReadOnlyList<string> values, string unit)
    {
        List<ExecCommand> commands = [];
        foreach (string value in SettingValue.AfterReset(values))
        {
            List<string> words = [];
            foreach (string word in UnitWords.Split(value))
            {
                if (word == ";") Take(commands, words, unit);
                else words.Add(word == "\\;" ? ";" : word);
            }

            Take(commands, words, unit);
        }

        return commands;
    }

    private static void Take(List<ExecCommand> commands, List<string> words, string unit)
    {
        if (words.Count == 0) return;
        string program = words[0];
        int end = 0;
        while (end < program.Length && PrefixCharacters.Contains(program[end], StringComparison.Ordinal)) end++;
        char[] prefixes = program[..end].ToCharArray();
        Array.Sort(prefixes);
        bool expands = Array.IndexOf(prefixes, ':') < 0;

        List<string> result = [Specifiers.Expand(program[end..], unit)];
        for (int i = 1; i < words.Count; i++)
        {
            string word = Specifiers.Expand(words[i], unit);
            result.Add(expands ? MarkVariables(word) : word);
        }

        commands.Add(new ExecCommand(new string(prefixes), result));
        words.Clear();
    }

    /// <summary>
    /// A word <c>$NAME</c> is replaced and split; <c>${NAME}</c> is replaced wherever it stands; <c>$$</c> is a dollar sign.
    /// </summary>
    private static string MarkVariables(string word)
    {
        if (!word.Contains('$', StringComparison.Ordinal)) return word;
        if (word.Length > 1 && word[0] == '$' && word[1] is not ('{' or '$')) return $"{ShellWord.Split}${{{word[1..]}}}";
        StringBuilder marked = new(word.Length + 8);
        for (int i = 0; i < word.Length; i++)
        {
            char follows = i + 1 < word.Length ? word[i + 1] : '\0';
            if (word[i] == '$' && follows == '{') marked.Append(ShellWord.Quoted);
            marked.Append(word[i]);
            if (word[i] == '$' && follows == '$') i++;
        }

        return marked.ToString();
    }
}
