using BenchmarkDotNet.Attributes;
using NixOci.Language.Source;
using NixOci.Language.Syntax;
using NixOci.Language.Syntax.Lexing;

namespace NixOci.Benchmarks;

/// <summary>A megabyte of Nix as tokens.</summary>
[MemoryDiagnoser]
public class LexerBenchmarks
{
    private readonly SourceFile _large = Sources.Large();

    [Benchmark]
    public int Megabyte()
    {
        using TokenBuffer tokens = Lexer.Tokenize(_large);
        return tokens.Count;
    }
}

/// <summary>A megabyte of Nix as an expression, lexing included, and printed again.</summary>
[MemoryDiagnoser]
public class ParserBenchmarks
{
    private readonly SourceFile _large = Sources.Large();
    private readonly Expr _parsed = NixParser.Parse(Sources.Large());

    [Benchmark]
    public Expr Megabyte() => NixParser.Parse(_large);

    [Benchmark]
    public string Print() => ExprPrinter.Print(_parsed);
}
