using System.Text;

namespace NixOci.Modules.Packages;

/// <summary>
/// The packages and package sets that are known by name. The table is text: a line <c>ATTRIBUTE VERSION …</c> is a package, a
/// line <c>ATTRIBUTE -&gt; ATTRIBUTE</c> another name of one, a line <c>[SET] PREFIX</c> opens a nested set whose packages are
/// named with that prefix, <c>[]</c> the top level again; <c>#</c> starts a comment.
/// </summary>
public sealed class PackageTable
{
    private readonly PackageTable? _base;
    private readonly Dictionary<string, PackageEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _prefixes = new(StringComparer.Ordinal);

    /// <summary>Reads a table.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="inherited">The table that this one changes; null where it stands alone.</param>
    public PackageTable(TextReader text, PackageTable? inherited = null)
    {
        _base = inherited;
        string set = "";
        while (text.ReadLine() is { } line)
        {
            ReadOnlySpan<char> content = line.AsSpan();
            int comment = content.IndexOf('#');
            content = (comment < 0 ? content : content[..comment]).Trim();
            if (!content.IsEmpty) ReadLine(content, ref set);
        }
    }

    /// <summary>A package.</summary>
    /// <param name="set">The nested set, for example <c>python3Packages</c>; empty for the top level.</param>
    /// <param name="attribute">The attribute in it.</param>
    public PackageEntry? Find(string set, string attribute)
    {
        if (AliasOf(attribute) is { } target && set.Length == 0) attribute = target;
        string key = set.Length == 0 ? attribute : set + "." + attribute;
        for (PackageTable? table = this; table is not null; table = table._base)
        {
            if (table._entries.TryGetValue(key, out PackageEntry? entry)) return entry;
        }

        return null;
    }

    /// <summary>Whether a top-level attribute is a nested set, and what its packages' names start with.</summary>
    public bool IsSet(string attribute, out string prefix)
    {
        if (AliasOf(attribute) is { } target) attribute = target;
        for (PackageTable? table = this; table is not null; table = table._base)
        {
            if (table._prefixes.TryGetValue(attribute, out prefix!)) return true;
        }

        prefix = "";
        return false;
    }

    /// <summary>The attribute that another name stands for, or null.</summary>
    public string? AliasOf(string attribute)
    {
        for (PackageTable? table = this; table is not null; table = table._base)
        {
            if (table._aliases.TryGetValue(attribute, out string? target)) return target;
        }

        return null;
    }

    internal static PackageTable FromResource(string name, PackageTable? inherited = null)
    {
        using Stream stream = typeof(PackageTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"resource {name} is missing");
        using StreamReader reader = new(stream, Encoding.Latin1);
        return new PackageTable(reader, inherited);
    }

    private void ReadLine(ReadOnlySpan<char> line, ref string set)
    {
        int blank = line.IndexOf(' ');
        ReadOnlySpan<char> head = blank < 0 ? line : line[..blank];
        ReadOnlySpan<char> rest = blank < 0 ? default : line[blank..].Trim();
        if (head[0] == '[')
        {
            set = head[1..^1].ToString();
            if (set.Length > 0) _prefixes[set] = rest.ToString();
        }
        else if (rest.StartsWith("-> ", StringComparison.Ordinal))
        {
            _aliases[head.ToString()] = rest[3..].ToString();
        }
        else
        {
            string attribute = head.ToString();
            _entries[set.Length == 0 ? attribute : set + "." + attribute] = PackageEntry.Parse(attribute, rest);
        }
    }
}
