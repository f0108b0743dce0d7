using System.Globalization;
using NixOci.Language.Source;

namespace NixOci.Cli.TranslationReports;

/// <summary>Places in files as people read them.</summary>
internal static class Places
{
    /// <summary>A place as <c>FILE:LINE</c>, the file relative to the working directory where it lies below it.</summary>
    public static string Short(Position position, CommandContext context)
        => Short(position.File!.Name, context) + ":" + position.Line.ToString(CultureInfo.InvariantCulture);

    /// <summary>A file's path, relative to the working directory where it lies below it.</summary>
    /// <param name="path">The path; byte text.</param>
    /// <param name="context">The working directory.</param>
    public static string Short(string path, CommandContext context)
    {
        string shown = ByteText.ToUnicode(path);
        string directory = Path.TrimEndingDirectorySeparator(context.WorkingDirectory) + "/";
        return shown.StartsWith(directory, StringComparison.Ordinal) ? shown[directory.Length..] : shown;
    }
}
