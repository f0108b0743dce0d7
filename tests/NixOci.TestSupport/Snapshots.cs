using System.Runtime.CompilerServices;
using Snapshooter;
using Snapshooter.Xunit;

namespace NixOci.TestSupport;

/// <summary>
/// Compares what people read with what they read before, which lies in a directory <c>__snapshots__</c> beside the test. What has
/// no snapshot yet gets one, except in continuous integration, where it fails. With <c>ACCEPT_SNAPSHOTS=1</c> in the environment
/// all snapshots become what is there now, to be looked through before they are committed.
/// </summary>
public static class Snapshots
{
    private const string Directory = "__snapshots__";
    private static readonly bool AcceptsAll = Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1";

    static Snapshots()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Environment.SetEnvironmentVariable("SNAPSHOOTER_STRICT_MODE", "on");
    }

    /// <summary>Compares a text with its snapshot beside the test.</summary>
    /// <param name="text">The text; may not be empty.</param>
    /// <param name="name">The snapshot's name, unique among the tests of a directory.</param>
    /// <param name="testFile">The file of the test; the compiler fills it in.</param>
    public static void Match(string text, string name, [CallerFilePath] string testFile = "")
        => MatchIn(DirectoryOf(testFile), text, name);

    /// <summary>Compares a text with its snapshot beside an input.</summary>
    /// <param name="directory">The input's directory.</param>
    /// <param name="text">The text; may not be empty.</param>
    /// <param name="name">The snapshot's name.</param>
    public static void MatchIn(string directory, string text, string name)
    {
        string file = name + ".snap";
        string path = Path.Combine(directory, Directory, file);
        if (AcceptsAll) File.Delete(path);
        bool isNew = !File.Exists(path);
        try
        {
            Snapshot.Match(text, new SnapshotFullName(file, directory));

            // The library begins files with a byte order mark.
            if (isNew) File.WriteAllText(path, File.ReadAllText(path));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"{Path.GetRelativePath(ProjectFiles.Top, path)} is not what there is now. If what there is now is "
                + $"right, run the test with ACCEPT_SNAPSHOTS=1 and commit the file.\n{e.Message}",
                e);
        }
    }

    // A reproducible build does not know where the project lies.
    private static string DirectoryOf(string testFile)
    {
        int tests = testFile.LastIndexOf("/tests/", StringComparison.Ordinal);
        return Path.GetDirectoryName(ProjectFiles.At(testFile[(tests + 1)..]))!;
    }
}
