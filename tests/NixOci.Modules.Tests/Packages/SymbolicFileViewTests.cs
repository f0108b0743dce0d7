using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Packages;
using Xunit;

namespace NixOci.Modules.Tests.Packages;

public sealed class SymbolicFileViewTests
{
    private const string Command = "/nix/store/00000000000000000000000000000000-tool";
    private const string Plain = "/nix/store/11111111111111111111111111111111-a.txt";
    private readonly SymbolicFileView _view;

    public SymbolicFileViewTests()
    {
        SymbolicStore store = new();
        store.Add(new TextObject(Command, "tool", "bin/tool", new NixString("run"), IsExecutable: true));
        store.Add(new TextObject(Plain, "a.txt", "", new NixString("text"), IsExecutable: false));
        _view = new SymbolicFileView(store, FileView.Unrestricted);
    }

    [Theory]
    [InlineData(Plain, FileKind.Regular)]
    [InlineData(Plain + "/x", FileKind.Missing)]
    [InlineData(Command, FileKind.Directory)]
    [InlineData(Command + "/bin", FileKind.Directory)]
    [InlineData(Command + "/bin/tool", FileKind.Regular)]
    [InlineData(Command + "/bi", FileKind.Missing)]
    [InlineData("/nix/store/22222222222222222222222222222222-none", FileKind.Missing)]
    [InlineData("/", FileKind.Directory)]
    public void WrittenFilesAreSeen(string path, FileKind kind)
    {
        Assert.Equal(kind, _view.KindOf(path));
        Assert.Equal(kind != FileKind.Missing, _view.Exists(path));
        Assert.Equal(kind == FileKind.Directory, _view.IsDirectory(path));
    }

    [Fact]
    public void WrittenFilesAreRead()
    {
        Assert.Equal("run", ByteText.FromBytes(_view.ReadBytes(Command + "/bin/tool")));
        Assert.Equal(["bin"], _view.List(Command));
        Assert.Equal(["tool"], _view.List(Command + "/bin"));
        Assert.True(_view.IsExecutable(Command + "/bin/tool"));
        Assert.False(_view.IsExecutable(Plain));
    }
}
