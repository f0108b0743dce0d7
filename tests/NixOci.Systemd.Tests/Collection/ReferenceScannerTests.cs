using NixOci.Language.Values;
using NixOci.Modules.Packages;
using NixOci.Systemd.Collection;
using Xunit;

namespace NixOci.Systemd.Tests.Collection;

public sealed class ReferenceScannerTests
{
    private readonly SymbolicStore _store = new();

    [Fact]
    public void FilesAreFoundByWayOfFiles()
    {
        TextObject inner = AddFile("inner", new NixString("text"));
        TextObject outer = AddFile("outer", new NixString($"exec {inner.StorePath} --quiet"));
        Assert.Equal([inner, outer], Find(new NixString($"ExecStart={outer.StorePath}/bin/outer \n")));
    }

    [Fact]
    public void FilesThatReferToEachOtherAreFoundOnce()
    {
        string first = SymbolicStore.PathOf("first", "first");
        TextObject second = AddFile("second", new NixString(first));
        _store.Add(new TextObject(first, "first", "", new NixString(second.StorePath), IsExecutable: false));
        Assert.Equal(2, Find(new NixString(first)).Count);
    }

    [Fact]
    public void LinksAreFollowed()
    {
        TextObject file = AddFile("file", new NixString("text"));
        LinkObject links = new(
            SymbolicStore.PathOf("links", "links"), "links", [new StoreLink("x", new NixString(file.StorePath))]);
        _store.Add(links);
        Assert.Contains(file, Find(new NixString(links.StorePath)));
    }

    [Fact]
    public void ContextIsAReferenceWhereTheTextHasNoPath()
    {
        TextObject file = AddFile("file", new NixString("text"));
        Assert.Equal([file], Find(new NixString("nothing", StringContext.Of(file.StorePath))));
    }

    [Fact]
    public void PathsThatNothingIsKnownOfAreNoReferences()
        => Assert.Empty(Find(new NixString("/nix/store/00000000000000000000000000000000-unknown /nix/store/ /nix/store")));

    private IReadOnlyList<StoreObject> Find(NixString text) => new ReferenceScanner(_store).Find(text);

    private TextObject AddFile(string name, NixString text)
    {
        TextObject file = new(SymbolicStore.PathOf(name, name), name, "", text, IsExecutable: false);
        _store.Add(file);
        return file;
    }
}
