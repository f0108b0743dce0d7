using NixOci.Containers.Configuration;
using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Systemd.Collection;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Acceptance.Tests.Releases;

/// <summary>Every release does what <c>fixtures/releases</c> tells of it, row by row.</summary>
public sealed class ReleaseFixtureTests
{
    // What real NixOS gave for them stands in fixtures/units.
    private static readonly string[] Known = ["seed", "latest"];

    public static TheoryData<string, string> Cases()
    {
        TheoryData<string, string> cases = [];
        foreach (string row in ReleaseFixture.Rows())
        {
            foreach (ReleaseFixture block in ReleaseFixture.Read(row))
            {
                foreach (string release in block.Releases) cases.Add(row, release);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ReleaseDoesWhatTheRowTells(string row, string release)
    {
        ReleaseFixture expected = ReleaseFixture.Read(row).Single(block => block.Releases.Contains(release));
        string directory = ReleaseFixture.DirectoryOf(row);
        Interpreter interpreter = new(new InterpreterOptions
        {
            HostFiles = NixpkgsHost.HostFiles, HostSearchPath = [NixpkgsHost.SearchPath], Messages = TextWriter.Null,
        });
        Translation translation = new NixosSystem(
            interpreter, NixosReleases.Find(release)!, new NixPath(directory + "/configuration.nix")).Translate();
        if (expected.Lines[0].StartsWith("error ", StringComparison.Ordinal))
        {
            EvalException error = Assert.ThrowsAny<EvalException>(() => translation.Units);
            string told = $"{error.Message}\n{string.Join('\n', error.Trace.Select(static step => step.Text))}\nat {error.Position.File?.Name}:"
                + $"{error.Position.Line}:{error.Position.Column}";
            foreach (string line in expected.Lines) Assert.Contains(line["error ".Length..], told);
            return;
        }

        Check(expected.Lines, name => Find(translation.Units, name).Replace(directory, "<dir>", StringComparison.Ordinal));
    }

    /// <summary>No row leaves a release out, and every block says how sure it is.</summary>
    [Fact]
    public void RowsAreComplete()
    {
        string[] all = [.. NixosReleases.All.Select(static release => release.Name).Except(Known)];
        foreach (string row in ReleaseFixture.Rows())
        {
            IReadOnlyList<ReleaseFixture> blocks = ReleaseFixture.Read(row);
            Assert.Equal(all, blocks.SelectMany(static block => block.Releases));
            Assert.All(blocks, static block => Assert.Contains(block.Standing, ReleaseFixture.Standings));
        }
    }

    private static void Check(IReadOnlyList<string> lines, Func<string, string> find)
    {
        string text = "";
        List<string>? all = null;
        foreach (string line in lines)
        {
            string value = line.Length > 2 ? line[2..] : "";
            switch (line[0])
            {
                case 'f':
                    CheckAll(all, text);
                    all = null;
                    text = find(line["file ".Length..]);
                    break;
                case '+':
                    Assert.Contains(value, text.Split('\n'));
                    break;
                case '-':
                    Assert.DoesNotContain(value, text.Split('\n'));
                    break;
                case '|':
                    (all ??= []).Add(value);
                    break;
                default:
                    Assert.Fail("not a line of the format: " + line);
                    break;
            }
        }

        CheckAll(all, text);
    }

    private static void CheckAll(List<string>? expected, string text)
    {
        if (expected is null) return;
        Assert.Equal(string.Join('\n', expected).TrimEnd('\n'), text[(text.IndexOf('\n') + 1)..].TrimEnd('\n'));
    }

    private static string Find(UnitCollection collection, string name)
    {
        foreach (GeneratedUnit unit in collection.Units)
        {
            if (unit.Name == name) return StoreHashes.Mask(unit.Text);
            foreach (NixOci.Modules.Packages.TextObject file in unit.Files)
            {
                string path = file.RelativePath.Length > 0 ? file.RelativePath : file.Name;
                if (path == name || path.EndsWith("/" + name, StringComparison.Ordinal))
                {
                    return StoreHashes.Mask(file.Text.Text);
                }
            }
        }

        throw new InvalidOperationException("there is no " + name);
    }
}
