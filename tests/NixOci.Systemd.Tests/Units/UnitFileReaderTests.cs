using NixOci.Systemd.Units;
using Xunit;

namespace NixOci.Systemd.Tests.Units;

public sealed class UnitFileReaderTests
{
    [Fact]
    public void SectionsAndSettingsAreReadInOrder()
    {
        UnitFile unit = UnitFileReader.Read("[Unit]\nAfter=a b\n\n[Service]\nExecStart=/bin/x --y=z \nExecStart=\n");
        Assert.Equal(["Unit", "Service"], unit.Sections.Select(section => section.Name));
        Assert.Equal([new UnitEntry("ExecStart", "/bin/x --y=z"), new UnitEntry("ExecStart", "")], unit.Sections[1].Entries);
    }

    [Fact]
    public void BlanksAroundTheEqualsSignDoNotCount()
        => Assert.Equal([new UnitEntry("A", "b = c")], UnitFileReader.Read("  [X]\t\n \tA =\t b = c \r\n").Sections[0].Entries);

    [Fact]
    public void CommentsAndEmptyLinesDoNotCount()
        => Assert.Equal([new UnitEntry("A", "1 # no comment")], UnitFileReader.Read("# x\n; y\n\n[X]\n  # z\nA=1 # no comment\n").Sections[0].Entries);

    [Theory]
    [InlineData("[X]\nA=1\\\n  2\\\n3\nB=4\n", "1   2 3")]
    [InlineData("[X]\nA=1 \\\n# between\n; these\n2\nB=4\n", "1  2")]
    [InlineData("[X]\nA=1\\\n", "1")]
    [InlineData("[X]\nA=1\\\\\nB=4\n", "1\\\\")]
    [InlineData("[X]\nA=1\\\\\\\n2\n", "1\\\\ 2")]
    public void BackslashJoinsLines(string text, string value) => Assert.Equal(value, UnitFileReader.Read(text).Sections[0].Entries[0].Value);

    /// <summary>What <c>systemd-analyze verify</c> tells of the lines of such texts.</summary>
    [Theory]
    [InlineData("[X]\n# hides\rA=1\n")]
    [InlineData("[X]\n# hides\0A=1\n")]
    [InlineData("[X]\n# joins \\\rA=1\n")]
    [InlineData("[X]\nA=\\\n\r1\n")]
    [InlineData("\u00ef\u00bb\u00bf[X]\nA=1\n")]
    [InlineData("# first\n[X]\n\u00ef\u00bb\u00bfA=1\n")]
    public void LinesEndAsTheyDoForSystemd(string text)
    {
        UnitSection section = Assert.Single(UnitFileReader.Read(text).Sections);
        Assert.Equal("X", section.Name);
        Assert.Equal([new UnitEntry("A", "1")], section.Entries);
    }

    [Fact]
    public void TheSameLineEndAgainIsAnother()
        => Assert.Equal([new UnitEntry("A", ""), new UnitEntry("B", "2")], UnitFileReader.Read("[X]\rA=\\\r\rB=2").Sections[0].Entries);

    [Fact]
    public void WhatCannotBeReadCanBePassedOver()
    {
        UnitFile unit = UnitFileReader.ReadWhatIsReadable("A=0\n[X]\nA\nA=1\n=2\nB=\u00ff\n[Y\nA=3\n[X]\nA=4\n");
        Assert.Equal(["1", "4"], unit["X"].ValuesOf("A"));
        Assert.Equal(["X", "X"], unit.Sections.Select(section => section.Name));
        Assert.Equal([new UnitEntry("A", "1")], unit.Sections[0].Entries);
    }

    [Fact]
    public void PartsOfASectionAreOne()
        => Assert.Equal(["1", "2"], UnitFileReader.Read("[X]\nA=1\n[Y]\nA=9\n[X]\nA=2\n")["X"].ValuesOf("A"));

    [Fact]
    public void EmptyValueDiscardsThoseBeforeIt()
    {
        UnitSection section = UnitFileReader.Read("[X]\nA=1\nA=\nA=2\nA=3\nB=1\nB=\n")["X"];
        Assert.Equal(["2", "3"], section.ValuesOf("A"));
        Assert.Equal("3", section.ValueOf("A"));
        Assert.Null(section.ValueOf("B"));
        Assert.Null(section.ValueOf("C"));
    }

    /// <summary>One setting alone is read as with all others.</summary>
    [Theory]
    [InlineData("[X]\nA=1\nA=2\n[Y]\nA=9\n", "2")]
    [InlineData("[X]\nA=1\n[Y]\nA=9\n[X]\n A = 3\\\n4 \n", "3 4")]
    [InlineData("[X]\nA=1\nA=\n", null)]
    [InlineData("A=0\n[Y]\nA=9\nB=A\n", null)]
    [InlineData("[X]\nB=A=1\n# A=1\nAA=1\n", null)]
    [InlineData("[X]\nB=1\n", null)]
    [InlineData("[X]\nA=1\n[X\nA=2\n", "1")]
    [InlineData("[X]\nA=1\nA=\u00ff\n", "1")]
    public void OneSettingAlone(string text, string? value)
    {
        Assert.Equal(value, UnitFileReader.ValueOf(text, "X", "A"));
        Assert.Equal(value, UnitFileReader.ReadWhatIsReadable(text)["X"].ValueOf("A"));
    }

    [Theory]
    [InlineData("A=1\n", 1)]
    [InlineData("[X]\nA\n", 2)]
    [InlineData("[X]\n\n=1\n", 3)]
    [InlineData("[X\n", 1)]
    [InlineData("[]\n", 1)]
    [InlineData("[X]\nA=1\\\n2\nB\n", 4)]
    [InlineData("[X]\n# \u00ff\nA=\u00ff\n", 3)]
    public void WhatIsNoUnitFileIsRefusedWithItsLine(string text, int line)
        => Assert.Equal(line, Assert.Throws<UnitSyntaxException>(() => UnitFileReader.Read(text)).Line);

    [Theory]
    [InlineData("a\n", "line 1: missing '='")]
    [InlineData("\n# comment\n[S]\n=a\n", "line 4: missing key name before '='")]
    [InlineData("A=a\n", "line 1: assignment outside of section")]
    [InlineData("[S]\nA=a \\\nb\n[\n", "line 4: invalid section header")]
    [InlineData("[S\n", "line 1: invalid section header")]
    [InlineData("[]\n", "line 1: invalid section header")]
    public void MistakesAreNamedWithTheirLines(string text, string expected)
        => Assert.Equal(expected, Assert.Throws<UnitSyntaxException>(() => UnitFileReader.Read(text)).Message);

    [Theory]
    [InlineData("[S]\r\nA=a \\\r\nb\r\nC=c\r\n", "a  b")]
    [InlineData("\n\n[S]\nA=a\nC=c", "a")]
    [InlineData("[S]\nA=a\\\\\nC=c\n", "a\\\\")]
    public void LinesEndAndBeginAsForSystemd(string text, string expected)
    {
        UnitSection section = UnitFileReader.Read(text)["S"];
        Assert.Equal(expected, section.ValueOf("A"));
        Assert.Equal("c", section.ValueOf("C"));
    }
}
