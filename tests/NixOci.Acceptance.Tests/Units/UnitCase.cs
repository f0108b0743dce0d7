using NixOci.TestSupport;

namespace NixOci.Acceptance.Tests.Units;

/// <summary>A configuration of <c>fixtures/units</c> and what NixOS of one release made of it.</summary>
/// <param name="Name">The group and the case, for example <c>options/image-only</c>.</param>
/// <param name="Release">The release.</param>
internal sealed record UnitCase(string Name, string Release)
{
    /// <summary>All cases, in order.</summary>
    public static IEnumerable<UnitCase> All
    {
        get
        {
            string top = ProjectFiles.Fixture("units");
            foreach (string expected in Directory.EnumerateDirectories(top, "expected", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                string name = Path.GetRelativePath(top, Path.GetDirectoryName(expected)!);
                foreach (string release in Directory.EnumerateDirectories(expected).Order(StringComparer.Ordinal))
                {
                    yield return new UnitCase(name, Path.GetFileName(release));
                }
            }
        }
    }

    /// <summary>Where the configuration lies.</summary>
    public string Input => ProjectFiles.Fixture("units/" + Name);

    /// <summary>Whether the configuration must be refused.</summary>
    public bool IsError => File.Exists(At("error.txt"));

    /// <summary>What must stand in the message; of each item one of several texts.</summary>
    public IEnumerable<string[]> ErrorKeys
        => File.ReadLines(At("key.txt")).Where(static line => line.Trim().Length > 0).Select(static line => line.Split(" || "));

    /// <summary>The place that the message must name, <c>FILE:LINE</c>, or null.</summary>
    public string? ErrorPosition => File.Exists(At("position.txt")) ? File.ReadAllText(At("position.txt")).Trim() : null;

    /// <summary>The expected files of a kind, <c>units</c> or <c>scripts</c>, by their paths below it.</summary>
    public SortedDictionary<string, string> Files(string kind) => FilesBelow(At(kind));

    /// <summary>What is beside the units' texts, as JSON.</summary>
    public string Relations => File.ReadAllText(At("wants.json"));

    /// <summary>A text that was written for the case, as expected texts are: they do not tell where the fixtures lie.</summary>
    public string Normal(string text) => text.Replace(Input, "<dir>", StringComparison.Ordinal);

    /// <summary>The files below a directory, by their paths relative to it; none where there is no such directory.</summary>
    public static SortedDictionary<string, string> FilesBelow(string directory)
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        if (!Directory.Exists(directory)) return files;
        foreach ((string path, string text) in TemporaryDirectory.Contents(directory))
        {
            if (!path.EndsWith('/')) files.Add(path, text);
        }

        return files;
    }

    private string At(string name) => Path.Combine(Input, "expected", Release, name);
}
