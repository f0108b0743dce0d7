using NixOci.Hosts.Files;
using NixOci.Hosts.Manifests;
using NixOci.Hosts.Tests.Disks;
using Xunit;

namespace NixOci.Hosts.Tests.Files;

/// <summary>What an earlier run wrote gives way, and what others wrote stays, wherever it fails.</summary>
public sealed class TreeReplacementTests
{
    private static readonly string[] Old = ["etc/a.service=a", "etc/b.service=b", "etc/x.wants/b.service>../b.service"];
    private static readonly string[] New = ["etc/a.service=a2", "usr/lib/c=c", "usr/lib/e=e", "etc/b.service/d=now a directory"];

    public static TheoryData<Failure, bool, Wait> Situations { get; } = new()
    {
        { Failure.Once, false, Wait.Once }, { Failure.Once, true, Wait.Once }, { Failure.FromThenOn, false, Wait.Once },
        { Failure.Once, false, Wait.ForEach }, { Failure.Once, true, Wait.ForEach }, { Failure.FromThenOn, false, Wait.ForEach },
    };

    [Fact]
    public void WhatAnEarlierRunWroteIsReplacedAndStaleFilesGo()
    {
        MemoryDisk disk = new("/srv");
        Write(disk, Old);
        Write(disk, New);
        Assert.Equal(Expected(New), Listed(disk));
    }

    [Fact]
    public void TwoRunsWriteTheSame()
    {
        MemoryDisk first = new("/srv"), second = new("/srv");
        Write(first, New);
        Write(second, New);
        Write(second, New);
        Assert.Equal(first.Everything(), second.Everything());
    }

    [Fact]
    public void FilesOfOthersStay()
    {
        MemoryDisk disk = new("/srv");
        Write(disk, Old);
        disk.Put("/srv/tree/README", "mine");
        disk.Put("/srv/tree/etc/x.wants/mine", "mine too");
        Write(disk, New);
        Assert.Equal([.. Expected(New), "README=mine", "etc/x.wants/mine=mine too"], Listed(disk));
        Write(disk, []);
        Assert.Equal(["README=mine", "etc/x.wants/mine=mine too"], Listed(disk));
    }

    [Fact]
    public void AFileOfOthersIsNotReplaced()
    {
        MemoryDisk disk = new("/srv");
        Write(disk, Old);
        disk.Put("/srv/tree/usr/lib/c", "mine");
        SortedDictionary<string, string> before = disk.Everything();
        IOException error = Assert.Throws<IOException>(() => Write(disk, New));
        Assert.Contains("'usr/lib/c', which nixoci did not write", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, disk.Everything());
    }

    [Fact]
    public void ADirectoryOfOthersIsRefused()
    {
        MemoryDisk disk = new("/srv/tree");
        disk.Put("/srv/tree/notes", "mine");
        IOException error = Assert.Throws<IOException>(() => Write(disk, New));
        Assert.Contains("holds files that nixoci did not write, such as 'notes'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Each operation fails in turn: the earlier tree is there or the new one, and the next run completes it.</summary>
    [Theory]
    [MemberData(nameof(Situations))]
    public void WhereverItFailsATreeIsWhole(Failure failure, bool withFilesOfOthers, Wait wait)
    {
        int failing = 0;
        for (bool done = false; !done;)
        {
            MemoryDisk disk = new("/srv");
            Write(disk, Old);
            if (withFilesOfOthers) disk.Put("/srv/tree/README", "mine");
            List<string> before = Listed(disk);
            FailingFiles files = new(disk, ++failing, failure, wait);
            try
            {
                Write(files, New);
                done = files.Count < failing;
            }
            catch (IOException)
            {
            }

            List<string> after = Listed(disk);
            if (!after.SequenceEqual(before)) Assert.Equal(withFilesOfOthers ? [.. Expected(New), "README=mine"] : Expected(New), after);
            Write(disk, New);
            Assert.Equal(withFilesOfOthers ? [.. Expected(New), "README=mine"] : Expected(New), Listed(disk));
        }

        Assert.True(failing > 20, $"only {failing} operations were seen");
    }

    [Fact]
    public void TheDiskOfThisMachine()
    {
        string directory = Directory.CreateTempSubdirectory("nixoci-tree-").FullName;
        try
        {
            foreach (string[] files in new[] { Old, New, New })
            {
                (FileTree tree, Manifest manifest) = Tree(files);
                TreeWriter.Write(tree, manifest, directory + "/tree");
            }

            Assert.Equal("a2", File.ReadAllText(directory + "/tree/etc/a.service"));
            Assert.False(Path.Exists(directory + "/tree/etc/x.wants"));
            Assert.Single(Directory.GetFileSystemEntries(directory));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Write(IFileOperations disk, string[] files)
    {
        (FileTree tree, Manifest manifest) = Tree(files);
        TreeWriter.Write(tree, manifest, "/srv/tree", disk);
    }

    private static (FileTree Tree, Manifest Manifest) Tree(string[] files) => SampleTrees.Make([], files);

    private static List<string> Expected(string[] files) => [.. files.Order(StringComparer.Ordinal)];

    private static List<string> Listed(MemoryDisk disk)
    {
        List<string> listed = [], others = [];
        foreach ((string path, string text) in disk.Everything())
        {
            if (!path.StartsWith("/srv/tree/", StringComparison.Ordinal) || path.EndsWith('/') || path.EndsWith("/manifest.json", StringComparison.Ordinal)) continue;
            string name = path["/srv/tree/".Length..];
            (text.StartsWith("mine", StringComparison.Ordinal) ? others : listed).Add(
                text.StartsWith("-> ", StringComparison.Ordinal) ? $"{name}>{text[3..]}" : $"{name}={text}");
        }

        return [.. listed, .. others];
    }
}
