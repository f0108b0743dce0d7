using NixOci.Containers.Configuration;
using NixOci.Containers.Flakes;
using NixOci.Containers.Releases;
using NixOci.Hosts.Comparison;
using NixOci.Hosts.Layouts;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Systemd.Comparison;

namespace NixOci.Cli.Commands;

/// <summary>One side of a comparison: a configuration, or a place with units.</summary>
internal sealed class ComparedSide
{
    private readonly string _label;
    private readonly UnitSet? _place;

    private ComparedSide(string label, UnitSet? place, Translation? translation, string? file)
    {
        _label = label;
        _place = place;
        Translation = translation;
        File = file;
    }

    /// <summary>The evaluated configuration; null where the side is none.</summary>
    public Translation? Translation { get; }

    /// <summary>The configuration's file; null where there is none.</summary>
    public string? File { get; }

    /// <summary>Finds out what a word of the command line names.</summary>
    /// <param name="name">The word.</param>
    /// <param name="mustBeConfiguration">Whether it can only be a configuration.</param>
    /// <param name="release">The release of configurations; null lets each name its own.</param>
    /// <param name="root">The root of the host whose units are read.</param>
    /// <param name="unitDirectory">The host's directory of units, as an absolute path.</param>
    /// <param name="options">How configurations are evaluated.</param>
    /// <param name="context">Where the command runs.</param>
    public static ComparedSide Open(
        string name, bool mustBeConfiguration, ReleaseChoice? release, string? root, string unitDirectory, InterpreterOptions options,
        CommandContext context)
    {
        if (name != SourceReader.StandardInput && !mustBeConfiguration)
        {
            string path = context.FullPath(name);
            if (UnitSets.IsPlaceOfUnits(path, unitDirectory))
            {
                return new ComparedSide(name, UnitSets.Read(path, name, root is null ? null : context.FullPath(root), unitDirectory), null, null);
            }

            if (FlakeHost.Find(context, name) is null && Directory.Exists(path) && !System.IO.File.Exists(Path.Combine(path, "default.nix")))
            {
                throw new IOException(
                    $"'{name}' holds neither units nor a configuration; name a directory of units such as /etc/systemd/system, the root "
                    + "of a host, a tree that 'nixoci translate -o' wrote, a unit's file, or a configuration");
            }
        }

        Interpreter interpreter = new(options);
        if (FlakeHost.Find(context, name) is { } host) return OpenFlake(name, host, release, interpreter, context);
        SourceReader reader = new(context);
        bool isInput = name == SourceReader.StandardInput;
        string? file = isInput ? null : reader.FindFile(name);
        Value module = isInput ? NixosSystem.ModuleFrom(reader.Read(name), interpreter) : new NixPath(ByteText.FromUnicode(file!));
        Translation translation = new NixosSystem(interpreter, release, module).Translate();
        ReleaseOption.Announce(translation.Choice, context);
        return new ComparedSide(name, null, translation, file);
    }

    private static ComparedSide OpenFlake(
        string name, FlakeHost host, ReleaseChoice? release, Interpreter interpreter, CommandContext context)
    {
        SystemSettings settings = new(interpreter, release ?? FlakeLock.ReleaseIn(host.Directory));
        Flake flake = new(settings, host.Directory, new Dictionary<string, string>());
        Translation translation = NixosSystem.Extend(settings, flake.Host(host.Host), []);
        ReleaseOption.Announce(translation.Choice, context);
        return new ComparedSide(name, null, translation, Path.Combine(ByteText.ToUnicode(host.Directory), "flake.nix"));
    }

    /// <summary>Whether the side is a place whose units refer to the Nix store.</summary>
    /// <param name="other">The side whose units count.</param>
    public bool UsesStore(ComparedSide other) => _place is not null && UnitSets.UsesStore(_place, other.Names());

    /// <summary>The units, those of a configuration laid out in a given way.</summary>
    public UnitSet Units(Layout layout) => _place ?? UnitSets.Read(
        layout.Arrange(Translation!.Units).Tree, _label, layout.Host?.UnitDirectory ?? UnitSets.UnitDirectory);

    private IEnumerable<string> Names() => _place?.Units.Keys ?? Translation!.Units.Units.Select(static unit => unit.Name);
}
