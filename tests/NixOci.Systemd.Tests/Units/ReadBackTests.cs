using CsCheck;
using NixOci.Systemd.Rendering;
using NixOci.Systemd.Units;
using Xunit;

namespace NixOci.Systemd.Tests.Units;

/// <summary>What the renderer writes, the reader reads back.</summary>
public sealed class ReadBackTests
{
    private static readonly Gen<string> Keys = Gen.String[Gen.Char["ABCXYZabcxyz-"], 1, 12];

    // Blanks around a value, a backslash at its end and line feeds mean something else in a unit file, and what is not UTF-8 nothing.
    private static readonly Gen<string> Values
        = Gen.OneOf(Gen.Char["ab1=/%${}[]#;\"' \\"].Select(char.ToString), Gen.Const("\u00c3\u00a9")).Array[0, 20].Select(string.Concat)
            .Where(text => text.Trim() == text && !text.EndsWith('\\'));

    private static readonly Gen<UnitEntry[]> Entries = Gen.Select(Keys, Values, (key, value) => new UnitEntry(key, value)).Array[0, 6];

    private static readonly Gen<string[]> Names = Gen.String[Gen.Char["abc.@"], 1, 8].Array[0, 3];

    [Fact]
    public void ServicesAreReadBack()
        => Gen.Select(Entries, Entries, Names).Sample((unit, settings, wantedBy) =>
        {
            UnitFile file = UnitFileReader.Read(new ServiceText(unit, ["\"A=b\""], [], settings, wantedBy).Render());
            Assert.Equal(unit, file["Unit"].Entries);
            Assert.Equal([new UnitEntry("Environment", "\"A=b\""), .. settings], file["Service"].Entries);
            Assert.Equal(wantedBy.Length == 0 ? null : string.Join(' ', wantedBy), file["Install"].ValueOf("WantedBy"));
        });

    [Fact]
    public void SocketsAreReadBack()
        => Gen.Select(Entries, Entries, Names).Sample((unit, settings, streams) =>
        {
            UnitFile file = UnitFileReader.Read(new SocketText(unit, settings, streams, ["53"], []).Render());
            UnitEntry[] addresses = [.. streams.Select(address => new UnitEntry("ListenStream", address)), new("ListenDatagram", "53")];
            Assert.Equal([.. settings, .. addresses], file["Socket"].Entries);
        });

    [Fact]
    public void PlainUnitsAreReadBack()
        => Gen.Select(Entries, Entries, Names).Sample((unit, settings, wantedBy) =>
        {
            UnitFile file = UnitFileReader.Read(new PlainText("Mount", unit, settings, wantedBy).Render());
            Assert.Equal(unit, file["Unit"].Entries);
            Assert.Equal(settings, file["Mount"].Entries);
        });
}
