using BenchmarkDotNet.Attributes;
using NixOci.Language.Binding;
using NixOci.Language.Builtins;
using NixOci.Language.Evaluation;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Syntax;

namespace NixOci.Benchmarks;

/// <summary>A megabyte of Nix, parsed already, with its names resolved.</summary>
[MemoryDiagnoser]
public class BinderBenchmarks
{
    private readonly ParsedSource _parsed;
    private readonly Interpreter _interpreter = new();
    private readonly Globals _globals;

    public BinderBenchmarks()
    {
        _parsed = NixParser.Read(Sources.Large(), null, SourceNames.Shared);
        _globals = new Globals(BuiltinRegistry.Create(_interpreter));
    }

    [Benchmark]
    public int Megabyte() => EvalStack.Run(() => Binder.Bind(_parsed, _globals, _interpreter.Coercion, null).Slots);
}

/// <summary>The programs of <c>bench/programs</c>, each from its text to its printed value, in a process that is warm.</summary>
[MemoryDiagnoser]
public class EvaluatorBenchmarks
{
    private SourceFile _source = null!;

    [ParamsSource(nameof(Programs))]
    public string Program { get; set; } = "";

    public static IEnumerable<string> Programs => Sources.ProgramNames;

    [GlobalSetup]
    public void Read() => _source = Sources.ReadProgram(Program);

    [Benchmark]
    public string Evaluate() => EvalStack.Run(() => ValuePrinter.Print(DeepForce.Run(new Interpreter().Evaluate(_source))));
}

/// <summary>What every evaluation costs before it begins.</summary>
[MemoryDiagnoser]
public class InterpreterBenchmarks
{
    [Benchmark]
    public int Create() => new Interpreter().BuiltinSet.Count;
}
