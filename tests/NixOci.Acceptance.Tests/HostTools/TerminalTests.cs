using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.HostTools;

/// <summary>The program on a real terminal, which <c>script</c> makes, and away from one.</summary>
public sealed class TerminalTests
{
    private const string Red = "\e[31;1m";

    private static readonly string[] Commands =
    [
        "eval -E 'throw \"no\"'",
        "diff fixtures/translate/three-services/configuration.nix fixtures/translate/three-services/configuration.nix --release 22.05 --set 'a=}'",
        "explain nothing --config fixtures/translate/three-services/configuration.nix",
    ];

    [ToolTheory("script")]
    [InlineData("xterm", "", true)]
    [InlineData("xterm", "1", false)]
    [InlineData("dumb", "", false)]
    public void ErrorsHaveColoursWhereTheyAreWanted(string terminal, string noColor, bool hasColors)
    {
        foreach (string command in Commands)
        {
            string output = Run(["-qefc", Program + command, "/dev/null"], "script", terminal, noColor);
            Assert.Contains("error:", output, StringComparison.Ordinal);
            Assert.True(output.Contains(Red, StringComparison.Ordinal) == hasColors, command + "\n" + output);
        }
    }

    /// <summary>What is redirected holds neither colours nor progress, whatever else is a terminal.</summary>
    [ToolTheory("script")]
    [InlineData("2>&1 | cat")]
    [InlineData("2>file; cat file")]
    public void WhatIsRedirectedIsPlain(string redirection)
    {
        using TemporaryDirectory directory = new();
        foreach (string command in Commands)
        {
            string line = $"{Program}{command} {redirection.Replace("file", directory.At("file"), StringComparison.Ordinal)}";
            string output = Run(["-qefc", line, "/dev/null"], "script", "xterm", "");
            Assert.Contains("error:", output, StringComparison.Ordinal);
            Assert.DoesNotContain("\e[3", output, StringComparison.Ordinal);
            Assert.DoesNotContain("\e[K", output, StringComparison.Ordinal);
        }
    }

    private static string Program => $"dotnet {Path.Combine(AppContext.BaseDirectory, "nixoci.dll")} ";

    private static string Run(string[] arguments, string program, string terminal, string noColor) => ToolProcess.Run(
        program, arguments, ProjectFiles.Top,
        new Dictionary<string, string> { ["TERM"] = terminal, ["NO_COLOR"] = noColor, ["SHELL"] = "/bin/sh" });
}
