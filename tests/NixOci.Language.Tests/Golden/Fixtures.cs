namespace NixOci.Language.Tests.Golden;

/// <summary>Where inputs with their expected outputs lie.</summary>
internal static class Fixtures
{
    public static string Directory { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NixOci.sln"))) directory = directory.Parent;
        return Path.Combine(directory?.FullName ?? throw new DirectoryNotFoundException("NixOci.sln"), "fixtures");
    }
}
