using NixOci.Containers.Lints;
using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Library;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Collection;

namespace NixOci.Containers.Configuration;

/// <summary>
/// What became of a configuration: its units, and all that people have to know to use them elsewhere. Every part is found out when
/// it is asked for first. <see cref="Units"/> comes first as a rule: the placeholders and modules that are listed are those that
/// were met until then.
/// </summary>
public sealed class Translation
{
    private readonly SystemSettings _settings;
    private readonly Value _configuration;
    private ReleaseChoice? _choice;
    private UnitCollection? _units;
    private IReadOnlyList<TranslatedContainer>? _containers;
    private IReadOnlyList<UndeclaredDefinition>? _undeclared;
    private HostNeeds? _needs;
    private IReadOnlyList<Lint>? _lints;
    private IReadOnlyList<UndeclaredDefinition>? _withoutEffect;

    /// <param name="settings">How the configuration is evaluated.</param>
    /// <param name="configuration">What <c>lib.evalModules</c> gives for it; may be a thunk.</param>
    public Translation(SystemSettings settings, Value configuration)
    {
        _settings = settings;
        _configuration = configuration;
    }

    /// <summary>The release that is followed. Where the configuration names it, what names it is evaluated.</summary>
    public ReleaseChoice Choice => _choice ??= _settings.Choice ?? ReleaseChoice.FromConfiguration(_settings.Interpreter, Options);

    /// <summary>The merged configuration; forced.</summary>
    public Value Config => _configuration.Select("config");

    /// <summary>What <c>lib.evalModules</c> gave; may be a thunk.</summary>
    public Value Configuration => _configuration;

    /// <summary>The options with their definitions; forced.</summary>
    public Value Options => _configuration.Select("options");

    /// <summary>
    /// The units. The configuration's warnings are told before; an assertion of it that does not hold is an error.
    /// </summary>
    public UnitCollection Units => _units ??= BuildUnits();

    /// <summary>The containers, in the order of their names.</summary>
    public IReadOnlyList<TranslatedContainer> Containers => _containers ??= ContainerList.Read(this);

    /// <summary>Definitions without an option: they can be read back by others, and have no other effect.</summary>
    public IReadOnlyList<UndeclaredDefinition> Undeclared => _undeclared ??= UndeclaredDefinition.ListOf(_configuration);

    /// <summary>What was assumed in place of values that are not at hand.</summary>
    public IReadOnlyList<Placeholder> Placeholders => _settings.Unknowns.Placeholders;

    /// <summary>Modules that are imported and not at hand.</summary>
    public IReadOnlyList<LeftOutModule> LeftOutModules => _settings.Unknowns.LeftOutModules;

    /// <summary>What the units need of the host.</summary>
    public HostNeeds Needs => _needs ??= new HostNeeds(this);

    /// <summary>
    /// Definitions of NixOS's options that have no effect, in the order of their paths: <see cref="Undeclared"/>, and those of options that
    /// are declared only to be read back.
    /// </summary>
    public IReadOnlyList<UndeclaredDefinition> WithoutEffect => _withoutEffect ??= OptionsWithoutEffect.ListOf(this);

    /// <summary>What in the configuration is hardly meant as it stands.</summary>
    public IReadOnlyList<Lint> Lints => _lints ??= LintCollection.Of(this);

    /// <summary>The definitions of a declared option that stand; empty where nothing but its default does.</summary>
    /// <param name="path">The option's path.</param>
    public IReadOnlyList<OptionDefinition> DefinitionsOf(params ReadOnlySpan<string> path)
    {
        if (Options.SelectOrNull(path)?.SelectOrNull("definitionsWithLocations") is not NixList list) return [];
        List<OptionDefinition> definitions = new(list.Count);
        foreach (Value item in list.Items)
        {
            AttrSet definition = item.ForceAttrs();
            definitions.Add(new OptionDefinition(
                definition.Select("file").ForceString().Text, definition.PositionOf("value"), definition["value"]!));
        }

        return definitions;
    }

    /// <summary>The files of the user's that were read so far, parts of a nixpkgs aside; read anew.</summary>
    internal IEnumerable<SourceFile> SourceFiles()
    {
        Interpreter interpreter = _settings.Interpreter;
        string nixpkgs = NixpkgsHost.RootInUse(interpreter) + "/";
        foreach (string path in interpreter.ImportedFiles)
        {
            if (path.StartsWith(nixpkgs, StringComparison.Ordinal) || interpreter.Options.Files.KindOf(path) != FileKind.Regular) continue;
            yield return SourceFile.FromBytes(path, EvalFiles.ReadBytes(interpreter.Options.Files, path));
        }
    }

    /// <summary>How an option, or a part of its value, came to be; null where nothing declares or defines it.</summary>
    /// <param name="path">The names; byte text.</param>
    public DefinitionHistory? HistoryOf(IReadOnlyList<string> path) => DefinitionHistory.Find(_configuration, path);

    private UnitCollection BuildUnits()
    {
        try
        {
            return CheckAndBuildUnits();
        }
        catch (ThrownException e) when (NewerOption.Explain(e, Choice.Release, Options) is { } explained)
        {
            throw explained;
        }
    }

    private UnitCollection CheckAndBuildUnits()
    {
        CheckAssertions();
        Interpreter interpreter = _settings.Interpreter;
        Value lib = NixpkgsHost.ImportLib(interpreter, NixpkgsHost.RootInUse(interpreter));
        lib.Select("showWarnings").Call(Config.Select("warnings"), NixNull.Instance);
        return UnitCollection.Read(Config, _settings.Store);
    }

    private void CheckAssertions()
    {
        List<string> failed = [];
        foreach (Value assertion in Config.Select("assertions").ForceList().Items)
        {
            if (!assertion.Select("assertion").ForceBool()) failed.Add("\n- " + assertion.Select("message").ForceString().Text);
        }

        if (failed.Count > 0) throw new ThrownException("\nFailed assertions:" + string.Concat(failed));
    }
}
