using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Hosts.Manifests;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Hosts.Tests.Files;

/// <summary>A directory is written as a whole or not at all, and nothing beside it is touched.</summary>
public sealed class TreeWriterTests : IDisposable
{
    private readonly TemporaryDirectory _around = new();

    private string Target => _around.At("out");

    public void Dispose() => _around.Dispose();

    [Fact]
    public void WritesFilesLinksAndTheirList()
    {
        Write(Tree(("etc/a.service", "[Unit]\n"), ("lib/start", "#!/bin/sh\n")), Target);
        Assert.Equal(
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["etc/"] = "",
                ["etc/a.service"] = "[Unit]\n",
                ["etc/link"] = "-> a.service",
                ["lib/"] = "",
                ["lib/start"] = "#!/bin/sh\n",
            },
            WithoutManifest());
        Manifest manifest = ManifestReader.Read(File.ReadAllBytes(Path.Combine(Target, Manifest.FileName)), Manifest.FileName);
        Assert.Equal(["etc/a.service", "etc/link", "lib/start"], manifest.Entries.Select(static entry => entry.Path));
        Assert.Equal("rwxr-xr-x", Mode("lib/start"));
        Assert.Equal("rw-r--r--", Mode("etc/a.service"));
        AssertNothingBeside();
    }

    [Fact]
    public void CreatesTheDirectoriesOnTheWay()
    {
        Write(Tree(("a", "1")), _around.At("x/y/out"));
        Assert.Equal("1", File.ReadAllText(_around.At("x/y/out/a")));
    }

    [Fact]
    public void TwoRunsGiveTheSameBytes()
    {
        Write(Tree(("b", "1"), ("a", "2")), Target);
        SortedDictionary<string, string> first = TemporaryDirectory.Contents(Target);
        Write(Tree(("a", "2"), ("b", "1")), Target);
        Assert.Equal(first, TemporaryDirectory.Contents(Target));
    }

    [Fact]
    public void WhatAnEarlierRunWroteIsReplaced()
    {
        Write(Tree(("gone/a", "1"), ("kept", "old")), Target);
        Write(Tree(("kept", "new")), Target);
        Assert.Equal(["etc/", "etc/link", "kept"], WithoutManifest().Keys);
        Assert.Equal("new", File.ReadAllText(Path.Combine(Target, "kept")));
        AssertNothingBeside();
    }

    [Fact]
    public void AnEmptyDirectoryIsTaken()
    {
        Directory.CreateDirectory(Target);
        Write(Tree(("a", "1")), Target);
        Assert.Equal("1", File.ReadAllText(Path.Combine(Target, "a")));
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("lib/other")]
    [InlineData(".git/HEAD")]
    public void FilesOfOthersStay(string foreign)
    {
        Write(Tree(("a", "1"), ("lib/stale", "1")), Target);
        string path = _around.Write("out/" + foreign, "mine");
        DateTime written = File.GetLastWriteTimeUtc(path);
        Write(Tree(("a", "2")), Target);
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
        Assert.Equal("2", File.ReadAllText(Path.Combine(Target, "a")));
        Assert.False(Path.Exists(Path.Combine(Target, "lib/stale")));
        AssertNothingBeside();
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData(".git/HEAD")]
    public void ADirectoryThatWasNeverWrittenIsLeftAlone(string foreign)
    {
        _around.Write("out/" + foreign, "mine");
        SortedDictionary<string, string> before = _around.Contents();
        IOException error = Assert.Throws<IOException>(() => Write(Tree(("a", "2")), Target));
        Assert.Contains(foreign, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _around.Contents());
    }

    [Fact]
    public void ALinkToOthersFilesIsForeignToo()
    {
        Directory.CreateDirectory(Target);
        File.CreateSymbolicLink(Path.Combine(Target, "home"), "/home");
        Assert.Throws<IOException>(() => Write(Tree(("a", "1")), Target));
        Assert.Equal("-> /home", _around.Contents()["out/home"]);
    }

    [Fact]
    public void AFileIsNotReplaced()
    {
        string file = _around.Write("out", "mine");
        Assert.Throws<IOException>(() => Write(Tree(("a", "1")), file));
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void ALinkToADirectoryStaysALink()
    {
        Directory.CreateDirectory(_around.At("real"));
        Directory.CreateSymbolicLink(Target, _around.At("real"));
        Write(Tree(("a", "1")), Target);
        Assert.Equal("-> " + _around.At("real"), _around.Contents()["out"]);
        Assert.Equal("1", File.ReadAllText(_around.At("real/a")));
    }

    /// <summary>A name that is fine for us may be too much for a file system: then nothing of it is there.</summary>
    [Fact]
    public void AFailedRunLeavesWhatWasThere()
    {
        Write(Tree(("a", "1")), Target);
        SortedDictionary<string, string> before = _around.Contents();
        string deep = string.Join('/', Enumerable.Repeat(new string('d', 250), 20));
        Assert.ThrowsAny<IOException>(() => Write(Tree(("a", "2"), (deep, "x")), Target));
        Assert.Equal(before, _around.Contents());
    }

    [Fact]
    public void BytesAreWrittenAsTheyAre()
    {
        Write(Tree(("a", "\u00ff\u00e9")), Target);
        Assert.Equal([0xff, 0xe9], File.ReadAllBytes(Path.Combine(Target, "a")));
    }

    private static void Write(FileTree tree, string directory)
        => TreeWriter.Write(tree, new ManifestBuilder(null, "/").Build(new LaidOutFiles(tree, [], []), new HostLayout(), "seed"), directory);

    private SortedDictionary<string, string> WithoutManifest()
    {
        SortedDictionary<string, string> contents = TemporaryDirectory.Contents(Target);
        Assert.True(contents.Remove(Manifest.FileName));
        return contents;
    }

    private static FileTree Tree(params (string Path, string Text)[] files)
    {
        FileTree tree = new();
        foreach ((string path, string text) in files) tree.Add(new RegularFile(path, text, IsExecutable: text.StartsWith("#!", StringComparison.Ordinal)));
        tree.Add(new SymbolicLink("etc/link", "a.service"));
        return tree;
    }

    private string Mode(string path)
        => string.Concat("rwxrwxrwx".Select((c, i) => ((int)File.GetUnixFileMode(Path.Combine(Target, path)) >> (8 - i) & 1) == 1 ? c : '-'));

    private void AssertNothingBeside() => Assert.Equal([Target], Directory.GetFileSystemEntries(_around.Path));
}
