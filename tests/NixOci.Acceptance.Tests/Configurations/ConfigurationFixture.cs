using NixOci.Acceptance.Tests.Units;
using NixOci.TestSupport;

namespace NixOci.Acceptance.Tests.Configurations;

/// <summary>
/// A directory below <c>fixtures</c> with a configuration: its command line is <c>args</c>, a word a line; without it
/// <c>configuration.nix --release seed</c>.
/// </summary>
/// <param name="Name">The directory, for example <c>real/compose-project</c>.</param>
/// <param name="Words">The command line of <c>translate</c>.</param>
internal sealed record ConfigurationFixture(string Name, string[] Words)
{
    private static string[] Line(string release) => ["configuration.nix", "--release", release];

    /// <summary>The fixture of a name.</summary>
    public static ConfigurationFixture Read(string name)
    {
        string path = Path.Combine(ProjectFiles.Fixture(name), "args");
        return new ConfigurationFixture(name, File.Exists(path) ? File.ReadAllLines(path) : Line("seed"));
    }

    /// <summary>The fixtures of a group such as <c>real</c>, in the order of their names.</summary>
    public static IEnumerable<ConfigurationFixture> OfGroup(string group)
        => ProjectFiles.CasesOf(group).Select(name => Read(group + "/" + name));

    /// <summary>The units that are held against NixOS, once for each release, where the configuration is not wrong.</summary>
    public static IEnumerable<ConfigurationFixture> OfUnits()
        => UnitCase.All.Where(static @case => !@case.IsError)
            .Select(static @case => new ConfigurationFixture("units/" + @case.Name, Line(@case.Release)));
}
