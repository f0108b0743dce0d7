using NixOci.Containers.Lints;
using NixOci.Language.Source;
using NixOci.Systemd.Comparison;

namespace NixOci.Cli.Reports;

/// <summary>A difference as it is reported.</summary>
/// <param name="Difference">The difference.</param>
/// <param name="Origin">Where the configuration says what stands on the left; may be unknown.</param>
/// <param name="Counts">Whether it makes the two places different, or is too slight to.</param>
internal sealed record ReportedDifference(Difference Difference, Position Origin, bool Counts);

/// <summary>A unit as it is reported.</summary>
/// <param name="Name">Its name; byte text.</param>
/// <param name="Differences">The differences that are not accepted.</param>
internal sealed record ReportedUnit(string Name, IReadOnlyList<ReportedDifference> Differences);

/// <summary>All that a comparison has found.</summary>
internal sealed record ComparisonReport
{
    /// <summary>What is on the left, as it was named.</summary>
    public required string Left { get; init; }

    /// <summary>What is on the right, as it was named.</summary>
    public required string Right { get; init; }

    /// <summary>The configuration's file, as a path from the working directory; null where there is none.</summary>
    public required string? ConfigurationFile { get; init; }

    /// <summary>The directory from which paths are shown.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The units that were compared, in the order of their names.</summary>
    public required IReadOnlyList<ReportedUnit> Units { get; init; }

    /// <summary>The warnings about the configurations that are compared, those of a kind together.</summary>
    public IReadOnlyList<Lint> Lints { get; init; } = [];

    /// <summary>The number of differences that were met and are accepted.</summary>
    public required int Accepted { get; init; }

    /// <summary>The number of accepted differences that were not met.</summary>
    public required int Unmet { get; init; }

    /// <summary>Whether nothing that counts is different.</summary>
    public bool IsEqual
    {
        get
        {
            foreach (ReportedUnit unit in Units)
            {
                foreach (ReportedDifference difference in unit.Differences)
                {
                    if (difference.Counts) return false;
                }
            }

            return true;
        }
    }

    /// <summary>Whether a position is in a file, and not in standard input or on the command line.</summary>
    public static bool IsInFile(Position position) => position.File is { } file && position.IsKnown && file.Name.StartsWith('/');

    /// <summary>The file of a position: from the working directory where it lies below it. Ordinary text.</summary>
    public string FileOf(Position position) => Relative(ByteText.ToUnicode(position.File!.Name));

    /// <summary>A path from the working directory where it lies below it.</summary>
    public string Relative(string file)
    {
        string prefix = WorkingDirectory.EndsWith('/') ? WorkingDirectory : WorkingDirectory + "/";
        return file.StartsWith(prefix, StringComparison.Ordinal) ? file[prefix.Length..] : file;
    }

    /// <summary>One sentence that tells a difference; ordinary text.</summary>
    public static string Message(Difference difference)
    {
        string place = ByteText.ToUnicode(difference.Setting);
        string where = ByteText.ToUnicode(difference.Unit) + (place.Length == 0 ? "" : " " + place);
        string? left = difference.Left is null ? null : ByteText.ToUnicode(difference.Left);
        string? right = difference.Right is null ? null : ByteText.ToUnicode(difference.Right);
        return (left, right) switch
        {
            (null, null) => $"{where}: {difference.Rule.Meaning}",
            (null, _) => $"{where}: '{right}' should not be there",
            (_, null) => $"{where}: '{left}' is missing",
            _ => $"{where}: should be '{left}' but is '{right}'",
        };
    }
}

/// <summary>Writes a report in one format.</summary>
internal interface IReportFormat
{
    /// <summary>The name by which the format is chosen.</summary>
    string Name { get; }

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    /// <param name="hasColors">Whether colours are shown there.</param>
    void Write(ComparisonReport report, Stream output, bool hasColors);
}
