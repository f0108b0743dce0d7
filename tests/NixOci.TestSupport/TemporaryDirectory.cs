namespace NixOci.TestSupport;

/// <summary>A directory that is there as long as a test needs it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Its absolute path, without symbolic links in it.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("nixoci-test-").FullName;

    /// <summary>A path in it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file in it, with the directories on the way.</summary>
    /// <returns>The file's absolute path.</returns>
    public string Write(string name, string text)
    {
        string path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Everything in it: each file and link by its relative path, with its text or <c>-> TARGET</c>; directories end in a slash.</summary>
    public SortedDictionary<string, string> Contents() => Contents(Path);

    /// <summary>Everything in a directory, as <see cref="Contents()"/> gives it.</summary>
    public static SortedDictionary<string, string> Contents(string directory)
    {
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        EnumerationOptions everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };
        foreach (FileSystemInfo entry in new DirectoryInfo(directory).EnumerateFileSystemInfos("*", everything))
        {
            string name = System.IO.Path.GetRelativePath(directory, entry.FullName);
            if (entry.LinkTarget is { } target) found.Add(name, "-> " + target);
            else if (entry is DirectoryInfo) found.Add(name + "/", "");
            else found.Add(name, File.ReadAllText(entry.FullName));
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
