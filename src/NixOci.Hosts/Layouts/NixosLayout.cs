using NixOci.Hosts.Files;
using NixOci.Hosts.Placement;
using NixOci.Modules.Packages;
using NixOci.Systemd.Collection;

namespace NixOci.Hosts.Layouts;

/// <summary>
/// The very texts that NixOS writes, store hashes masked: <c>units/UNIT</c>, <c>scripts/NAME/PATH</c>, and <c>wants.json</c> with what
/// stands beside the texts. Where different texts have one name, each is <c>scripts/NAME@UNIT/PATH</c> for every unit that refers
/// to it.
/// </summary>
public sealed class NixosLayout : Layout
{
    /// <inheritdoc/>
    public override string Name => "nixos";

    /// <inheritdoc/>
    public override string Root => "";

    /// <inheritdoc/>
    public override LaidOutFiles Arrange(UnitCollection collection)
    {
        FileTree tree = new();
        HashSet<string> ambiguous = AmbiguousNames(collection);
        foreach (GeneratedUnit unit in collection.Units)
        {
            string name = FileName(unit.Name);
            tree.Add(new RegularFile("units/" + name, StoreHashes.Mask(unit.Text), IsExecutable: false), name);
            foreach (TextObject file in ByName(unit)) AddScript(tree, file, name, ambiguous.Contains(NameOf(file)));
            foreach (StoreObject reference in unit.References)
            {
                if (reference is TreeObject copied) AddTree(tree, copied, name);
            }
        }

        tree.Add(new RegularFile("wants.json", UnitRelations.ToJson(collection), IsExecutable: false));
        return new LaidOutFiles(tree, [], []);
    }

    /// <summary>The files by their names, because hashes, by which references are in order, say nothing to people.</summary>
    private static List<TextObject> ByName(GeneratedUnit unit)
    {
        List<TextObject> files = [.. unit.Files];
        files.Sort(static (a, b) =>
        {
            int order = string.CompareOrdinal(a.Name, b.Name);
            return order != 0 ? order : string.CompareOrdinal(a.StorePath, b.StorePath);
        });
        return files;
    }

    private static void AddScript(FileTree tree, TextObject file, string unit, bool isAmbiguous)
    {
        string directory = "scripts/" + file.Name + (isAmbiguous ? "@" + unit : "");
        RegularFile script = new(Below(directory, file.RelativePath), StoreHashes.Mask(file.Text.Text), file.IsExecutable);

        // Even one unit may refer to different texts of one name, or to a file and a directory.
        for (int copy = 2; !IsWritten(tree, script) && !tree.HasRoomFor(script.Path); copy++)
        {
            script = script with { Path = Below($"{directory}~{copy}", file.RelativePath) };
        }

        tree.Add(script, unit);
    }

    /// <summary>Copied directories of one name may differ: then each has a number.</summary>
    private static void AddTree(FileTree tree, TreeObject copied, string unit)
    {
        for (int copy = 1; ; copy++)
        {
            string directory = "scripts/" + copied.Name + (copy == 1 ? "" : $"~{copy}");
            List<HostFile> files = [.. CopiedTree.Files(copied, directory)];
            if (!files.TrueForAll(file => IsWritten(tree, file) || tree.HasRoomFor(file.Path))) continue;
            foreach (HostFile file in files) tree.Add(file, unit);
            return;
        }
    }

    private static bool IsWritten(FileTree tree, HostFile file)
        => tree.TryGet(file.Path, out HostFile? present) && present.Equals(file);

    private static HashSet<string> AmbiguousNames(UnitCollection collection)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        HashSet<string> ambiguous = new(StringComparer.Ordinal);
        foreach (GeneratedUnit unit in collection.Units)
        {
            foreach (TextObject file in unit.Files)
            {
                string name = NameOf(file);
                if (!texts.TryAdd(name, file.Text.Text) && texts[name] != file.Text.Text) ambiguous.Add(name);
            }
        }

        return ambiguous;
    }

    private static string NameOf(TextObject file) => Below(file.Name, file.RelativePath);

    private static string Below(string directory, string path) => path.Length == 0 ? directory : directory + "/" + path;
}
