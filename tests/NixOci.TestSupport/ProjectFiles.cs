namespace NixOci.TestSupport;

/// <summary>Where the project's own files lie, whatever directory the tests run in.</summary>
public static class ProjectFiles
{
    /// <summary>The project's directory.</summary>
    public static string Top { get; } = FindTop();

    /// <summary>A file or directory of the project.</summary>
    /// <param name="path">Its path, relative to <see cref="Top"/>, with slashes.</param>
    public static string At(string path) => Path.Combine(Top, path);

    /// <summary>An input, or a directory of inputs, below <c>fixtures</c>.</summary>
    public static string Fixture(string path) => Path.Combine(Top, "fixtures", path);

    /// <summary>The names of the directories of a fixture, in order: a case each.</summary>
    /// <param name="path">The fixture, such as <c>translate</c>.</param>
    public static IEnumerable<string> CasesOf(string path)
        => Directory.EnumerateDirectories(Fixture(path)).Select(static directory => Path.GetFileName(directory)).Order(StringComparer.Ordinal);

    private static string FindTop()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "NixOci.sln"))) directory = Path.GetDirectoryName(directory);
        return directory ?? throw new DirectoryNotFoundException("the tests do not run inside the project");
    }
}
