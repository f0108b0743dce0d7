namespace NixOci.Containers.Comparison;

/// <summary>A command that runs a container, taken apart: <c>podman OPTIONS run FLAGS IMAGE COMMAND</c>.</summary>
internal sealed class RunCommand
{
    private static readonly HashSet<string> GlobalFlagsWithWord = new(StringComparer.Ordinal)
    {
        "--cgroup-manager", "--conmon", "--connection", "-c", "--events-backend", "--hooks-dir", "--identity", "--imagestore",
        "--log-level", "-l", "--module", "--network-cmd-path", "--network-config-dir", "--out", "--root", "--runroot", "--runtime",
        "--runtime-flag", "--ssh", "--storage-driver", "--storage-opt", "--tmpdir", "--url", "--volumepath", "--config", "--context",
        "--host", "-H", "--tlscacert", "--tlscert", "--tlskey",
    };

    private RunCommand(string engine) => Engine = engine;

    /// <summary>The program's name.</summary>
    public string Engine { get; }

    /// <summary><c>run</c> or <c>create</c>.</summary>
    public string Action { get; private set; } = "";

    /// <summary>The program's own options, in order.</summary>
    public List<string> GlobalOptions { get; } = [];

    /// <summary>The values of each flag by its name in use, in the order in which they are given.</summary>
    public Dictionary<string, List<string>> Flags { get; } = new(StringComparer.Ordinal);

    /// <summary>The flags one by one, in order.</summary>
    public List<RunArgument> Arguments { get; } = [];

    /// <summary>The image; null where none is named.</summary>
    public string? Image { get; private set; }

    /// <summary>What is run in the container instead of what the image names.</summary>
    public IReadOnlyList<string> Command { get; private set; } = [];

    /// <summary>Takes a command apart; null where it is none that runs or creates a container.</summary>
    public static RunCommand? Read(IReadOnlyList<string> words)
    {
        if (words.Count < 2) return null;
        string engine = words[0][(words[0].LastIndexOf('/') + 1)..];
        if (engine is not ("podman" or "docker")) return null;
        RunCommand command = new(engine);
        int next = command.ReadGlobalOptions(words);
        if (next < words.Count && words[next] == "container") next++;
        if (next >= words.Count || words[next] is not ("run" or "create")) return null;
        command.Action = words[next];
        next = command.ReadFlags(words, next + 1);
        if (next < words.Count) command.Image = words[next++];
        if (next < words.Count) command.Command = [.. words.Skip(next)];
        return command;
    }

    private int ReadGlobalOptions(IReadOnlyList<string> words)
    {
        int next = 1;
        while (next < words.Count && words[next].StartsWith('-'))
        {
            string word = words[next++];
            bool takesWord = GlobalFlagsWithWord.Contains(word) && next < words.Count;
            GlobalOptions.Add(takesWord ? word + "=" + words[next++] : word);
        }

        return next;
    }

    private int ReadFlags(IReadOnlyList<string> words, int next)
    {
        while (next < words.Count && words[next].Length > 1 && words[next][0] == '-')
        {
            int start = next, before = Arguments.Count;
            string word = words[next++];
            if (word == "--") break;
            next = word[1] == '-' ? ReadLongFlag(words, word, next) : ReadShortFlags(words, word, next);
            string[] written = [.. words.Take(start..next)];
            for (int i = before; i < Arguments.Count; i++) Arguments[i] = Arguments[i] with { Words = written };
        }

        return next;
    }

    private int ReadLongFlag(IReadOnlyList<string> words, string word, int next)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? word : word[..equals];
        if (equals >= 0) Add(name, word[(equals + 1)..]);
        else if (RunFlag.TakesWord(name) && next < words.Count) Add(name, words[next++]);
        else Add(name, "true");
        return next;
    }

    /// <summary>Several letters after one hyphen: all but the last are switches, and the rest is the last one's value.</summary>
    private int ReadShortFlags(IReadOnlyList<string> words, string word, int next)
    {
        for (int i = 1; i < word.Length; i++)
        {
            string name = "-" + word[i];
            if (!RunFlag.TakesWord(name))
            {
                if (i + 1 < word.Length && word[i + 1] == '=')
                {
                    Add(name, word[(i + 2)..]);
                    return next;
                }

                Add(name, "true");
                continue;
            }

            string rest = word[(i + 1)..];
            if (rest.Length > 0) Add(name, rest[0] == '=' ? rest[1..] : rest);
            else if (next < words.Count) Add(name, words[next++]);
            break;
        }

        return next;
    }

    private void Add(string name, string value)
    {
        string current = RunFlag.Find(name).Name;
        Arguments.Add(new RunArgument(current, value, []));
        if (!Flags.TryGetValue(current, out List<string>? values)) Flags.Add(current, values = []);
        values.Add(value);
    }
}

/// <summary>A flag as it is given.</summary>
/// <param name="Flag">The name in use, for example <c>--volume</c>.</param>
/// <param name="Value">The value; <c>true</c> where the flag is a switch.</param>
/// <param name="Words">The words of the command line that it is given by.</param>
internal readonly record struct RunArgument(string Flag, string Value, IReadOnlyList<string> Words);
