using System.Text;
using NixOci.Hosts.Files;
using NixOci.Language.Store;
using NixOci.Modules.Packages;
using NixOci.Systemd.Collection;

namespace NixOci.Hosts.Placement;

/// <summary>
/// Where on a host each store object is that a unit refers to, and the unit's texts with those paths. What has a known text lies
/// in the unit's own directory, so that it goes when the unit goes. One after the other, all units are placed by the same object, which needs
/// no more memory for many than for one.
/// </summary>
/// <param name="software">Where the host has packages.</param>
internal sealed class UnitPlacement(HostSoftware software)
{
    private const int ShownHashLength = 8;

    private readonly Dictionary<string, StoreObject> _objects = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flat = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private readonly List<HostFile> _files = [];
    private readonly StringBuilder _text = new();
    private readonly SearchPath _searchPath = new(software);
    private IReadOnlyList<StoreObject> _references = [];
    private string _directory = "";

    /// <summary>Turns to a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="directory">The unit's directory, relative to the root.</param>
    public void Place(GeneratedUnit unit, string directory)
    {
        _references = unit.References;
        _directory = directory;
        _objects.Clear();
        for (int i = 0; i < _references.Count; i++)
        {
            StoreObject reference = _references[i];
            _objects.Add(reference.StorePath, reference);
            if (reference is SoftwareObject package) software.Require(package, unit.Name);
        }

        FindFlatFiles(unit.Text);
        ChooseNames();
    }

    /// <summary>The files of the unit's directory, in the order of their paths; the list is good until the next call.</summary>
    public IReadOnlyList<HostFile> Files()
    {
        _files.Clear();
        for (int i = 0; i < _references.Count; i++)
        {
            StoreObject reference = _references[i];
            if (reference is TextObject file)
            {
                bool isPlain = file.RelativePath.Length == 0 || _flat.Contains(file.StorePath);
                string name = _names[file.StorePath];
                string path = isPlain ? $"{_directory}/{name}" : $"{_directory}/{name}/{file.RelativePath}";
                _files.Add(new RegularFile(path, Rewrite(file.Text.Text), file.IsExecutable));
            }
            else if (reference is LinkObject links)
            {
                foreach ((string path, string target) in LinkTree.Of(links, _objects))
                {
                    _files.Add(new SymbolicLink($"{_directory}/{_names[links.StorePath]}/{path}", Rewrite(target)));
                }
            }
            else if (reference is TreeObject tree)
            {
                _files.AddRange(CopiedTree.Files(tree, $"{_directory}/{_names[tree.StorePath]}"));
            }
        }

        // By their names, because hashes, by which references are in order, say nothing to people.
        _files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return _files;
    }

    /// <summary>Whether a path in a text leads into a package.</summary>
    public bool IsSoftwareAt(string text, int start) => ReadReference(text, start) is { Object: SoftwareObject };

    /// <summary>A text with the host's paths instead of the store's.</summary>
    public string Rewrite(string text)
    {
        if (!text.Contains(StoreReference.Prefix, StringComparison.Ordinal)) return text;
        _text.Clear();
        Append(_text, text, 0, text.Length);
        return _text.ToString();
    }

    /// <summary>A unit's text with the host's paths, without the variables that a host's programs do without.</summary>
    public string RewriteUnit(string text)
    {
        // Their values lie in the store as well.
        if (!text.Contains(StoreReference.Prefix, StringComparison.Ordinal)) return text;
        _text.Clear();
        for (int start = 0; start < text.Length;)
        {
            (int end, int next) = HostEnvironment.NextDefault(text, start, this);
            Append(_text, text, start, end);
            start = next;
        }

        return _text.ToString();
    }

    /// <summary>What a store path at a place in a text leads to, if one begins there.</summary>
    public StoreReference? ReadReference(string text, int start)
        => text.AsSpan(start).StartsWith(StoreReference.Prefix, StringComparison.Ordinal)
            ? StoreReference.Read(text, start, _objects)
            : null;

    /// <summary>Where an object is that lies in the unit's directory.</summary>
    public string PathOf(StoreObject found) => $"/{_directory}/{_names[found.StorePath]}";

    /// <summary>Appends whole lines of a text, or all of it.</summary>
    private void Append(StringBuilder result, string text, int start, int end)
    {
        for (int copied = start; ;)
        {
            int length = text.AsSpan(copied, end - copied).IndexOf(StoreReference.Prefix, StringComparison.Ordinal);
            if (length < 0)
            {
                result.Append(text, copied, end - copied);
                return;
            }

            result.Append(text, copied, length);
            copied = AppendPath(result, text, copied + length);
        }
    }

    /// <summary>Appends what the store path at a place becomes; the result is the place from which the text goes on as it is.</summary>
    private int AppendPath(StringBuilder result, string text, int start)
    {
        if (SearchPath.IsWithin(text, start) && _searchPath.Append(result, text, start, this) is { } end) return end;

        if (ReadReference(text, start) is not { } reference)
        {
            result.Append(StoreReference.Prefix);
            return start + StoreReference.Prefix.Length;
        }

        return AppendObject(result, reference.Object, text, reference.End);
    }

    private int AppendObject(StringBuilder result, StoreObject found, string text, int end)
    {
        switch (found)
        {
            case SoftwareObject package:
                return AppendSoftware(result, package, text, end);
            case TextObject file when _flat.Contains(file.StorePath):
                AppendPathOf(result, file);
                return end + 1 + file.RelativePath.Length;
            case LinkObject links when LinkTree.Find(links, text, end, _objects) is { } link:
                Append(result, link.Target, 0, link.Target.Length);
                return link.End;
            case LinkObject links when end < text.Length && text[end] == '/' && LinkTree.PackageIn(links, _objects) is { } package:
                return AppendSoftware(result, package, text, end);
            case TextObject or LinkObject or TreeObject:
                AppendPathOf(result, found);
                return end;
            default:
                result.Append(found.StorePath);
                return end;
        }
    }

    private int AppendSoftware(StringBuilder result, SoftwareObject package, string text, int end)
    {
        (string path, int next) = software.Replace(package, text, end);
        result.Append(path);
        return next;
    }

    private void AppendPathOf(StringBuilder result, StoreObject found)
        => result.Append('/').Append(_directory).Append('/').Append(_names[found.StorePath]);

    /// <summary>
    /// A command such as <c>…-tool/bin/tool</c> lies in the unit's directory by its own name where nobody asks for the directories
    /// around it.
    /// </summary>
    private void FindFlatFiles(string text)
    {
        _flat.Clear();
        for (int i = 0; i < _references.Count; i++)
        {
            if (_references[i] is TextObject file && file.RelativePath.StartsWith("bin/", StringComparison.Ordinal)) _flat.Add(file.StorePath);
        }

        KeepFlat(text);
        for (int i = 0; i < _references.Count; i++)
        {
            if (_references[i] is TextObject file) KeepFlat(file.Text.Text);
            else if (_references[i] is LinkObject links) KeepFlat(links);
        }
    }

    private void KeepFlat(LinkObject links)
    {
        foreach (StoreLink link in links.Links) KeepFlat(link.Target.Text);
    }

    private void KeepFlat(string text)
    {
        if (_flat.Count == 0) return;
        for (int at = text.IndexOf(StoreReference.Prefix, StringComparison.Ordinal); at >= 0;
            at = text.IndexOf(StoreReference.Prefix, at + StoreReference.Prefix.Length, StringComparison.Ordinal))
        {
            if (ReadReference(text, at) is { Object: TextObject file } reference && !LeadsTo(file, text, reference.End))
            {
                _flat.Remove(file.StorePath);
            }
        }
    }

    /// <summary>Whether the path of a file's object goes on to the file, and ends there.</summary>
    private static bool LeadsTo(TextObject file, string text, int end)
        => end < text.Length && text[end] == '/' && StoreReference.EndsWith(text, end + 1, file.RelativePath);

    /// <summary>Names in the unit's directory: of several that want one name, each has a part of its hash behind it.</summary>
    private void ChooseNames()
    {
        _names.Clear();
        _uses.Clear();
        for (int i = 0; i < _references.Count; i++)
        {
            StoreObject reference = _references[i];
            if (reference is not (TextObject or LinkObject or TreeObject)) continue;
            string name = WantedName(reference);
            _names.Add(reference.StorePath, name);
            _uses[name] = _uses.GetValueOrDefault(name) + 1;
        }

        if (_uses.Count == _names.Count) return;
        for (int i = 0; i < _references.Count; i++)
        {
            StoreObject reference = _references[i];
            if (_names.TryGetValue(reference.StorePath, out string? name) && _uses[name] > 1)
            {
                _names[reference.StorePath] = name + "-" + ShownHash(reference);
            }
        }
    }

    private string WantedName(StoreObject reference)
        => reference is TextObject file && _flat.Contains(file.StorePath)
            ? file.RelativePath[(file.RelativePath.LastIndexOf('/') + 1)..]
            : reference.Name;

    private static string ShownHash(StoreObject reference)
        => reference.StorePath.Substring(StorePaths.StoreDirectory.Length + 1, ShownHashLength);
}
