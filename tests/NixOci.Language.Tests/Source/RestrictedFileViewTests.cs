using NixOci.Language.Source;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Language.Tests.Source;

public sealed class RestrictedFileViewTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RestrictedFileView _view;

    public RestrictedFileViewTests()
    {
        _directory.Write("tree/inside/file", "inside");
        _directory.Write("outside/file", "outside");
        Link("tree/to-file", "../outside/file");
        Link("tree/to-directory", "../outside");
        Link("tree/through", "to-directory/../tree/inside/file");
        Link("tree/round", "round");
        Link("tree-beside", "outside");
        Link("named", "tree");
        _view = new RestrictedFileView(FileView.Unrestricted, [_directory.At("named")]);
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("tree/inside/file")]
    [InlineData("named/inside/file")]
    [InlineData("tree/through")]
    [InlineData("outside/../tree/inside/file")]
    public void WhatLiesInTheTreeIsRead(string path)
    {
        Assert.Equal("inside"u8.ToArray(), _view.ReadBytes(_directory.At(path)));
        Assert.True(_view.Exists(_directory.At(path)));
        Assert.Null(_view.Refusal(_directory.At(path)));
    }

    [Theory]
    [InlineData("outside/file")]
    [InlineData("tree/../outside/file")]
    [InlineData("tree/to-file")]
    [InlineData("tree/to-directory/file")]
    [InlineData("tree-beside/file")]
    [InlineData("outside/none")]
    public void WhatLiesElsewhereIsNotThere(string path)
    {
        Assert.Throws<RestrictedPathException>(() => _view.ReadBytes(_directory.At(path)));
        Assert.False(_view.Exists(_directory.At(path)));
        Assert.False(_view.IsDirectory(_directory.At(path)));
    }

    [Theory]
    [InlineData("outside")]
    [InlineData("tree/to-directory")]
    [InlineData("tree/..")]
    [InlineData("")]
    public void DirectoriesElsewhereAreNotListed(string path)
        => Assert.Throws<RestrictedPathException>(() => _view.List(_directory.At(path).TrimEnd('/')));

    [Fact]
    public void TheWayToTheTreeIsSeen()
    {
        Assert.Equal(FileKind.Directory, _view.KindOf(_directory.Path));
        Assert.Equal(FileKind.Symlink, _view.KindOf(_directory.At("named")));
        Assert.Equal(FileKind.Directory, _view.KindOf("/"));
        Assert.Equal(FileKind.Missing, _view.KindOf("/etc"));
    }

    [Fact]
    public void LinksInTheTreeAreSeenAsWritten()
        => Assert.Equal("../outside/file", _view.ReadLink(_directory.At("tree/to-file")));

    [Fact]
    public void RefusalsNameThePathWhereItLeadsAndTheWayOut()
    {
        RestrictedPathException refusal = Assert.Throws<RestrictedPathException>(() => _view.ReadBytes(_directory.At("tree/to-file")));
        Assert.Equal(
            $"access to path '{_directory.At("tree/to-file")}', which leads to '{_directory.At("outside/file")}', is forbidden: "
            + $"it is outside of '{_directory.At("tree")}'",
            refusal.Message);
        Assert.Equal([$"If it may be read: --allow-path {_directory.At("outside")}"], refusal.Advice);
    }

    [Fact]
    public void ALinkThatGoesRoundIsAnError() => Assert.Throws<IOException>(() => _view.ReadBytes(_directory.At("tree/round")));

    [Fact]
    public void OnlyRegularFilesAreRead()
    {
        RestrictedFileView devices = new(FileView.Unrestricted, ["/dev"]);
        Assert.Equal(FileKind.Unknown, devices.KindOf("/dev/zero"));
        Assert.Throws<RestrictedPathException>(() => devices.ReadBytes("/dev/zero"));
    }

    [Theory]
    [InlineData("repository/.git/HEAD", "repository/hosts/web", "repository")]
    [InlineData("flake/flake.nix", "flake/hosts/web", "flake")]
    [InlineData("both/.git", "both/sub/hosts", "both")]
    [InlineData("plain/configuration.nix", "plain", "plain")]
    [InlineData("home/.git/HEAD", "home/downloads", "home/downloads")]
    [InlineData(".git/HEAD", "alone", "alone")]
    public void TheTreeIsThatOfTheRepositoryOrFlakeWithoutMore(string file, string directory, string expected)
    {
        _directory.Write(file, "");
        _directory.Write(directory + "/default.nix", "{ }");
        Assert.Equal(_directory.At(expected), SourceTree.Around(_directory.At(directory), _directory.At("home")));
    }

    [Fact]
    public void ADirectoryInWhichEverybodyWritesIsNoTree()
    {
        _directory.Write("shared/.git", "");
        _directory.Write("shared/mine/default.nix", "{ }");
        File.SetUnixFileMode(_directory.At("shared"), (UnixFileMode)0b111_111_111);
        Assert.Equal(_directory.At("shared/mine"), SourceTree.Around(_directory.At("shared/mine"), home: null));
    }

    private void Link(string path, string target) => File.CreateSymbolicLink(_directory.At(path), target);
}
