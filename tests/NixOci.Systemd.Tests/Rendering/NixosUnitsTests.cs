using NixOci.Language.Source;
using NixOci.Systemd.Rendering;
using NixOci.Systemd.Units;
using Xunit;

namespace NixOci.Systemd.Tests.Rendering;

/// <summary>What NixOS wrote can be read, and what was read is rendered as NixOS wrote it.</summary>
public sealed class NixosUnitsTests
{
    public static TheoryData<string> Groups()
    {
        TheoryData<string> groups = [];
        foreach (string group in Directory.EnumerateDirectories(Fixtures.Directory("units"))) groups.Add(Path.GetFileName(group));
        return groups;
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void UnitsAreRenderedAsNixosWroteThem(string group)
    {
        foreach (string directory in Directory.EnumerateDirectories(
            Fixtures.Directory(Path.Combine("units", group)), "units", SearchOption.AllDirectories))
        {
            foreach (string path in Directory.EnumerateFiles(directory))
            {
                string written = ByteText.FromBytes(File.ReadAllBytes(path));
                Assert.Equal(WithoutTrailingBlanks(written), Render(Path.GetExtension(path)[1..], UnitFileReader.Read(written)));
            }
        }
    }

    private static string Render(string suffix, UnitFile unit)
    {
        UnitKind kind = UnitKind.All.Single(kind => kind.Suffix == suffix);
        IReadOnlyList<UnitEntry> settings = unit[kind.Section].Entries;
        string[] wantedBy = unit["Install"].ValueOf("WantedBy")?.Split(' ') ?? [];
        UnitText text = suffix switch
        {
            "target" => new TargetText(unit["Unit"].Entries),
            "service" => new ServiceText(unit["Unit"].Entries, [], [], settings, wantedBy),
            _ => new PlainText(kind.Section, unit["Unit"].Entries, settings, wantedBy),
        };
        return text.Render();
    }

    // The reader leaves them out, as systemd does.
    private static string WithoutTrailingBlanks(string text)
        => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd(' ')));
}
