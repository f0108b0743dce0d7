using System.Text;

namespace NixOci.Language.Store;

/// <summary>An output of a derivation.</summary>
/// <param name="Path">Its store path; empty while it is not known.</param>
/// <param name="Method">How its contents are hashed, where they are fixed.</param>
/// <param name="Hash">The hash of its contents, where they are fixed.</param>
public sealed record DerivationOutput(string Path, IngestionMethod Method = IngestionMethod.Flat, NixHash? Hash = null)
{
    /// <summary>The method and algorithm as a derivation writes them; empty where the contents are not fixed.</summary>
    public string HashAlgorithm
        => Hash is null ? "" : StorePathComputation.MethodPrefix(Method) + NixHash.NameOf(Hash.Kind);
}

/// <summary>A build step: what is run, with which environment, on which inputs, for which outputs.</summary>
/// <param name="name">The name, without <c>.drv</c>.</param>
public sealed class Derivation(string name)
{
    /// <summary>The name, without <c>.drv</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The outputs by name.</summary>
    public SortedDictionary<string, DerivationOutput> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>The derivations that are built first: path → the outputs that are used.</summary>
    public SortedDictionary<string, SortedSet<string>> InputDerivations { get; } = new(StringComparer.Ordinal);

    /// <summary>The other store paths that are used.</summary>
    public SortedSet<string> InputSources { get; } = new(StringComparer.Ordinal);

    /// <summary>The kind of machine that it is built on.</summary>
    public string System { get; set; } = "";

    /// <summary>The program that is run.</summary>
    public string Builder { get; set; } = "";

    /// <summary>The program's arguments.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>The program's environment.</summary>
    public SortedDictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the contents of the only output are fixed by their hash.</summary>
    public bool HasFixedOutput => Outputs.Count == 1 && Outputs.TryGetValue("out", out DerivationOutput? output) && output.Hash is not null;

    /// <summary>The derivation as the text of its file.</summary>
    public string ToText() => ToText(InputDerivations, maskOutputs: false);

    /// <summary>The text with other names for the inputs, and with the paths of the outputs left out if asked for.</summary>
    internal string ToText(SortedDictionary<string, SortedSet<string>> inputs, bool maskOutputs)
    {
        StringBuilder text = new(1024);
        text.Append("Derive([");
        string separator = "";
        foreach ((string output, DerivationOutput described) in Outputs)
        {
            text.Append(separator).Append('(');
            AppendPlain(text, output);
            AppendPlain(text.Append(','), maskOutputs ? "" : described.Path);
            AppendPlain(text.Append(','), described.HashAlgorithm);
            AppendPlain(text.Append(','), described.Hash?.ToText(HashFormat.Base16) ?? "");
            text.Append(')');
            separator = ",";
        }

        text.Append("],[");
        separator = "";
        foreach ((string input, SortedSet<string> outputs) in inputs)
        {
            AppendPlain(text.Append(separator).Append('('), input);
            AppendList(text.Append(','), outputs, escape: false);
            text.Append(')');
            separator = ",";
        }

        text.Append("],");
        AppendList(text, InputSources, escape: false);
        AppendPlain(text.Append(','), System);
        AppendEscaped(text.Append(','), Builder);
        AppendList(text.Append(','), Arguments, escape: true);
        text.Append(",[");
        separator = "";
        foreach ((string variable, string value) in Environment)
        {
            AppendEscaped(text.Append(separator).Append('('), variable);
            AppendEscaped(text.Append(','), maskOutputs && Outputs.ContainsKey(variable) ? "" : value);
            text.Append(')');
            separator = ",";
        }

        return text.Append("])").ToString();
    }

    private static void AppendList(StringBuilder text, IEnumerable<string> items, bool escape)
    {
        text.Append('[');
        string separator = "";
        foreach (string item in items)
        {
            text.Append(separator);
            if (escape) AppendEscaped(text, item);
            else AppendPlain(text, item);
            separator = ",";
        }

        text.Append(']');
    }

    private static void AppendPlain(StringBuilder text, string value) => text.Append('"').Append(value).Append('"');

    private static void AppendEscaped(StringBuilder text, string value)
    {
        text.Append('"');
        ReadOnlySpan<char> rest = value;
        for (int at = rest.IndexOfAny("\"\\\n\r\t"); at >= 0; at = rest.IndexOfAny("\"\\\n\r\t"))
        {
            text.Append(rest[..at]).Append('\\').Append(rest[at] switch
            {
                '\n' => 'n',
                '\r' => 'r',
                '\t' => 't',
                char other => other,
            });
            rest = rest[(at + 1)..];
        }

        text.Append(rest).Append('"');
    }
}
