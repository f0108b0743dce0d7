using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.HostTools;

/// <summary>What shells make of unfinished command lines by the scripts of <c>nixoci completion</c>, and readers of the manual page.</summary>
public sealed class ShellTests
{
    /// <summary>The beginning of a command line, and its last word as it is completed; an equals sign at the end is not demanded.</summary>
    public static TheoryData<string, string> Lines { get; } = new()
    {
        { "nixoci tra", "translate" },
        { "nixoci rol", "rollback" },
        { "nixoci --ver", "--version" },
        { "nixoci translate --outp", "--output" },
        { "nixoci translate configuration.nix --show", "--show-trace" },
        { "nixoci translate --for n", "nixos" },
        { "nixoci translate --release 22.0", "22.05" },
        { "nixoci translate --distro fed", "fedora" },
        { "nixoci translate conf", "configuration.nix" },
        { "nixoci translate a.nix conf", "configuration.nix" },
        { "nixoci translate -o ren", "rendered/" },
        { "nixoci check configuration.nix --format sa", "sarif" },
        { "nixoci check configuration.nix --against ren", "rendered/" },
        { "nixoci check configuration.nix --baseline acc", "accepted.json" },
        { "nixoci diff configuration.nix ren", "rendered/" },
        { "nixoci completion f", "fish" },
        { "nixoci eval --qui", "--quiet" },
    };

    [ToolTheory("bash")]
    [MemberData(nameof(Lines))]
    public void BashCompletes(string line, string word)
    {
        const string Ask = """
            source "$1"; cd "$2"; read -ra COMP_WORDS <<<"$3"; COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _nixoci; printf '%s\n' "${COMPREPLY[@]}"
            """;

        // The slash behind a directory is the shell's own work.
        Assert.Equal([word.TrimEnd('/')], Complete("bash", script => ["--norc", "-c", Ask, "bash", script.At("script"), script.At("work"), line]));
    }

    [ToolTheory("fish")]
    [MemberData(nameof(Lines))]
    public void FishCompletes(string line, string word)
    {
        string[] words = Complete(
            "fish", script => ["--no-config", "-c", "source $argv[1]; cd $argv[2]; complete -C $argv[3]", script.At("script"), script.At("work"), line]);
        Assert.Equal([word], words.Select(static found => found.Split('\t')[0]));
    }

    [ToolTheory("zsh")]
    [MemberData(nameof(Lines))]
    public void ZshCompletes(string line, string word)
    {
        string driver = ProjectFiles.At("tests/NixOci.Acceptance.Tests/HostTools/complete.zsh");
        string completed = "";
        Complete("zsh", script => ["-f", driver, script.At("script"), script.At("work"), line, script.At("line")], script =>
        {
            if (File.Exists(script.At("line"))) completed = File.ReadAllText(script.At("line"));
        });
        Assert.Equal(line[..(line.LastIndexOf(' ') + 1)] + word, completed.TrimEnd('\n', ' ', '='));
    }

    [ToolTheory("shellcheck")]
    [InlineData("bash")]
    public void ShellcheckAcceptsTheScript(string shell)
    {
        using TemporaryDirectory directory = Prepared(shell);
        Assert.Equal("", Run("shellcheck", ["-s", shell, directory.At("script")], directory.Path));
    }

    [ToolTheory("groff")]
    [InlineData("utf8")]
    [InlineData("ps")]
    public void GroffAcceptsTheManualPage(string device)
        => Assert.Equal("", Run("groff", ["-man", "-ww", "-z", "-T" + device, ProjectFiles.At("docs/nixoci.1")], ProjectFiles.Top));

    private static string[] Complete(string shell, Func<TemporaryDirectory, string[]> arguments, Action<TemporaryDirectory>? look = null)
    {
        using TemporaryDirectory directory = Prepared(shell);
        string output = Run(shell, arguments(directory), directory.Path);
        look?.Invoke(directory);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static TemporaryDirectory Prepared(string shell)
    {
        TemporaryDirectory directory = new();
        ProgramRun run = new ProgramRunner().Run("completion", shell);
        Assert.Equal(0, run.ExitCode);
        directory.Write("script", run.Output);
        directory.Write("work/configuration.nix", "{ }");
        directory.Write("work/accepted.json", "{ }");
        directory.Write("work/rendered/manifest.json", "{ }");
        return directory;
    }

    private static string Run(string program, string[] arguments, string home) => ToolProcess.Run(
        program, arguments, home, new Dictionary<string, string> { ["HOME"] = home, ["TERM"] = "xterm", ["LC_ALL"] = "C.UTF-8" });
}
