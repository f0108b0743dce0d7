using NixOci.Hosts.Files;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Hosts.Tests.Files;

/// <summary>A directory is written as a whole or not at all, and nothing beside it is touched.</summary>
public sealed class TreeWriterTests : IDisposable
{
    private const string Manifest = "lib/manifest";

    private readonly TemporaryDirectory _around = new();

    private string Target => _around.At("out");

    public void Dispose() => _around.Dispose();

    [Fact]
    public void WritesFilesLinksAndTheirList()
    {
        TreeWriter.Write(Tree(("etc/a.service", "[Unit]\n"), ("lib/start", "#!/bin/sh\n")), Manifest, Target);
        Assert.Equal(
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["etc/"] = "",
                ["etc/a.service"] = "[Unit]\n",
                ["etc/link"] = "-> a.service",
                ["lib/"] = "",
                ["lib/manifest"] = "etc/a.service\netc/link\nlib/manifest\nlib/start\n",
                ["lib/start"] = "#!/bin/sh\n",
            },
            TemporaryDirectory.Contents(Target));
        Assert.Equal("rwxr-xr-x", Mode("lib/start"));
        Assert.Equal("rw-r--r--", Mode("etc/a.service"));
        AssertNothingBeside();
    }

    [Fact]
    public void CreatesTheDirectoriesOnTheWay()
    {
        TreeWriter.Write(Tree(("a", "1")), Manifest, _around.At("x/y/out"));
        Assert.Equal("1", File.ReadAllText(_around.At("x/y/out/a")));
    }

    [Fact]
    public void TwoRunsGiveTheSameBytes()
    {
        TreeWriter.Write(Tree(("b", "1"), ("a", "2")), Manifest, Target);
        SortedDictionary<string, string> first = TemporaryDirectory.Contents(Target);
        TreeWriter.Write(Tree(("a", "2"), ("b", "1")), Manifest, Target);
        Assert.Equal(first, TemporaryDirectory.Contents(Target));
    }

    [Fact]
    public void WhatAnEarlierRunWroteIsReplaced()
    {
        TreeWriter.Write(Tree(("gone/a", "1"), ("kept", "old")), Manifest, Target);
        TreeWriter.Write(Tree(("kept", "new")), Manifest, Target);
        Assert.Equal(["etc/", "etc/link", "kept", "lib/", "lib/manifest"], TemporaryDirectory.Contents(Target).Keys);
        Assert.Equal("new", File.ReadAllText(Path.Combine(Target, "kept")));
        AssertNothingBeside();
    }

    [Fact]
    public void AnEmptyDirectoryIsTaken()
    {
        Directory.CreateDirectory(Target);
        TreeWriter.Write(Tree(("a", "1")), Manifest, Target);
        Assert.Equal("1", File.ReadAllText(Path.Combine(Target, "a")));
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("lib/other")]
    [InlineData(".git/HEAD")]
    public void ADirectoryWithForeignFilesIsLeftAlone(string foreign)
    {
        TreeWriter.Write(Tree(("a", "1")), Manifest, Target);
        _around.Write("out/" + foreign, "mine");
        SortedDictionary<string, string> before = _around.Contents();
        IOException error = Assert.Throws<IOException>(() => TreeWriter.Write(Tree(("a", "2")), Manifest, Target));
        Assert.Contains(foreign, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _around.Contents());
    }

    [Fact]
    public void ALinkToOthersFilesIsForeignToo()
    {
        Directory.CreateDirectory(Target);
        File.CreateSymbolicLink(Path.Combine(Target, "home"), "/home");
        Assert.Throws<IOException>(() => TreeWriter.Write(Tree(("a", "1")), Manifest, Target));
        Assert.Equal("-> /home", _around.Contents()["out/home"]);
    }

    [Fact]
    public void AFileIsNotReplaced()
    {
        string file = _around.Write("out", "mine");
        Assert.Throws<IOException>(() => TreeWriter.Write(Tree(("a", "1")), Manifest, file));
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void ALinkToADirectoryStaysALink()
    {
        Directory.CreateDirectory(_around.At("real"));
        Directory.CreateSymbolicLink(Target, _around.At("real"));
        TreeWriter.Write(Tree(("a", "1")), Manifest, Target);
        Assert.Equal("-> " + _around.At("real"), _around.Contents()["out"]);
        Assert.Equal("1", File.ReadAllText(_around.At("real/a")));
    }

    /// <summary>A name that is fine for us may be too much for a file system: then nothing of it is there.</summary>
    [Fact]
    public void AFailedRunLeavesWhatWasThere()
    {
        TreeWriter.Write(Tree(("a", "1")), Manifest, Target);
        SortedDictionary<string, string> before = _around.Contents();
        string deep = string.Join('/', Enumerable.Repeat(new string('d', 250), 20));
        Assert.ThrowsAny<IOException>(() => TreeWriter.Write(Tree(("a", "2"), (deep, "x")), Manifest, Target));
        Assert.Equal(before, _around.Contents());
    }

    [Fact]
    public void BytesAreWrittenAsTheyAre()
    {
        TreeWriter.Write(Tree(("a", "\u00ff\u00e9")), Manifest, Target);
        Assert.Equal([0xff, 0xe9], File.ReadAllBytes(Path.Combine(Target, "a")));
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
