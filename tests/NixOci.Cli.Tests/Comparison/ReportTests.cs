using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Comparison;

/// <summary>What comparisons write in each format, and how they end.</summary>
public sealed class ReportTests
{
    private const string Old = """
        { pkgs, ... }: {
          system.stateVersion = "24.05";
          virtualisation.oci-containers.backend = "podman";
          virtualisation.oci-containers.containers.web = {
            image = "docker.io/library/nginx:1.27";
            ports = [ "127.0.0.1:8080:80" ];
            environment = { GREETING = "100% <ok>"; };
          };
          systemd.services.podman-web.serviceConfig.RestartSec = "5s";
          systemd.services.podman-web.serviceConfig.MemoryMax = "1G";
          systemd.services.podman-web.description = "Web";
        }
        """;

    private static readonly string New = Old.Replace("127.0.0.1:", "").Replace("<ok>", "<\u00e9>").Replace("5s", "10s").Replace("1G", "2G")
        .Replace("\"Web\"", "\"The web\"");

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("github")]
    public void Format(string format)
    {
        using TemporaryDirectory directory = Prepared();
        ProgramRun run = Run(directory, "diff", "old.nix", "new.nix", "--format", format);
        Assert.Equal(ExitCode.Different, run.ExitCode);
        Snapshots.Match(run.Output, "report-" + format);
    }

    [Fact]
    public void JsonHasAnOptionOfItsOwn()
    {
        using TemporaryDirectory directory = Prepared();
        Assert.Equal(
            Run(directory, "diff", "old.nix", "new.nix", "--format", "json").Output, Run(directory, "diff", "old.nix", "new.nix", "--json").Output);
    }

    [Fact]
    public void SlightDifferencesNeedNotCount()
    {
        using TemporaryDirectory directory = Prepared();
        directory.Write("slight.nix", Old.Replace("5s", "10s"));
        Assert.Equal(ExitCode.Different, Run(directory, "diff", "old.nix", "slight.nix").ExitCode);
        Assert.Equal(ExitCode.Different, Run(directory, "diff", "old.nix", "slight.nix", "--fail-on", "reload").ExitCode);
        ProgramRun run = Run(directory, "diff", "old.nix", "slight.nix", "--fail-on", "restart");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("RestartSec", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsAcceptedIsLeftOut()
    {
        using TemporaryDirectory directory = Prepared();
        Assert.Equal(ExitCode.Done, Run(directory, "diff", "old.nix", "new.nix", "--write-baseline", "accepted.json").ExitCode);
        Snapshots.Match(File.ReadAllText(directory.At("accepted.json")), "baseline");
        Assert.Equal(
            (ExitCode.Done, "1 unit compared: equal.\n5 accepted differences left out.\n"),
            Result(Run(directory, "diff", "old.nix", "new.nix", "--baseline", "accepted.json")));
        Assert.Equal(
            (ExitCode.Done, "1 unit compared: equal.\n5 accepted differences of the baseline not found any more.\n"),
            Result(Run(directory, "diff", "old.nix", "old.nix", "--baseline", "accepted.json")));

        // Another value than the accepted one is another difference.
        directory.Write("newer.nix", New.Replace("2G", "3G"));
        ProgramRun run = Run(directory, "diff", "old.nix", "newer.nix", "--baseline", "accepted.json");
        Assert.Equal(ExitCode.Different, run.ExitCode);
        Assert.Contains("3221225472", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"version\":2,\"accepted\":[]}")]
    [InlineData("{\"version\":1,\"accepted\":[1]}")]
    [InlineData("{\"version\":1,\"accepted\":[{\"unit\":1}]}")]
    public void WrongBaselineIsAnError(string text)
    {
        using TemporaryDirectory directory = Prepared();
        directory.Write("accepted.json", text);
        ProgramRun run = Run(directory, "diff", "old.nix", "new.nix", "--baseline", "accepted.json");
        Assert.Equal((ExitCode.NotCompared, ""), Result(run));
        Assert.Contains("'accepted.json' is no baseline", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "old.nix", "--against", "nothing.service")]
    [InlineData("check", "old.nix", "--against", "empty")]
    [InlineData("check", "broken.nix", "--against", "old.nix")]
    [InlineData("diff", "old.nix", "broken.nix")]
    [InlineData("diff", "-", "-")]
    [InlineData("diff", "old.nix")]
    [InlineData("check", "old.nix", "--against", "other.service")]
    public void WhatCannotBeComparedIsAnError(params string[] arguments)
    {
        using TemporaryDirectory directory = Prepared();
        directory.Write("broken.nix", "{ virtualisation.oci-containers.containers.web = { }; }");
        directory.Write("other.service", "[Service]\nExecStart=/bin/true\n");
        Directory.CreateDirectory(directory.At("empty"));
        ProgramRun run = Run(directory, arguments);
        Assert.Equal((ExitCode.NotCompared, ""), Result(run));
        Assert.Contains("error:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void StandardInputIsAConfiguration()
    {
        using TemporaryDirectory directory = Prepared();
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory.Path, Input = Old }.Run("check", "-", "--against", "old.nix");
        Assert.Equal((ExitCode.Done, "1 unit compared: equal.\n"), Result(run));
    }

    private static (int, string) Result(ProgramRun run) => (run.ExitCode, run.Output);

    private static TemporaryDirectory Prepared()
    {
        TemporaryDirectory directory = new();
        directory.Write("old.nix", Old);
        directory.Write("new.nix", New);
        return directory;
    }

    private static ProgramRun Run(TemporaryDirectory directory, params string[] arguments)
        => new ProgramRunner { WorkingDirectory = directory.Path }.Run(arguments);
}
