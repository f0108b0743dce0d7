using NixOci.Acceptance.Tests.HostTools;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Translate;

/// <summary>What a host's services read and run does not depend on what the process that wrote it masks.</summary>
public sealed class MaskTests
{
    private const string Shell = "umask $0; exec dotnet exec nixoci.dll translate \"$1\" -o \"$2\"";
    private const string Configuration
        = """{ system.stateVersion = "24.05"; virtualisation.oci-containers.containers.web.image = "nginx:1.27"; }""";

    private static readonly string[] Executable = ["podman-web-post-stop", "podman-web-pre-stop", "podman-web-start", "pre-start"];

    [Theory]
    [InlineData("000")]
    [InlineData("022")]
    [InlineData("077")]
    public void ModesAreTheSame(string mask)
    {
        using TemporaryDirectory directory = new();
        string configuration = directory.Write("web.nix", Configuration), tree = directory.At("tree");
        string told = ToolProcess.Run("sh", ["-c", Shell, mask, configuration, tree], AppContext.BaseDirectory, new Dictionary<string, string>());
        Assert.Contains("1 container for podman", told, StringComparison.Ordinal);
        int files = 0;
        Assert.Equal("755", Mode(tree));
        foreach (string path in Directory.EnumerateFileSystemEntries(tree, "*", SearchOption.AllDirectories))
        {
            if (new FileInfo(path).LinkTarget is not null) continue;
            bool isDirectory = Directory.Exists(path);
            if (!isDirectory) files++;
            string expected = isDirectory || Executable.Contains(Path.GetFileName(path), StringComparer.Ordinal) ? "755" : "644";
            Assert.Equal($"{expected} {path}", $"{Mode(path)} {path}");
        }

        Assert.Equal(Executable.Length + 2, files);
    }

    private static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
