using NixOci.Hosts.Files;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Hosts.Tests.Files;

/// <summary>What stands on the disk of this machine is told and removed for what it is, and no link is followed.</summary>
public sealed class DiskFilesTests : IDisposable
{
    private readonly TemporaryDirectory _around = new();

    public DiskFilesTests()
    {
        _around.Write("tree/file", "1");
        _around.Write("tree/inner/file", "2");
        _around.Write("kept/file", "3");
        File.CreateSymbolicLink(_around.At("tree/to-file"), "file");
        File.CreateSymbolicLink(_around.At("tree/to-directory"), _around.At("kept"));
        File.CreateSymbolicLink(_around.At("tree/to-nothing"), "nothing");
    }

    public void Dispose() => _around.Dispose();

    [Theory]
    [InlineData("tree", EntryKind.Directory)]
    [InlineData("tree/file", EntryKind.File)]
    [InlineData("tree/to-file", EntryKind.Link)]
    [InlineData("tree/to-directory", EntryKind.Link)]
    [InlineData("tree/to-nothing", EntryKind.Link)]
    [InlineData("tree/nothing", EntryKind.Missing)]
    [InlineData("tree/file/nothing", EntryKind.Missing)]
    [InlineData("tree/to-directory/file", EntryKind.File)]
    [InlineData("/dev/null", EntryKind.Other)]
    public void KindsAreTold(string path, EntryKind kind) => Assert.Equal(kind, DiskFiles.Instance.KindOf(_around.At(path)));

    [Fact]
    public void EntriesAreTold()
        => Assert.Equal(
            [("file", false), ("inner", true), ("to-directory", false), ("to-file", false), ("to-nothing", false)],
            DiskFiles.Instance.Entries(_around.At("tree")));

    [Fact]
    public void OnlyTheTreeIsRemoved()
    {
        DiskFiles.Instance.DeleteTree(_around.At("tree"));
        Assert.Equal(["kept/", "kept/file"], _around.Contents().Keys);
        DiskFiles.Instance.DeleteTree(_around.At("tree"));
    }

    [Fact]
    public void ADirectoryIsNotRemovedWithWhatIsInIt()
    {
        Assert.Throws<IOException>(() => DiskFiles.Instance.Delete(_around.At("kept")));
        Assert.Equal("3", File.ReadAllText(_around.At("kept/file")));
    }
}
