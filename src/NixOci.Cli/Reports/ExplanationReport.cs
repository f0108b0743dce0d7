using NixOci.Containers.Explanation;
using NixOci.Language.Source;
using NixOci.Systemd.Collection;

namespace NixOci.Cli.Reports;

/// <summary>A line of an explanation as it is shown.</summary>
/// <param name="Line">The line, with where it comes from.</param>
/// <param name="Text">How it reads where the unit is used; null where it is left out there. Byte text.</param>
/// <param name="OnNixos">How it reads on NixOS; byte text.</param>
internal sealed record ShownLine(ExplainedLine Line, string? Text, string OnNixos);

/// <summary>The explanation of a unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Lines">The lines.</param>
internal sealed record ExplainedUnit(GeneratedUnit Unit, IReadOnlyList<ShownLine> Lines);

/// <summary>The explanation of units.</summary>
/// <param name="Release">The name of the release that is followed.</param>
/// <param name="Units">The units.</param>
/// <param name="WorkingDirectory">The directory from which paths are shown.</param>
internal sealed record ExplanationReport(string Release, IReadOnlyList<ExplainedUnit> Units, string WorkingDirectory)
{
    /// <summary>A file from the working directory where it lies below it; ordinary text.</summary>
    /// <param name="file">The file; byte text.</param>
    public string FileOf(string file)
    {
        string path = ByteText.ToUnicode(file);
        string prefix = WorkingDirectory.EndsWith('/') ? WorkingDirectory : WorkingDirectory + "/";
        return path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path;
    }
}
