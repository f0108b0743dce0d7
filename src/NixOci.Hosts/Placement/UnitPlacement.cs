using System.Text;
using NixOci.Hosts.Files;
using NixOci.Language.Store;
using NixOci.Modules.Packages;
using NixOci.Systemd.Collection;

namespace NixOci.Hosts.Placement;

/// <summary>
/// Where on a host each store object is that a unit refers to, and the unit's texts with those paths. What has a known text lies
/// in the unit's own directory, so that it goes when the unit goes.
/// </summary>
internal sealed class UnitPlacement
{
    private const int ShownHashLength = 8;

    private readonly string _directory;
    private readonly GeneratedUnit _unit;
    private readonly HostSoftware _software;
    private readonly Dictionary<string, StoreObject> _objects = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flat = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <param name="unit">The unit.</param>
    /// <param name="directory">The unit's directory, relative to the root.</param>
    /// <param name="software">Where the host has packages.</param>
    public UnitPlacement(GeneratedUnit unit, string directory, HostSoftware software)
    {
        _unit = unit;
        _software = software;
        _directory = directory;
        foreach (StoreObject reference in unit.References)
        {
            _objects.Add(reference.StorePath, reference);
            if (reference is SoftwareObject package) software.Require(package, unit.Name);
        }

        FindFlatFiles();
        ChooseNames();
    }

    /// <summary>The files of the unit's directory.</summary>
    public IEnumerable<HostFile> Files()
    {
        foreach (StoreObject reference in _unit.References)
        {
            if (reference is TextObject file)
            {
                string path = _directory + "/" + _names[file.StorePath];
                if (!_flat.Contains(file.StorePath) && file.RelativePath.Length > 0) path += "/" + file.RelativePath;
                yield return new RegularFile(path, Rewrite(file.Text.Text), file.IsExecutable);
            }
            else if (reference is LinkObject links)
            {
                foreach ((string path, string target) in LinkTree.Of(links, _objects))
                {
                    yield return new SymbolicLink($"{_directory}/{_names[links.StorePath]}/{path}", Rewrite(target));
                }
            }
            else if (reference is TreeObject tree)
            {
                foreach (HostFile entry in CopiedTree.Files(tree, $"{_directory}/{_names[tree.StorePath]}")) yield return entry;
            }
        }
    }

    /// <summary>Whether a path in a text leads into a package.</summary>
    public bool IsSoftwareAt(string text, int start) => ReadReference(text, start) is { Object: SoftwareObject };

    /// <summary>A text with the host's paths instead of the store's.</summary>
    public string Rewrite(string text)
    {
        int at = text.IndexOf(StoreReference.Prefix, StringComparison.Ordinal);
        if (at < 0) return text;
        StringBuilder result = new(text.Length);
        int copied = 0;
        while (at >= 0)
        {
            result.Append(text, copied, at - copied);
            copied = AppendPath(result, text, at);
            at = text.IndexOf(StoreReference.Prefix, copied, StringComparison.Ordinal);
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Appends what the store path at a place becomes; the result is the place from which the text goes on as it is.</summary>
    private int AppendPath(StringBuilder result, string text, int start)
    {
        if (SearchPath.IsWithin(text, start) && SearchPath.Read(text, start, _objects) is { } search)
        {
            result.Append(search.OnHost(PathOf, _software));
            return search.End;
        }

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
                result.Append(PathOf(file));
                return end + 1 + file.RelativePath.Length;
            case LinkObject links when LinkTree.Find(links, text, end, _objects) is { } link:
                result.Append(Rewrite(link.Target));
                return link.End;
            case LinkObject links when end < text.Length && text[end] == '/' && LinkTree.PackageIn(links, _objects) is { } package:
                return AppendSoftware(result, package, text, end);
            case TextObject or LinkObject or TreeObject:
                result.Append(PathOf(found));
                return end;
            default:
                result.Append(found.StorePath);
                return end;
        }
    }

    private int AppendSoftware(StringBuilder result, SoftwareObject package, string text, int end)
    {
        (string path, int next) = _software.Replace(package, text, end);
        result.Append(path);
        return next;
    }

    private string PathOf(StoreObject found) => "/" + _directory + "/" + _names[found.StorePath];

    private StoreReference? ReadReference(string text, int start)
        => text.AsSpan(start).StartsWith(StoreReference.Prefix, StringComparison.Ordinal)
            ? StoreReference.Read(text, start, _objects)
            : null;

    /// <summary>
    /// A command such as <c>…-tool/bin/tool</c> lies in the unit's directory by its own name where nobody asks for the directories
    /// around it.
    /// </summary>
    private void FindFlatFiles()
    {
        foreach (TextObject file in _unit.Files)
        {
            if (file.RelativePath.StartsWith("bin/", StringComparison.Ordinal)) _flat.Add(file.StorePath);
        }

        KeepFlat(_unit.Text);
        foreach (StoreObject reference in _unit.References)
        {
            if (reference is TextObject file) KeepFlat(file.Text.Text);
            else if (reference is LinkObject links) KeepFlat(links);
        }
    }

    private void KeepFlat(LinkObject links)
    {
        foreach (StoreLink link in links.Links) KeepFlat(link.Target.Text);
    }

    private void KeepFlat(string text)
    {
        for (int at = text.IndexOf(StoreReference.Prefix, StringComparison.Ordinal); at >= 0;
            at = text.IndexOf(StoreReference.Prefix, at + StoreReference.Prefix.Length, StringComparison.Ordinal))
        {
            if (ReadReference(text, at) is { Object: TextObject file } reference
                && !StoreReference.EndsWith(text, reference.End, "/" + file.RelativePath))
            {
                _flat.Remove(file.StorePath);
            }
        }
    }

    /// <summary>Names in the unit's directory: of several that want one name, each has a part of its hash behind it.</summary>
    private void ChooseNames()
    {
        Dictionary<string, int> uses = new(StringComparer.Ordinal);
        foreach (StoreObject reference in _unit.References)
        {
            if (reference is TextObject or LinkObject or TreeObject) uses[WantedName(reference)] = uses.GetValueOrDefault(WantedName(reference)) + 1;
        }

        foreach (StoreObject reference in _unit.References)
        {
            if (reference is not (TextObject or LinkObject or TreeObject)) continue;
            string name = WantedName(reference);
            _names.Add(reference.StorePath, uses[name] == 1 ? name : name + "-" + ShownHash(reference));
        }
    }

    private string WantedName(StoreObject reference)
        => reference is TextObject file && _flat.Contains(file.StorePath)
            ? file.RelativePath[(file.RelativePath.LastIndexOf('/') + 1)..]
            : reference.Name;

    private static string ShownHash(StoreObject reference)
        => reference.StorePath.Substring(StorePaths.StoreDirectory.Length + 1, ShownHashLength);
}
