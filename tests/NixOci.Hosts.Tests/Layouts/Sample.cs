using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Language.Values;
using NixOci.Modules.Packages;
using NixOci.Systemd.Collection;

namespace NixOci.Hosts.Tests.Layouts;

/// <summary>Units and store objects to be laid out.</summary>
internal static class Sample
{
    /// <summary>A unit.</summary>
    public static GeneratedUnit Unit(string name, string text, params IReadOnlyList<StoreObject> references) => new()
    {
        Name = name,
        Text = text,
        IsEnabled = true,
        WantedBy = [],
        RequiredBy = [],
        UpheldBy = [],
        Aliases = [],
        OverrideStrategy = OverrideStrategy.AsDropinIfExists,
        References = references,
    };

    /// <summary>A service that runs a command.</summary>
    public static GeneratedUnit Service(string name, string command, params IReadOnlyList<StoreObject> references)
        => Unit(name, $"[Unit]\n\n[Service]\nExecStart={command}\n", references);

    /// <summary>A package.</summary>
    public static SoftwareObject Package(string name, string version = "1.0", string output = "out")
        => new(StorePath('a', name + "-" + version), name + "-" + version, name, version, output, name);

    /// <summary>A file.</summary>
    /// <param name="name">The name of its store object.</param>
    /// <param name="path">Where in the object it lies; empty where it is the object.</param>
    /// <param name="text">Its text.</param>
    /// <param name="hash">What tells it from others of its name.</param>
    public static TextObject File(string name, string path, string text, char hash = 'b')
        => new(StorePath(hash, name), name, path, new NixString(text), IsExecutable: path.Length > 0);

    /// <summary>A directory of links.</summary>
    public static LinkObject Links(string name, params (string Path, string Target)[] links)
        => new(StorePath('c', name), name, [.. links.Select(static link => new StoreLink(link.Path, new NixString(link.Target)))]);

    /// <summary>What a host gets of some units.</summary>
    public static LaidOutFiles OnHost(params IReadOnlyList<GeneratedUnit> units) => new HostLayout().Arrange(new UnitCollection(units));

    /// <summary>What NixOS has of some units.</summary>
    public static LaidOutFiles OnNixos(params IReadOnlyList<GeneratedUnit> units) => new NixosLayout().Arrange(new UnitCollection(units));

    /// <summary>Each file with its text, each link with its target.</summary>
    public static Dictionary<string, string> Contents(LaidOutFiles files)
        => files.Tree.Files.ToDictionary(static file => file.Path, static file => file switch
        {
            RegularFile regular => regular.Text,
            SymbolicLink link => "-> " + link.Target,
            _ => throw new ArgumentException(file.Path),
        });

    private static string StorePath(char hash, string name) => $"/nix/store/{new string(hash, 32)}-{name}";
}
