using Xunit;

namespace NixOci.Cli.Tests.Terminal;

/// <summary>Whether the environment wants colours.</summary>
public sealed class ColorTests
{
    [Theory]
    [InlineData("xterm", null, true)]
    [InlineData("xterm", "", true)]
    [InlineData("xterm", "1", false)]
    [InlineData("xterm", "0", false)]
    [InlineData("dumb", null, false)]
    [InlineData("", null, false)]
    [InlineData(null, null, false)]
    public void EnvironmentSaysIt(string? terminal, string? noColor, bool hasColors)
        => Assert.Equal(hasColors, CommandContext.WantsColors(name => name == "TERM" ? terminal : name == "NO_COLOR" ? noColor : null));
}
