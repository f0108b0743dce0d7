using System.Text.Json;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Cli.Tests.Options;

/// <summary><c>nixoci options</c></summary>
public sealed class OptionsTests
{
    private const string Containers = "virtualisation.oci-containers.containers.<name>.";

    [Theory]
    [InlineData("container", "virtualisation.oci-containers.containers.web.environment")]
    [InlineData("prefix", "networking.proxy")]
    [InlineData("beginning", "systemd.services.web.restart")]
    [InlineData("unknown", "virtualization.oci-containers")]
    [InlineData("unknown-end", "containers.image")]
    [InlineData("unknown-instance", "systemd.services.web.pth")]
    public void AreTold(string name, string asked) => Snapshots.Match(new ProgramRunner().Run("options", asked).ToString(), "options-" + name);

    [Fact]
    public void AllHaveTypesAndDescriptions()
    {
        using JsonDocument json = JsonDocument.Parse(new ProgramRunner().Run("options", "--json").Output);
        int containers = 0;
        foreach (JsonProperty option in json.RootElement.EnumerateObject())
        {
            Assert.NotEmpty(option.Value.GetProperty("description").GetString()!);
            Assert.NotEmpty(option.Value.GetProperty("type").GetString()!);
            if (!option.Name.StartsWith(Containers, StringComparison.Ordinal)) continue;
            containers++;
            Assert.True(option.Name == Containers + "image" || option.Value.TryGetProperty("default", out _), option.Name);
        }

        Assert.True(containers > 15, $"{containers} options of containers");
    }

    [Fact]
    public void NamesAreSortedAndStandAlone()
    {
        string[] names = new ProgramRunner().Run("options", "--names").Output.TrimEnd('\n').Split('\n');
        Assert.Contains(Containers + "image", names);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }
}
