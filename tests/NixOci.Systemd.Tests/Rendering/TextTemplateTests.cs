using NixOci.Systemd.Rendering;
using Scriban.Runtime;
using Xunit;

namespace NixOci.Systemd.Tests.Rendering;

public sealed class TextTemplateTests
{
    [Fact]
    public void LinesOfValuesAreNotIndented()
        => Assert.Equal("  a\nb\n", TextTemplate.Of("  {{ text }}").Render(new ScriptObject { { "text", "a\nb" } }));

    [Fact]
    public void PlaceWithoutAValueIsAnError()
        => Assert.Contains("gone", Assert.ThrowsAny<Exception>(() => TextTemplate.Of("{{ gone }}").Render(new ScriptObject())).Message);

    [Fact]
    public void ValuesOfAnotherRenderingAreGone()
    {
        _ = TextTemplate.Of("{{ text }}").Render(new ScriptObject { { "text", "a" } });
        Assert.ThrowsAny<Exception>(() => TextTemplate.Of("{{ text }}").Render(new ScriptObject()));
    }

    [Fact]
    public void WhatIsNoTemplateIsAnError()
        => Assert.Throws<InvalidOperationException>(() => TextTemplate.Of("{{ if }}").Render(new ScriptObject()));

    [Fact]
    public void MissingResourceIsNamed()
        => Assert.Contains(
            "gone.scriban",
            Assert.Throws<InvalidOperationException>(
                () => TextTemplate.Embedded(typeof(TextTemplate).Assembly, "gone.scriban").Render(new ScriptObject())).Message);
}
