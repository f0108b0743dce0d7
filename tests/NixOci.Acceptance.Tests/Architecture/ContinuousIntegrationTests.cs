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
        => Assert.Equal((lastLine, exitCode), Run($"""
            #!/bin/sh
            [ "$1 $2" = 'test NixOci.sln' ] || exit 0
            cat <<'END'
            {string.Join('\n', output)}
            END
            exit {status}
            """));

    /// <summary>The acceptance cases run once more, against the native program; without one, or with failures there, all has failed.</summary>
    [Theory]
    [InlineData(0, 0, "2013 passed, 0 failed, 2 skipped", 0, Second)]
    [InlineData(0, 1, "23 passed, 3 failed, 3 skipped", 1, Broken)]
    [InlineData(0, 1, "13 passed, 0 failed, 2 skipped", 1, "")]
    [InlineData(1, 0, "13 passed, 0 failed, 2 skipped", 1, Second)]
    public void SumsWhatTheNativeProgramGives(int published, int status, string lastLine, int exitCode, string output)
        => Assert.Equal((lastLine, exitCode), Run($"""
            #!/bin/sh
            case "$1 $2" in
              'test NixOci.sln') echo '{First}' ;;
              'publish src/NixOci.Cli') exit {published} ;;
              'test tests/NixOci.Acceptance.Tests') case $NIXOCI_BINARY in /*/nixoci) echo '{output}'; exit {status} ;; esac ;;
            esac
            """));

    private static (string LastLine, int ExitCode) Run(string dotnet)
    {
        using TemporaryDirectory programs = new();
        string fake = programs.Write("dotnet", dotnet);
        File.SetUnixFileMode(fake, File.GetUnixFileMode(fake) | UnixFileMode.UserExecute);
        ProcessStartInfo start = new("bash", [ProjectFiles.At(".ci/run")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NIXOCI_E2E"] = "off";
        start.Environment["PATH"] = programs.Path + ":" + Environment.GetEnvironmentVariable("PATH");
        using Process process = Process.Start(start)!;
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (printed.TrimEnd('\n').Split('\n')[^1], process.ExitCode);
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
