namespace NixOci.Systemd.Tests;

/// <summary>Inputs that lie beside their expected outputs.</summary>
internal static class Fixtures
{
    private static readonly Lazy<string> Top = new(FindTop);

    /// <summary>A directory below <c>fixtures</c>.</summary>
    public static string Directory(string name) => Path.Combine(Top.Value, "fixtures", name);

    private static string FindTop()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "NixOci.sln"))) directory = Path.GetDirectoryName(directory);
        return directory ?? throw new InvalidOperationException("the tests do not run inside the project");
    }
}
