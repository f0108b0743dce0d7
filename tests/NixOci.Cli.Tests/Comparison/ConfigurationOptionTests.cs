using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Comparison;

/// <summary>Comparisons take configurations as translations do: what is translated with some options equals what is checked with them.</summary>
public sealed class ConfigurationOptionTests
{
    private const string Image = "virtualisation.oci-containers.containers.web.image";

    /// <summary>Files by name, and the words that name a configuration with its options.</summary>
    public static TheoryData<string, string, string[]> Configurations { get; } = new()
    {
        { "setting", $"c.nix={{ {Image} = \"nginx:1\"; }}", ["c.nix", "--set", $"{Image}=\"nginx:2\""] },
        { "argument", $"c.nix={{ tag, ... }}: {{ {Image} = \"nginx:${{tag}}\"; }}", ["c.nix", "--argstr", "tag", "3"] },
        { "expression", $"c.nix={{ tags, ... }}: {{ {Image} = \"nginx:${{builtins.head tags}}\"; }}", ["c.nix", "--arg", "tags", "[ \"4\" ]"] },
        { "assumption", $"c.nix={{ config, ... }}: {{ {Image} = config.services.registry.image; }}", ["c.nix", "--assume"] },
        { "several-files", $"a.nix={{ {Image} = \"nginx:5\"; }}|b.nix={{ virtualisation.oci-containers.backend = \"docker\"; }}", ["a.nix", "b.nix"] },
        { "directory", $"host/default.nix={{ {Image} = \"nginx:6\"; }}", ["host"] },
        { "search-path", $"c.nix={{ imports = [ <own/web.nix> ]; }}|own/web.nix={{ {Image} = \"nginx:7\"; }}", ["c.nix", "-I", "own=own"] },
        { "nixpkgs", $"c.nix={{ {Image} = \"nginx:${{(import <nixpkgs> {{ }}).lib.toLower \"X\"}}\"; }}", ["c.nix"] },
        {
            "flake",
            "flake.nix={ inputs.app.url = \"path:./nowhere\"; outputs = { nixpkgs, app, ... }: { nixosConfigurations.web = nixpkgs.lib.nixosSystem { "
                + "modules = [ app.module ]; }; nixosConfigurations.other = throw \"not asked for\"; }; }"
                + $"|app/flake.nix={{ outputs = _: {{ module = {{ {Image} = \"nginx:8\"; }}; }}; }}",
            [".#web", "--override-input", "app", "app"]
        },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public void CheckTakesWhatTranslateTakes(string name, string files, string[] configuration)
    {
        using TemporaryDirectory directory = Prepared(files);
        Run(directory, ExitCode.Done, ["translate", .. configuration, "-o", "tree"]);
        ProgramRun run = Run(directory, ExitCode.Done, ["check", .. configuration, "--against", "tree"]);
        Assert.True(run.Output == "1 unit compared: equal.\n", name + "\n" + run);

        // That is because the units are what they should be, and not because nothing is seen.
        string unit = Directory.GetFiles(directory.At("tree"), "*-web-start", SearchOption.AllDirectories)[0];
        File.WriteAllText(unit, File.ReadAllText(unit).Replace("nginx:", "httpd:").Replace("@services", "@service"));
        Run(directory, ExitCode.Different, ["check", .. configuration, "--against", "tree"]);
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void DiffTakesWhatTranslateTakes(string name, string files, string[] configuration)
    {
        using TemporaryDirectory directory = Prepared(files);
        Run(directory, ExitCode.Done, ["translate", .. configuration, "-o", "tree"]);

        // A side is one word: what takes several modules is a file that imports them.
        string[] side = name == "several-files" ? ["both.nix"] : configuration;
        directory.Write("both.nix", "{ imports = [ ./a.nix ./b.nix ]; }");
        ProgramRun run = Run(directory, ExitCode.Done, ["diff", side[0], "tree", .. side[1..]]);
        Assert.True(run.Output == "1 unit compared: equal.\n", name + "\n" + run);
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void UpgradeTakesWhatTranslateTakes(string name, string files, string[] configuration)
    {
        using TemporaryDirectory directory = Prepared(files);
        ProgramRun run = Run(
            directory, ExitCode.Done, ["diff", "--release", "25.05", "--release", "25.05", .. configuration]);
        Assert.True(run.Output.Length > 0, name + "\n" + run);
        run = Run(directory, ExitCode.Different, ["diff", "--release", "22.05", "--release", "25.05", .. configuration]);
        Assert.Contains("-web.service", run.Output, StringComparison.Ordinal);
    }

    /// <summary>One set of options holds for both sides.</summary>
    [Fact]
    public void OptionsHoldForBothConfigurations()
    {
        using TemporaryDirectory directory = Prepared($"a.nix={{ {Image} = \"nginx:1\"; }}|b.nix={{ {Image} = \"nginx:2\"; }}");
        Run(directory, ExitCode.Different, ["diff", "a.nix", "b.nix"]);
        Run(directory, ExitCode.Done, ["diff", "a.nix", "b.nix", "--set", $"{Image}=\"nginx:3\""]);
    }

    [Fact]
    public void WhatIsAssumedIsTold()
    {
        using TemporaryDirectory directory = Prepared($"c.nix={{ config, ... }}: {{ {Image} = config.services.registry.image; }}");
        ProgramRun run = Run(directory, ExitCode.Done, ["diff", "c.nix", "c.nix", "--assume"]);
        Assert.Contains("@services.registry.image@ stands for", run.Error, StringComparison.Ordinal);
        run = Run(directory, ExitCode.Different, ["diff", "--release", "22.05", "--release", "25.05", "c.nix", "--assume"]);
        Assert.Contains("@services.registry.image@ stands for", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "c.nix", "--against", "c.nix")]
    [InlineData("diff", "c.nix", "c.nix")]
    [InlineData("diff", "c.nix", "--release", "22.05", "--release", "25.05")]
    public void InputsAreOfFlakes(params string[] arguments)
    {
        using TemporaryDirectory directory = Prepared($"c.nix={{ {Image} = \"nginx:1\"; }}");
        ProgramRun run = Run(directory, ExitCode.NotCompared, [.. arguments, "--override-input", "app", "."]);
        Assert.Contains("'--override-input' is for flakes", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void StandardInputIsReadOnceAndEvaluatedForEveryRelease()
    {
        using TemporaryDirectory directory = Prepared("");
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory.Path, Input = $"{{ {Image} = \"nginx:1\"; }}" }
            .Run("diff", "--release", "22.05", "--release", "25.05", "-");
        Assert.Equal(ExitCode.Different, run.ExitCode);
        Assert.Contains("-web.service", run.Output, StringComparison.Ordinal);
    }

    private static TemporaryDirectory Prepared(string files)
    {
        TemporaryDirectory directory = new();
        foreach (string file in files.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            int sign = file.IndexOf('=', StringComparison.Ordinal);
            directory.Write(file[..sign], file[(sign + 1)..]);
        }

        return directory;
    }

    private static ProgramRun Run(TemporaryDirectory directory, int exitCode, string[] arguments)
    {
        ProgramRun run = new ProgramRunner { WorkingDirectory = directory.Path }.Run(arguments);
        Assert.True(run.ExitCode == exitCode, string.Join(' ', arguments) + "\n" + run);
        return run;
    }
}
