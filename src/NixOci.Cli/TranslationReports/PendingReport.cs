namespace NixOci.Cli.TranslationReports;

/// <summary>
/// A report that is written beside its place, so that what may fail has failed before units are written, and that takes its place when
/// they are. Disposed of before that, it leaves what was there.
/// </summary>
internal sealed class PendingReport : IDisposable
{
    private readonly Action _put;
    private string? _fresh;

    private PendingReport(Action put) => _put = put;

    /// <summary>No report.</summary>
    public static PendingReport None { get; } = new(static () => { });

    /// <summary>A report on a stream.</summary>
    public static PendingReport To(Stream output, byte[] text) => new(() => output.Write(text));

    /// <summary>A report in a file.</summary>
    /// <param name="path">The file's absolute path.</param>
    /// <param name="text">The report.</param>
    public static PendingReport To(string path, byte[] text)
    {
        if (Directory.Exists(path)) throw new IOException($"the report cannot be written: '{path}' is a directory");

        // A device, a pipe or a link is written through, and not replaced.
        FileInfo there = new(path);
        if (there.Exists && (there.LinkTarget is not null || (there.Attributes & FileAttributes.Normal) == 0))
        {
            return new PendingReport(() => File.WriteAllBytes(path, text));
        }

        string fresh = path + "." + Guid.NewGuid().ToString("N") + ".new";
        PendingReport report = new(() => File.Move(fresh, path, overwrite: true)) { _fresh = fresh };
        File.WriteAllBytes(fresh, text);
        return report;
    }

    /// <summary>Puts the report in its place.</summary>
    public void Put()
    {
        _put();
        _fresh = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_fresh is not null) File.Delete(_fresh);
    }
}
