using System.Collections.Concurrent;
using System.Diagnostics;
using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.ReadingAhead;
using NixOci.Language.Source;
using NixOci.Language.Syntax;
using NixOci.Language.Values;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Language.Tests.Evaluation;

/// <summary>What is read before it is asked for, and what is not.</summary>
public sealed class AheadReaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordingView _files = new();
    private readonly InterpreterOptions _options;

    public AheadReaderTests()
    {
        _directory.Write("tree/good.nix", "{ a = ./other.nix; b = \"${./interpolated.nix}\"; c = ./${\"d\"}.nix; }");
        _directory.Write("tree/directory/default.nix", "1");
        _directory.Write("tree/broken.nix", "{");
        _directory.Write("tree/empty.nix", "");
        _directory.Write("tree/long.nix", new string(' ', 2000) + "1");
        _directory.Write("tree/Makefile", "1");
        _directory.Write("tree/host.nix", "1");
        _directory.Write("outside/secret.nix", "1");
        File.CreateSymbolicLink(_directory.At("tree/link.nix"), "good.nix");
        File.CreateSymbolicLink(_directory.At("tree/link-out.nix"), "../outside/secret.nix");
        File.CreateSymbolicLink(_directory.At("tree/out"), "../outside");
        File.CreateSymbolicLink(_directory.At("tree/round.nix"), "round.nix");
        using Process process = Process.Start("mkfifo", [_directory.At("tree/pipe.nix")]);
        process.WaitForExit();
        _options = new InterpreterOptions
        {
            Files = new RestrictedFileView(_files, [_directory.At("tree")]),
            HostFiles = new Dictionary<string, Func<Interpreter, Value>> { [_directory.At("tree/host.nix")] = static _ => NixNull.Instance },
            ReadAhead = new ReadAheadSettings { MostThreads = 1, FewestFiles = 1, LongestFile = 2000 },
        };
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("tree/good.nix", "tree/good.nix")]
    [InlineData("tree/directory", "tree/directory/default.nix")]
    [InlineData("tree/link.nix", "tree/good.nix")]
    public void FilesOfTheTreeAreRead(string path, string file)
    {
        ParsedSource? parsed = Reader().Read(_directory.At(path));
        Assert.Equal(_directory.At(file), parsed?.Source.Name);
        Assert.Equal([_directory.At(file)], _files.Opened);
    }

    [Theory]
    [InlineData("tree/link-out.nix")]
    [InlineData("tree/out/secret.nix")]
    [InlineData("outside/secret.nix")]
    [InlineData("tree/../outside/secret.nix")]
    [InlineData("tree/empty.nix")]
    [InlineData("tree/long.nix")]
    [InlineData("tree/Makefile")]
    [InlineData("tree/pipe.nix")]
    [InlineData("tree/round.nix")]
    [InlineData("tree/host.nix")]
    [InlineData("tree/missing.nix")]
    [InlineData("tree")]
    public void NothingElseIsOpened(string path)
    {
        Assert.Null(Reader().Read(_directory.At(path)));
        Assert.Empty(_files.Opened);
    }

    [Fact]
    public void WhatIsBrokenIsLeftToWhoeverImportsIt() => Assert.Null(Reader().Read(_directory.At("tree/broken.nix")));

    [Theory]
    [InlineData("/x/a.nix", true)]
    [InlineData("/x/directory", true)]
    [InlineData("/x/picture.png", false)]
    [InlineData("/x/.env", false)]
    [InlineData("/", false)]
    [InlineData("/nix/store/00000000000000000000000000000000-source/a.nix", false)]
    public void OnlyWhatIsImportedAsARuleIsTriedAtAll(string path, bool isPromising) => Assert.Equal(isPromising, Reader().IsPromising(path));

    [Fact]
    public void PathsWithoutInterpolationAreKnown()
        => Assert.Equal([_directory.At("tree/other.nix"), _directory.At("tree/interpolated.nix")], Reader().Read(_directory.At("tree/good.nix"))!.Paths);

    [Fact]
    public void SymbolsGetTheirNumbersInTheOrderOfTheText()
    {
        string unique = Guid.NewGuid().ToString("N");
        SourceNames names = SourceNames.OfOneText();
        Symbol second = names.SymbolOf("second" + unique), first = names.SymbolOf(("first" + unique).AsSpan()), or = names.SymbolOf("or");
        Assert.Equal(second, names.SymbolOf("second" + unique));
        Assert.Equal(["second" + unique, "first" + unique, "or"], new[] { names.TextOf(second), names.TextOf(first), names.TextOf(or) });
        int before = Symbol.Intern("before" + unique).Id;
        names.Settle();
        Assert.True(before < names[second].Id && names[second].Id < names[first].Id);
        Assert.Equal([Symbol.Intern("second" + unique), Symbol.Intern("first" + unique), Symbol.Intern("or")], new[] { names[second], names[first], names[or] });
    }

    [Fact]
    public void WhatWasBegunIsHandedOverOnce() => EvalStack.Run(() =>
    {
        ReadAhead ahead = Started("tree/good.nix");
        Assert.Equal(_directory.At("tree/good.nix"), ahead.Claim(_directory.At("tree/good.nix"))?.Source.Name);
        Assert.Null(ahead.Claim(_directory.At("tree/good.nix")));
        Assert.Null(ahead.Claim(_directory.At("tree/directory")));
        return 0;
    });

    [Fact]
    public void WhatFollowsInAListedDirectoryIsExpected() => EvalStack.Run(() =>
    {
        ReadAhead ahead = ReadAhead.For(_options)!;
        ahead.ExpectFrom(_directory.At("tree"), ["broken.nix", "empty.nix", "good.nix"]);
        Assert.Null(ahead.Claim(_directory.At("tree/empty.nix")));
        Assert.True(_files.IsOpening.Wait(TimeSpan.FromMinutes(1)));
        Assert.Equal([_directory.At("tree/good.nix")], _files.Opened);
        Assert.NotNull(ahead.Claim(_directory.At("tree/good.nix")));
        return 0;
    });

    [Fact]
    public void WhereMemoryIsScarceAllIsGivenBack() => EvalStack.Run(() =>
    {
        ReadAhead ahead = Started("tree/good.nix");
        ahead.GiveUp();
        Assert.Null(ahead.Claim(_directory.At("tree/good.nix")));
        ahead.Expect(Text("tree/directory"));
        Assert.Null(ahead.Claim(_directory.At("tree/directory")));
        return 0;
    });

    private AheadReader Reader() => new(_options.Files.Shared!, _options);

    /// <summary>Reads ahead, and has begun with a file.</summary>
    private ReadAhead Started(string path)
    {
        ReadAhead ahead = ReadAhead.For(_options)!;
        ahead.Expect(Text(path));
        Assert.True(_files.IsOpening.Wait(TimeSpan.FromMinutes(1)));
        return ahead;
    }

    private ParsedSource Text(string path)
        => NixParser.Read(SourceFile.FromUnicode("text", _directory.At(path), "/"), null, SourceNames.Shared);

    /// <summary>All files, and which of them were opened.</summary>
    private sealed class RecordingView : FileView
    {
        private readonly ConcurrentQueue<string> _opened = new();

        public IEnumerable<string> Opened => _opened;

        public ManualResetEventSlim IsOpening { get; } = new();

        public override FileView Shared => this;

        public override byte[] ReadBytes(string path)
        {
            _opened.Enqueue(path);
            IsOpening.Set();
            return base.ReadBytes(path);
        }
    }
}
