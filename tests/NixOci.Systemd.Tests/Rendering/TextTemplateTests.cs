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
    public void PairsHaveTwoTexts()
        => Assert.Equal(
            "a=1 b=2 ",
            TextTemplate.Of("{{ for pair in pairs }}{{ pair.name }}={{ pair.value }} {{ end }}{{- '' -}}").Render(new ScriptObject
            {
                { "pairs", new ScriptArray { new PairObject("name", "a", "value", "1"), new PairObject("name", "b", "value", "2") } },
            }));

    [Fact]
    public void PairsHaveNothingElseAndStayAsTheyAre()
    {
        PairObject pair = new("name", "a", "value", "1");
        Assert.Equal(["name", "value"], pair.GetMembers());
        Assert.True(pair.Contains("name") && pair.Contains("value") && !pair.Contains("other"));
        Assert.False(pair.TryGetValue(null, default, "other", out object? other));
        Assert.Null(other);
        Assert.False(pair.CanWrite("name"));
        Assert.False(pair.TrySetValue(null, default, "name", "b", readOnly: false));
        Assert.False(pair.Remove("name"));
        pair.SetReadOnly("name", readOnly: false);
        Assert.True(pair.IsReadOnly);
        Assert.Throws<NotSupportedException>(() => pair.IsReadOnly = false);
        Assert.True(pair.Clone(deep: true).TryGetValue(null, default, "value", out object? value));
        Assert.Equal("1", value);
    }

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
