using NixOci.Modules.Packages;

namespace NixOci.Hosts.Placement;

/// <summary>Directories of commands in the store, separated by colons, in the value of a variable such as <c>PATH</c>.</summary>
/// <param name="Objects">The objects whose directories they are, with the directory's name.</param>
/// <param name="End">Where in the text they end.</param>
internal readonly record struct SearchPath(IReadOnlyList<(StoreObject Object, string Directory)> Objects, int End)
{
    private const string Variable = "PATH=";
    /// <summary>The directories of a package that hold commands.</summary>
    public static readonly string[] Directories = ["/bin", "/sbin"];

    /// <summary>Whether a place in a text is in the value of a search path: <c>PATH=</c> stands before it in the same word.</summary>
    public static bool IsWithin(string text, int place)
    {
        int start = place;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && text[start - 1] is not ('"' or '\'')) start--;
        if (text.AsSpan(start, place - start).Contains(Variable, StringComparison.Ordinal)) return true;
        return start > 0 && !char.IsWhiteSpace(text[start - 1])
            && text.AsSpan(0, start - 1).EndsWith(Variable, StringComparison.Ordinal);
    }

    /// <summary>The directories from a place on; null where there is none.</summary>
    public static SearchPath? Read(string text, int start, Dictionary<string, StoreObject> objects)
    {
        List<(StoreObject, string)> found = [];
        int end = start;
        for (int next = start; ReadDirectory(text, next, objects) is { } directory; next = end + 1)
        {
            found.Add((directory.Object, directory.Name));
            end = directory.End;
            if (end == text.Length || text[end] != ':') break;
        }

        return found.Count == 0 ? null : new SearchPath(found, end);
    }

    /// <summary>The search path of a host: its own directories where those of packages were, and each directory once.</summary>
    /// <param name="pathOf">Where objects are that lie in the unit's directory.</param>
    /// <param name="software">Where the host has packages.</param>
    public string OnHost(Func<StoreObject, string> pathOf, HostSoftware software)
    {
        List<string> directories = new(Objects.Count + 8);
        foreach ((StoreObject found, string directory) in Objects)
        {
            if (found is TextObject or LinkObject or TreeObject) Add(directories, pathOf(found) + directory);
            if (found is TextObject or TreeObject) continue;
            foreach (string command in software.DirectoriesOf(found)) Add(directories, command);
        }

        return string.Join(':', directories);
    }

    private static void Add(List<string> directories, string directory)
    {
        if (!directories.Contains(directory)) directories.Add(directory);
    }

    private static (StoreObject Object, string Name, int End)? ReadDirectory(
        string text, int start, Dictionary<string, StoreObject> objects)
    {
        if (!text.AsSpan(start).StartsWith(StoreReference.Prefix, StringComparison.Ordinal)) return null;
        if (StoreReference.Read(text, start, objects) is not { } reference) return null;
        foreach (string directory in Directories)
        {
            if (StoreReference.EndsWith(text, reference.End, directory))
            {
                return (reference.Object, directory, reference.End + directory.Length);
            }
        }

        return null;
    }
}
