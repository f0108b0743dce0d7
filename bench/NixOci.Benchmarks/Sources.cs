using System.Text;
using NixOci.Language.Source;

namespace NixOci.Benchmarks;

/// <summary>The texts that the suites work on.</summary>
internal static class Sources
{
    private const int LargeBytes = 1_000_000;

    /// <summary>The names of the programs in <c>bench/programs</c>.</summary>
    public static IEnumerable<string> ProgramNames
        => Directory.EnumerateFiles(Programs, "*.nix").Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    private static string Programs { get; } = Path.Combine(FindRepository(), "bench", "programs");

    /// <summary>A program of <c>bench/programs</c>.</summary>
    public static SourceFile ReadProgram(string name)
    {
        string path = Path.Combine(Programs, name + ".nix");
        return SourceFile.FromBytes(path, File.ReadAllBytes(path));
    }

    /// <summary>A megabyte of Nix: the programs over and over, as the attributes of one set.</summary>
    public static SourceFile Large()
    {
        string[] texts = [.. ProgramNames.Select(static name => ReadProgram(name).Text)];
        StringBuilder large = new("{\n");
        for (int i = 0; large.Length < LargeBytes; i++) large.Append($"part{i} = (\n").Append(texts[i % texts.Length]).Append("\n);\n");
        return new SourceFile("/bench/large.nix", large.Append("}\n").ToString(), "/bench");
    }

    private static string FindRepository()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "NixOci.sln"))) directory = Path.GetDirectoryName(directory);
        return directory ?? throw new DirectoryNotFoundException("the program does not run inside the repository");
    }
}
