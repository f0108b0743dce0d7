using NixOci.Hosts.Files;
using Xunit;

namespace NixOci.Hosts.Tests.Files;

public sealed class FileTreeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u001b[31m")]
    [InlineData("a\u007f")]
    public void NoPathLeavesTheDirectoryOrCannotBeShown(string path)
    {
        FileTree tree = new();
        Assert.Throws<LayoutException>(() => tree.Add(File(path)));
        Assert.Empty(tree.Files);
    }

    [Theory]
    [InlineData("...")]
    [InlineData(".hidden/..x")]
    [InlineData("etc/systemd/system/a@b:c\\x2d.service")]
    [InlineData("caf\u00c3\u00a9")]
    public void UnusualNamesAreNames(string path)
    {
        FileTree tree = new();
        tree.Add(File(path));
        Assert.Equal(path, Assert.Single(tree.Files).Path);
    }

    [Fact]
    public void NamesAreAsLongAsFileSystemsTakeThem()
    {
        FileTree tree = new();
        tree.Add(File(new string('a', 255)));
        Assert.Throws<LayoutException>(() => tree.Add(File(new string('b', 256))));
    }

    [Fact]
    public void TheSameFileMayBeAddedTwiceAndAnotherMayNot()
    {
        FileTree tree = new();
        tree.Add(File("a", "1"));
        tree.Add(File("a", "1"));
        LayoutException error = Assert.Throws<LayoutException>(() => tree.Add(File("a", "2")));
        Assert.Equal("two different files would be written to 'a'", error.Message);
        Assert.Throws<LayoutException>(() => tree.Add(new SymbolicLink("a", "1")));
        Assert.Single(tree.Files);
    }

    [Theory]
    [InlineData("a", "a/b")]
    [InlineData("a/b", "a")]
    [InlineData("a/b", "a/b/c/d")]
    [InlineData("a/b/c/d", "a/b")]
    public void NothingIsBothAFileAndADirectory(string first, string second)
    {
        FileTree tree = new();
        tree.Add(File(first));
        Assert.False(tree.HasRoomFor(second));
        Assert.Throws<LayoutException>(() => tree.Add(File(second)));
    }

    /// <summary>A file is not written through a link: not even one of the tree's own.</summary>
    [Fact]
    public void NothingLiesBehindALink()
    {
        FileTree tree = new();
        tree.Add(new SymbolicLink("a", "/etc"));
        Assert.Throws<LayoutException>(() => tree.Add(File("a/passwd")));
    }

    private static RegularFile File(string path, string text = "") => new(path, text, IsExecutable: false);
}
