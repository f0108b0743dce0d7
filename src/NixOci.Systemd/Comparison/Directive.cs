using System.Collections.Frozen;

namespace NixOci.Systemd.Comparison;

/// <summary>How the values of a setting count.</summary>
internal enum DirectiveKind
{
    /// <summary>One text: the last one given.</summary>
    Text,

    /// <summary>One boolean, or one of a few words.</summary>
    Boolean,

    /// <summary>One time span.</summary>
    Time,

    /// <summary>One time span, of which zero means that there is no end.</summary>
    Timeout,

    /// <summary>One size in bytes, share, or number.</summary>
    Size,

    /// <summary>One whole number.</summary>
    Number,

    /// <summary>One access mode in octal.</summary>
    Mode,

    /// <summary>One signal.</summary>
    Signal,

    /// <summary>One limit in bytes or as a number: soft and hard.</summary>
    Limit,

    /// <summary>One limit as a time: soft and hard.</summary>
    TimeLimit,

    /// <summary>Processors.</summary>
    Processors,

    /// <summary>Names of units, which nothing takes back.</summary>
    Units,

    /// <summary>Words in any order.</summary>
    Words,

    /// <summary>Words in their order.</summary>
    OrderedWords,

    /// <summary>Words in any order, unless some take others back.</summary>
    Filter,

    /// <summary>Values in their order.</summary>
    Lines,

    /// <summary>Values in any order.</summary>
    LineSet,

    /// <summary>Values in any order, each a time span.</summary>
    Times,

    /// <summary>Values in any order, each a calendar event.</summary>
    Calendar,

    /// <summary>Variables with values.</summary>
    Environment,

    /// <summary>Commands in their order.</summary>
    Commands,
}

/// <summary>What is known of a setting.</summary>
/// <param name="Kind">How its values count.</param>
/// <param name="Class">What it means that they differ.</param>
/// <param name="Default">What holds where it is not given; null where nothing is known.</param>
internal sealed record Directive(DirectiveKind Kind, DifferenceClass Class, string? Default)
{
    private const string Resource = "directives.txt";

    private static readonly Lazy<FrozenDictionary<string, Directive>> Table = new(ReadTable);
    private static readonly Directive Unknown = new(DirectiveKind.Lines, DifferenceClass.Behaviour, null);
    private static readonly Directive Extension = new(DirectiveKind.Lines, DifferenceClass.Cosmetic, null);

    /// <summary>The setting of a key: first that of its section, then that of any.</summary>
    public static Directive Find(string section, string key)
    {
        FrozenDictionary<string, Directive> table = Table.Value;
        if (table.TryGetValue(section + "." + key, out Directive? directive) || table.TryGetValue(key, out directive)) return directive;
        bool isExtension = key.StartsWith("X-", StringComparison.Ordinal) || section.StartsWith("X-", StringComparison.Ordinal);
        return isExtension ? Extension : Unknown;
    }

    private static FrozenDictionary<string, Directive> ReadTable()
    {
        Stream stream = typeof(Directive).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the table {Resource} is missing");
        using StreamReader reader = new(stream);
        Dictionary<string, Directive> table = new(StringComparer.Ordinal);
        DirectiveKind kind = DirectiveKind.Text;
        DifferenceClass difference = DifferenceClass.Behaviour;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == ':')
            {
                string[] heading = line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                kind = Enum.Parse<DirectiveKind>(heading[0], ignoreCase: true);
                difference = DifferenceClasses.Find(heading[1])!.Value;
                continue;
            }

            foreach (string item in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                int equals = item.IndexOf('=', StringComparison.Ordinal);
                string key = equals < 0 ? item : item[..equals];
                table.Add(key, new Directive(kind, difference, equals < 0 ? null : item[(equals + 1)..]));
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
