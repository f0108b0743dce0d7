using NixOci.Acceptance.Tests.Units;
using NixOci.Containers.Configuration;
using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Modules.Packages;
using NixOci.Systemd.Collection;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Containers.Tests.Modules;

/// <summary>The configurations of <c>fixtures/units</c> become the units and scripts that NixOS made of them, without any command line.</summary>
public sealed class UnitsTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (UnitCase @case in UnitCase.All)
            {
                if (!@case.IsError) cases.Add(@case.Name, @case.Release);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AreThoseOfNixos(string name, string release)
    {
        UnitCase @case = new(name, release);
        SortedDictionary<string, string> units = @case.Files("units"), scripts = @case.Files("scripts");
        foreach (GeneratedUnit unit in EvalStack.Run(() => Units(@case)))
        {
            Assert.True(units.Remove(unit.Name, out string? text), "NixOS has no unit " + unit.Name);
            Check(@case, text, unit.Text);
            foreach (TextObject file in unit.Files)
            {
                string inside = file.RelativePath.Length > 0 ? "/" + file.RelativePath : "";
                bool isKnown = scripts.TryGetValue($"{file.Name}@{unit.Name}{inside}", out string? script)
                    || scripts.TryGetValue(file.Name + inside, out script);
                Assert.True(isKnown, "NixOS has no script " + file.Name + inside);
                Check(@case, script!, file.Text.Text);
            }
        }

        Assert.Empty(units.Keys);
    }

    private static IReadOnlyList<GeneratedUnit> Units(UnitCase @case)
    {
        Interpreter interpreter = new(new InterpreterOptions
        {
            HostFiles = NixpkgsHost.HostFiles, HostSearchPath = [NixpkgsHost.SearchPath], Messages = TextWriter.Null,
        });
        NixPath configuration = new(ByteText.FromUnicode(Path.Combine(@case.Input, "configuration.nix")));
        return new NixosSystem(interpreter, NixosReleases.Find(@case.Release)!, configuration).BuildUnits().Units;
    }

    private static void Check(UnitCase @case, string expected, string written)
    {
        string text = @case.Normal(StoreHashes.Mask(ByteText.ToUnicode(written)));
        if (!new ExpectedText(expected).Matches(text)) Assert.Equal(expected, text);
    }
}
