using System.Text;
using NixOci.Modules.Packages;

namespace NixOci.Hosts.Placement;

/// <summary>
/// Directories of commands in the store, separated by colons, in the value of a variable such as <c>PATH</c>. The search path of a host has
/// its own directories where those of packages were, and each directory once.
/// </summary>
/// <param name="software">Where the host has packages.</param>
internal sealed class SearchPath(HostSoftware software)
{
    private const string Variable = "PATH=";

    /// <summary>The directories of a package that hold commands.</summary>
    public static readonly string[] Directories = ["/bin", "/sbin"];

    private readonly List<string> _onHost = [];

    /// <summary>Whether a place in a text is in the value of a search path: <c>PATH=</c> stands before it in the same word.</summary>
    public static bool IsWithin(string text, int place)
    {
        int start = place;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && text[start - 1] is not ('"' or '\'')) start--;
        if (text.AsSpan(start, place - start).Contains(Variable, StringComparison.Ordinal)) return true;
        return start > 0 && !char.IsWhiteSpace(text[start - 1])
            && text.AsSpan(0, start - 1).EndsWith(Variable, StringComparison.Ordinal);
    }

    /// <summary>Appends what the directories from a place on become.</summary>
    /// <param name="result">The text with the host's paths.</param>
    /// <param name="text">The text with the store's.</param>
    /// <param name="start">The place.</param>
    /// <param name="placement">Where objects are that lie in the unit's directory.</param>
    /// <returns>Where in the text they end; null where there is none, and nothing was appended.</returns>
    public int? Append(StringBuilder result, string text, int start, UnitPlacement placement)
    {
        _onHost.Clear();
        int end = start;
        for (int next = start; ReadDirectory(text, next, placement) is { } directory; next = end + 1)
        {
            AddOnHost(directory.Object, directory.Name, placement);
            end = directory.End;
            if (end == text.Length || text[end] != ':') break;
        }

        if (end == start) return null;
        for (int i = 0; i < _onHost.Count; i++) result.Append(i == 0 ? "" : ":").Append(_onHost[i]);
        return end;
    }

    private void AddOnHost(StoreObject found, string directory, UnitPlacement placement)
    {
        if (found is TextObject or LinkObject or TreeObject) AddOnce(placement.PathOf(found) + directory);
        if (found is TextObject or TreeObject) return;
        if (software.OwnDirectoryOf(found) is { } own) AddOnce(own);
        foreach (string command in HostSoftware.CommandDirectories) AddOnce(command);
    }

    private void AddOnce(string directory)
    {
        if (!_onHost.Contains(directory)) _onHost.Add(directory);
    }

    private static (StoreObject Object, string Name, int End)? ReadDirectory(string text, int start, UnitPlacement placement)
    {
        if (placement.ReadReference(text, start) is not { } reference) return null;
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
