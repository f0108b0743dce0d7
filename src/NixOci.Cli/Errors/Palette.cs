namespace NixOci.Cli.Errors;

/// <summary>The colours in which an error is shown; all of them empty where there are none.</summary>
/// <param name="Error">What announces an error.</param>
/// <param name="Warning">What announces a warning, and places in files.</param>
/// <param name="Place">The word before a place.</param>
/// <param name="Normal">Back to ordinary text.</param>
internal sealed record Palette(string Error, string Warning, string Place, string Normal)
{
    private static readonly Palette Plain = new("", "", "", "");
    private static readonly Palette Colored = new("\e[31;1m", "\e[35;1m", "\e[34;1m", "\e[0m");

    public static Palette For(CommandContext context) => context.HasColors ? Colored : Plain;
}
