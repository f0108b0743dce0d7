using System.Text;
using NixOci.Hosts.Files;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Systemd.Units;

namespace NixOci.Hosts.Installation;

/// <summary>
/// The units of a generation as systemd sees them on a host. Where a unit refers to files of the generation, their contents are
/// part of its definition: on NixOS a path in the store changes with what lies there, here it does not.
/// </summary>
internal sealed class UnitSet
{
    private const string Overrides = ".d/";
    private static readonly string[] DependencySuffixes = [".wants/", ".requires/", ".upholds/"];

    private readonly HostRoot _host;
    private readonly string _fileDirectory;
    private readonly Dictionary<string, HostFile> _units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _dropIns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _dependents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, HostFile> _referred = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _digests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnitDefinition?> _definitions = new(StringComparer.Ordinal);

    /// <param name="tree">The generation.</param>
    /// <param name="host">The host, for units of its packages.</param>
    public UnitSet(GenerationTree tree, HostRoot host)
    {
        _host = host;
        _fileDirectory = tree.FileDirectory;
        foreach ((string path, HostFile file) in tree.Referred) _referred.Add($"{tree.FileDirectory}/{path}", file);
        foreach ((string path, HostFile file) in tree.Units) Add(path, file);
    }

    /// <summary>The names of the units that the generation defines or adds to, aliases left out.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            HashSet<string> names = new(_units.Keys, StringComparer.Ordinal);
            names.UnionWith(_dropIns.Keys);
            names.UnionWith(_dependents.Keys);
            return names.Order(StringComparer.Ordinal);
        }
    }

    /// <summary>Whether the generation has a say in a unit: by a file of its own, or that of its template.</summary>
    public bool Has(string unit) => IsDefined(unit) || (TemplateOf(unit) is { } template && IsDefined(template));

    /// <summary>The units that want a unit, or require it.</summary>
    public IReadOnlySet<string> DependentsOf(string unit)
        => _dependents.TryGetValue(unit, out HashSet<string>? dependents) ? dependents : EmptySet;

    /// <summary>The definition of a unit; null where there is none, or where it is masked.</summary>
    public UnitDefinition? Find(string unit)
    {
        if (!_definitions.TryGetValue(unit, out UnitDefinition? definition))
        {
            definition = Read(unit);
            _definitions.Add(unit, definition);
        }

        return definition;
    }

    private static readonly HashSet<string> EmptySet = [];

    private bool IsDefined(string unit) => _units.ContainsKey(unit) || _dropIns.ContainsKey(unit);

    private void Add(string path, HostFile file)
    {
        int slash = path.IndexOf('/');
        if (slash < 0)
        {
            // An alias is another name, and not a unit.
            if (file is not SymbolicLink { Target: not "/dev/null" }) _units.Add(path, file);
            return;
        }

        string directory = path[..(slash + 1)], name = path[(slash + 1)..];
        if (directory.EndsWith(Overrides, StringComparison.Ordinal) && file is RegularFile dropIn)
        {
            AddTo(_dropIns, directory[..^Overrides.Length], static () => []).Add(dropIn.Text);
            return;
        }

        foreach (string suffix in DependencySuffixes)
        {
            if (!directory.EndsWith(suffix, StringComparison.Ordinal)) continue;
            AddTo(_dependents, name, static () => new HashSet<string>(StringComparer.Ordinal)).Add(directory[..^suffix.Length]);
        }
    }

    private static T AddTo<T>(Dictionary<string, T> map, string key, Func<T> create)
    {
        if (!map.TryGetValue(key, out T? value)) map.Add(key, value = create());
        return value;
    }

    private UnitDefinition? Read(string unit)
    {
        string? template = TemplateOf(unit);
        string? text = TextOf(unit, out bool isMasked) ?? (template is null || isMasked ? null : TextOf(template, out isMasked));
        if (isMasked || text is null) return null;
        UnitDefinition definition = new();
        AddText(definition, text);
        foreach (string name in template is null ? [unit] : new[] { template, unit })
        {
            foreach (string dropIn in _dropIns.GetValueOrDefault(name) ?? []) AddText(definition, dropIn);
        }

        definition.Replace(WithContents);
        return definition;
    }

    private string? TextOf(string unit, out bool isMasked)
    {
        isMasked = false;
        if (_units.TryGetValue(unit, out HostFile? file))
        {
            isMasked = file is SymbolicLink;
            return (file as RegularFile)?.Text;
        }

        return StandIns.OfPackage(_host, unit) is { } path && _host.TryRead(path) is { } bytes ? ByteText.FromBytes(bytes) : null;
    }

    private static void AddText(UnitDefinition definition, string text)
    {
        try
        {
            definition.Add(text);
        }
        catch (UnitSyntaxException)
        {
            // systemd leaves out what it cannot read; two texts that cannot be read differ where they differ.
            definition.Add("[Unreadable]\nText=" + NixHash.Sha256Of(ByteText.ToBytes(text)) + "\n");
        }
    }

    /// <summary>A text in which each path of a file, or of a directory of files, is followed by a digest of what lies there.</summary>
    private string WithContents(string text)
    {
        string prefix = _fileDirectory + "/";
        int at = text.IndexOf(prefix, StringComparison.Ordinal);
        if (at < 0) return text;
        StringBuilder result = new(text.Length + 64);
        int copied = 0;
        for (; at >= 0; at = text.IndexOf(prefix, copied, StringComparison.Ordinal))
        {
            int end = at + prefix.Length;
            while (end < text.Length && IsPathCharacter(text[end])) end++;
            result.Append(text, copied, end - copied).Append('#').Append(DigestOf(ByteText.ToUnicode(text[at..end]).TrimEnd('/', '.')));
            copied = end;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    private string DigestOf(string path)
    {
        if (_digests.TryGetValue(path, out string? known)) return known;

        // Files that refer to each other in a circle are not looked at again.
        _digests.Add(path, "");
        StringBuilder content = new();
        foreach ((string name, HostFile file) in _referred)
        {
            if (name != path && !name.StartsWith(path + "/", StringComparison.Ordinal)) continue;
            content.Append(name).Append('\0').Append(file is RegularFile regular
                ? (regular.IsExecutable ? "x" : "-") + WithContents(regular.Text)
                : "l" + WithContents(((SymbolicLink)file).Target)).Append('\0');
        }

        string digest = content.Length == 0 ? "" : NixHash.Sha256Of(ByteText.ToBytes(ByteText.FromUnicode(content.ToString())));
        _digests[path] = digest;
        return digest;
    }

    private static bool IsPathCharacter(char c)
        => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or '@' or '=' or '?' or '\\' || c > '\x7f';

    /// <summary>The template of an instance: <c>job@.service</c> for <c>job@daily.service</c>; null for other units.</summary>
    public static string? TemplateOf(string unit)
    {
        int at = unit.IndexOf('@'), dot = unit.LastIndexOf('.');
        return at > 0 && dot > at + 1 ? unit[..(at + 1)] + unit[dot..] : null;
    }
}
