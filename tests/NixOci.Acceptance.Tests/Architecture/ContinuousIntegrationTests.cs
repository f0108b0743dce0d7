using System.Diagnostics;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Architecture;

/// <summary>The last line and the exit code of <c>.ci/run</c> tell what all test projects together gave.</summary>
public sealed class ContinuousIntegrationTests
{
    private const string First = "Passed!  - Failed:     0, Passed:    13, Skipped:     2, Total:    15, Duration: 1 s - A.Tests.dll (net10.0)";
    private const string Second = "Passed!  - Failed:     0, Passed:  2000, Skipped:     0, Total:  2000, Duration: 1 m 3 s - B.Tests.dll (net10.0)";
    private const string Broken = "Failed!  - Failed:     3, Passed:    10, Skipped:     1, Total:    14, Duration: < 1 ms - C.Tests.dll (net10.0)";

    [Theory]
    [InlineData(0, "2013 passed, 0 failed, 2 skipped", 0, First, Second)]
    [InlineData(1, "2010 passed, 3 failed, 1 skipped", 1, Second, Broken)]
    [InlineData(0, "10 passed, 3 failed, 1 skipped", 1, Broken)]
    [InlineData(1, "0 passed, 0 failed, 0 skipped", 1, "error CS1002: ; expected")]
    [InlineData(1, "13 passed, 0 failed, 2 skipped", 1, First, "The active test run was aborted. Reason: Test host process crashed")]
    [InlineData(0, "0 passed, 0 failed, 0 skipped", 1, "")]
    [InlineData(0, "13 passed, 0 failed, 2 skipped", 0, First, "No test is available in B.Tests.dll.")]
    public void SumsWhatTheTestProjectsSay(int status, string lastLine, int exitCode, params string[] output)
    {
        using TemporaryDirectory programs = new();
        string fake = programs.Write("dotnet", $"#!/bin/sh\ncat <<'END'\n{string.Join('\n', output)}\nEND\nexit {status}\n");
        File.SetUnixFileMode(fake, File.GetUnixFileMode(fake) | UnixFileMode.UserExecute);
        ProcessStartInfo start = new("bash", [ProjectFiles.At(".ci/run")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NIXOCI_E2E"] = "off";
        start.Environment["PATH"] = programs.Path + ":" + Environment.GetEnvironmentVariable("PATH");
        using Process process = Process.Start(start)!;
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(lastLine, printed.TrimEnd('\n').Split('\n')[^1]);
        Assert.Equal(exitCode, process.ExitCode);
    }

    /// <summary>What the README tells people to run is what continuous integration runs.</summary>
    [Fact]
    public void RunsTheCommandOfTheReadme()
    {
        const string command = "dotnet test NixOci.sln -c Release";
        Assert.Contains($"$ {command}\n", File.ReadAllText(ProjectFiles.At("README.md")), StringComparison.Ordinal);
        Assert.Contains(command + " ", File.ReadAllText(ProjectFiles.At(".ci/run")), StringComparison.Ordinal);
    }
}
