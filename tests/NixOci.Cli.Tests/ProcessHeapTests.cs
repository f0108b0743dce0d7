using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests;

/// <summary>How the heap begins must not show in what a run does.</summary>
public sealed class ProcessHeapTests
{
    [Fact]
    public void EvaluationGoesOnBeyondTheFirstRoom()
    {
        ProcessHeap.MakeRoom();
        ProcessHeap.MakeRoom();

        long before = GC.GetTotalAllocatedBytes();
        ProgramRun run = new ProgramRunner().Run(["eval", "-E", "builtins.foldl' (n: x: builtins.length [ n x x x ] + n) 0 (builtins.genList (x: x) 2000000)"]);

        Assert.Equal("8000000\n", run.Output);
        Assert.True(GC.GetTotalAllocatedBytes() - before > 256 << 20);
    }
}
