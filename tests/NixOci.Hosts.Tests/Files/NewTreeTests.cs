using NixOci.Hosts.Files;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Hosts.Tests.Files;

/// <summary>New trees on the disk of this machine are the same however they are waited for.</summary>
public sealed class NewTreeTests : IDisposable
{
    private readonly TemporaryDirectory _around = new();
    private readonly byte[] _large = new byte[300_000];

    public NewTreeTests() => new Random(1).NextBytes(_large);

    public void Dispose() => _around.Dispose();

    [Fact]
    public void TheOneThatFits()
    {
        using INewTree tree = DiskFiles.Instance.CreateTree(_around.At("tree"), 2);
        AssertIsWhole(tree);
    }

    [Fact]
    public void OneThatWaitsForEach()
    {
        DiskFiles.Instance.CreateDirectory(_around.At("tree"));
        using TreeOfManySyncs tree = new(DiskFiles.Instance, _around.At("tree"));
        AssertIsWhole(tree);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OneThatWaitsOnceWhereTheFileSystemCan(bool isModeKept)
    {
        DiskFiles.Instance.CreateDirectory(_around.At("tree"));
        using TreeOfOneSync? tree = TreeOfOneSync.TryOpen(_around.At("tree"), int.MaxValue, isModeKept);
        if (tree is not null) AssertIsWhole(tree);
    }

    /// <summary>Where others have written much, waiting for them as well takes longer.</summary>
    [Fact]
    public void FewFilesAreNotWorthAWaitForEverything()
    {
        DiskFiles.Instance.CreateDirectory(_around.At("tree"));
        Assert.Null(TreeOfOneSync.TryOpen(_around.At("tree"), -1, isModeKept: true));
    }

    /// <summary>A directory above may give something to all that is made in it.</summary>
    [Fact]
    public void ModesAreThoseThatWereAskedFor()
    {
        File.SetUnixFileMode(_around.Path, File.GetUnixFileMode(_around.Path) | UnixFileMode.SetGroup);
        using INewTree tree = DiskFiles.Instance.CreateTree(_around.At("tree"), 2);
        AssertIsWhole(tree);
    }

    [Fact]
    public void WhatStandsThereIsNotReplaced()
    {
        _around.Write("mine", "mine");
        foreach (INewTree tree in Trees())
        {
            using (tree)
            {
                tree.CreateLink("link", _around.At("mine"));
                Assert.Throws<IOException>(() => tree.WriteFile("link", [1], isExecutable: false));
                Assert.Throws<IOException>(() => tree.CreateLink("link", "elsewhere"));
                Assert.ThrowsAny<IOException>(() => tree.WriteFile("missing/file", [1], isExecutable: false));
            }
        }

        Assert.Equal("mine", File.ReadAllText(_around.At("mine")));
    }

    private IEnumerable<INewTree> Trees()
    {
        yield return DiskFiles.Instance.CreateTree(_around.At("fitting"), 2);
        DiskFiles.Instance.CreateDirectory(_around.At("many"));
        yield return new TreeOfManySyncs(DiskFiles.Instance, _around.At("many"));
    }

    private void AssertIsWhole(INewTree tree)
    {
        tree.CreateDirectory("a");
        tree.CreateDirectory("a/b");
        tree.WriteFile("a/b/é", _large, isExecutable: true);
        tree.WriteFile("a/empty", [], isExecutable: false);
        tree.WriteFile("a/parts", stream =>
        {
            stream.Write(_large);
            stream.Write(_large);
        });
        tree.CreateLink("link", "a/ü");
        tree.Sync();
        string directory = _around.At("tree");
        Assert.Equal(["a/", "a/b/", "a/b/é", "a/empty", "a/parts", "link"], TemporaryDirectory.Contents(directory).Keys);
        Assert.Equal(_large, File.ReadAllBytes(directory + "/a/b/é"));
        Assert.Empty(File.ReadAllBytes(directory + "/a/empty"));
        Assert.Equal([.. _large, .. _large], File.ReadAllBytes(directory + "/a/parts"));
        Assert.Equal("a/ü", new FileInfo(directory + "/link").LinkTarget);
        Assert.Equal(DiskFiles.Executable, File.GetUnixFileMode(directory));
        Assert.Equal(DiskFiles.Executable, File.GetUnixFileMode(directory + "/a"));
        Assert.Equal(DiskFiles.Executable, File.GetUnixFileMode(directory + "/a/b"));
        Assert.Equal(DiskFiles.Executable, File.GetUnixFileMode(directory + "/a/b/é"));
        Assert.Equal(DiskFiles.Plain, File.GetUnixFileMode(directory + "/a/empty"));
        Assert.Equal(DiskFiles.Plain, File.GetUnixFileMode(directory + "/a/parts"));
    }
}
