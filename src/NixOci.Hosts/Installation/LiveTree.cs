using System.Globalization;
using NixOci.Hosts.Files;

namespace NixOci.Hosts.Installation;

/// <summary>
/// The files of a generation where systemd and the units see them. The files themselves lie in <c>.generations/N</c> below the
/// directory of generated files; the host's own places have links that lead through the one link <c>.current</c> to them. So that
/// one renaming of that link changes all units, the links that enable them, and all scripts together.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="unitDirectory">The host's directory of units.</param>
/// <param name="fileDirectory">The host's directory of generated files.</param>
internal sealed class LiveTree(HostRoot host, string unitDirectory, string fileDirectory)
{
    private const string Generations = ".generations";
    private const string Repaired = ".repaired";

    private readonly string _current = fileDirectory + "/.current";
    private readonly string _generations = fileDirectory + "/" + Generations;

    private IFileOperations Files => host.Files;

    /// <summary>The name of the directory that <c>.current</c> leads to; null where nothing is installed.</summary>
    public string? CurrentName
    {
        get
        {
            string? target = host.TryReadLink(_current);
            return target is null ? null : target[(target.LastIndexOf('/') + 1)..];
        }
    }

    /// <summary>The number of the installed generation; 0 where none is.</summary>
    public int CurrentNumber
        => CurrentName is { } name && int.TryParse(name.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : 0;

    /// <summary>The links by which the host's own places lead to a generation.</summary>
    public OuterLinks LinksOf(GenerationTree tree) => new(host, tree, unitDirectory, fileDirectory);

    /// <summary>
    /// Makes a generation ready to be switched to: its files, and the links that lead to them. Nothing of that can be seen yet:
    /// where a link is new, the generation in force is given what stood there before, and where one is to go, the new one is.
    /// </summary>
    /// <returns>The name of its directory.</returns>
    public string Prepare(int number, GenerationTree tree, OuterLinks links)
    {
        string files = host.CreateDirectories(fileDirectory);
        host.CreateDirectories(unitDirectory);
        string generations = host.CreateDirectories(_generations);
        string name = Materialise(number, tree, generations);
        if (CurrentName is null)
        {
            Materialise(0, GenerationTree.Empty(unitDirectory, fileDirectory), generations);
            SwitchTo("0", files);
        }

        StandIns standIns = new(host, unitDirectory, fileDirectory);
        standIns.Complete(_generations + "/" + CurrentName, links.Wanted.Keys, tree);
        standIns.Complete(_generations + "/" + name, links.Stale(links.Wanted), tree: null);
        links.Create();
        return name;
    }

    /// <summary>Puts a generation that was prepared in force, in one step.</summary>
    public void Switch(string name)
    {
        if (CurrentName != name) SwitchTo(name, host.Follow(fileDirectory));
    }

    /// <summary>Removes what only earlier generations had.</summary>
    public void Prune(OuterLinks links, IEnumerable<GenerationTree> earlier)
    {
        links.RemoveStale(earlier);
        string? current = CurrentName;
        foreach (string name in host.List(_generations))
        {
            if (name != current) Files.DeleteTree(host.Locate(_generations + "/" + name));
        }
    }

    /// <summary>Removes everything, where nothing is in force but an empty generation.</summary>
    public void Clear()
    {
        if (host.KindOf(fileDirectory) != EntryKind.Directory) return;
        string files = host.Locate(fileDirectory);
        Files.DeleteTree(host.Locate(_current));
        Files.Sync(files);
        Files.DeleteTree(host.Locate(_generations));
        Files.Sync(files);
        if (Files.List(files).Count > 0) return;
        Files.Delete(files);
        Files.Sync(Path.GetDirectoryName(files)!);
    }

    private void SwitchTo(string name, string files)
    {
        Files.ReplaceByLink(Path.Combine(files, ".current"), Generations + "/" + name);
        Files.Sync(files);
    }

    private string Materialise(int number, GenerationTree tree, string generations)
    {
        string name = number.ToString(CultureInfo.InvariantCulture);
        string? current = CurrentName;
        foreach (string candidate in new[] { name, name + Repaired })
        {
            if (Files.KindOf(Path.Combine(generations, candidate)) == EntryKind.Directory && IsComplete(candidate, tree)) return candidate;
        }

        // What is in force stays as it is, however broken, until the switch.
        if (name == current) name += Repaired;
        string target = Path.Combine(generations, name), fresh = FileOperationsExtensions.BesideFor(target);
        Files.DeleteTree(fresh);
        Files.DeleteTree(target);
        List<HostFile> content = [];
        foreach ((string path, HostFile file) in Contents(tree)) content.Add(Moved(file, path));
        Files.WriteTree(fresh, content);
        foreach (string part in new[] { StandIns.UnitsPart, StandIns.FilesPart })
        {
            string directory = Path.Combine(fresh, part);
            if (Files.KindOf(directory) == EntryKind.Missing) Files.CreateDirectory(directory);
        }

        Files.Sync(fresh);
        Files.Rename(fresh, target);
        Files.Sync(generations);
        return name;
    }

    private bool IsComplete(string name, GenerationTree tree)
    {
        foreach ((string path, HostFile file) in Contents(tree))
        {
            if (!StandIns.IsAt(host, $"{_generations}/{name}/{path}", file)) return false;
        }

        return true;
    }

    private static IEnumerable<(string Path, HostFile File)> Contents(GenerationTree tree)
    {
        foreach ((string path, HostFile file) in tree.Units) yield return (StandIns.UnitsPart + "/" + path, file);
        foreach ((string path, HostFile file) in tree.Referred) yield return (StandIns.FilesPart + "/" + path, file);
    }

    private static HostFile Moved(HostFile file, string path)
    {
        string bytes = Language.Source.ByteText.FromUnicode(path);
        return file is RegularFile regular ? regular with { Path = bytes } : ((SymbolicLink)file) with { Path = bytes };
    }
}
