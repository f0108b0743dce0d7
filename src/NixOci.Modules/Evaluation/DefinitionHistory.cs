using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Modules.ModuleSystem;
using NixOci.Modules.ModuleSystem.Tracing;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Evaluation;

/// <summary>
/// How a part of the configuration came to be: an option, something inside an option's value, or a set of options. It is found
/// by looking again at what the modules gave, so that configurations of which nobody asks pay nothing.
/// </summary>
public sealed class DefinitionHistory
{
    private DefinitionHistory(IReadOnlyList<string> path) => Path = path;

    /// <summary>The path that was asked for.</summary>
    public IReadOnlyList<string> Path { get; }

    /// <summary>Whether an option is declared at the very path, if need be in a submodule.</summary>
    public bool IsOption { get; private init; }

    /// <summary>What messages call the option's type; null where there is none.</summary>
    public string? TypeDescription { get; private init; }

    /// <summary>Where the option is declared.</summary>
    public IReadOnlyList<DeclarationPlace> Declarations { get; private init; } = [];

    /// <summary>The option's default and all definitions, in the order in which modules are merged.</summary>
    public IReadOnlyList<KnownDefinition> Definitions { get; private init; } = [];

    /// <summary>The names inside: options of a set, or attributes that are defined.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    /// <summary>
    /// How a part of a configuration came to be; null where nothing is declared or defined. A path may go on inside an option's
    /// value: into <c>attrsOf</c>, into submodules and into what no module declares. With the user's own nixpkgs only definitions
    /// that stand are known, and of what is inside an option only what its definitions say.
    /// </summary>
    /// <param name="configuration">What <c>lib.evalModules</c> gave.</param>
    /// <param name="path">The names, for example <c>virtualisation</c>, <c>oci-containers</c>, <c>backend</c>; byte text.</param>
    public static DefinitionHistory? Find(Value configuration, IReadOnlyList<string> path)
        => EvaluatedModules.Behind(configuration.ForceAttrs()) is { } modules
            ? Find(new TracedSet(modules.Tree), path)
            : FindForeign(configuration.Select("options"), path);

    /// <summary>A path as Nix code writes it: names that are no identifiers stand in quotes.</summary>
    public static string Show(IEnumerable<string> path) => string.Join('.', path.Select(NixText.Identifier));

    private static DefinitionHistory? Find(TracedPart root, IReadOnlyList<string> path)
    {
        TracedPart? part = root;
        foreach (string name in path)
        {
            part = part.Child(name);
            if (part is null) return null;
        }

        return Of(path, part);
    }

    /// <summary>By the options that another module system made: of what lost it tells nothing.</summary>
    private static DefinitionHistory? FindForeign(Value options, IReadOnlyList<string> path)
    {
        Value at = options.Force();
        for (int i = 0; i <= path.Count; i++)
        {
            if (at is not AttrSet set) return null;
            if (Attr.IsTagged(set, "option")) return OfForeignOption(set, path, i);
            if (i == path.Count) return new DefinitionHistory(path) { Names = Texts(set.Names.ToArray()) };
            if (!set.TryGet(path[i], out Value? next)) return null;
            at = next.Force();
        }

        return null;
    }

    private static DefinitionHistory? OfForeignOption(AttrSet option, IReadOnlyList<string> path, int depth)
    {
        Value priority = option.Get(Attr.HighestPrio);
        List<RawDefinition> raw = [];
        foreach (Value item in option.Get(Attr.DefinitionsWithLocations).ForceList().Items)
        {
            AttrSet definition = item.ForceAttrs();
            raw.Add(new RawDefinition(
                definition.Get(Attr.File), Properties.Override(priority, definition.Get(Attr.Value)), null, null, default));
        }

        TracedPart? part = new TracedDefinitions(Location.Of(option.Get(Attr.Loc)), null, raw);
        for (int i = depth; i < path.Count; i++)
        {
            part = part.Child(path[i]);
            if (part is null) return null;
        }

        DefinitionHistory found = Of(path, part);
        if (depth < path.Count) return found;
        List<DeclarationPlace> places = [];
        foreach (Value file in option.Get(Attr.Declarations).ForceList().Items) places.Add(new DeclarationPlace(Text(file), default));
        return new DefinitionHistory(path)
        {
            IsOption = true,
            TypeDescription = Text(option.Get(Attr.OptionTypeOf).Get(Attr.Description)),
            Declarations = places,
            Definitions = found.Definitions,
            Names = found.Names,
        };
    }

    private static DefinitionHistory Of(IReadOnlyList<string> path, TracedPart part)
    {
        List<KnownDefinition> definitions = [];
        TracedDefinitions? traced = part as TracedDefinitions;
        if (traced is not null)
        {
            foreach (DischargedDefinition definition in traced.All) definitions.Add(Describe(traced, definition));
        }

        foreach (ShadowedDefinition lost in part.Shadowed)
        {
            List<DischargedDefinition> parts = [];
            DischargedDefinition.AddLost(lost.Raw, lost.Raw.Content, parts);
            foreach (DischargedDefinition definition in parts)
            {
                definitions.Add(Describe(
                    definition.Definition, lost.Priority, lost.Condition, DefinitionOutcome.PartOfLost, isDefault: false));
            }
        }

        return new DefinitionHistory(path)
        {
            IsOption = traced?.Option is not null,
            TypeDescription = traced?.Type?.DescriptionText,
            Declarations = traced?.Option is { } option ? Places(option) : [],
            Definitions = definitions,
            Names = Texts(part.Names),
        };
    }

    private static KnownDefinition Describe(TracedDefinitions traced, DischargedDefinition definition) => Describe(
        definition.Definition,
        definition.Priority,
        definition.Condition,
        definition.Condition is false ? DefinitionOutcome.ConditionFails
            : traced.Stands(definition) ? DefinitionOutcome.Stands : DefinitionOutcome.Overridden,
        ReferenceEquals(definition.Definition, traced.Default));

    private static KnownDefinition Describe(
        Definition definition, Value priority, bool? condition, DefinitionOutcome outcome, bool isDefault)
        => new(definition.Value, FileOf(definition.File, definition.Position), definition.Position, priority.ForceInt(), condition, outcome, isDefault);

    private static List<DeclarationPlace> Places(EvaluatedOption option)
    {
        List<DeclarationPlace> places = [];
        foreach (OptionDeclaration declaration in option.Declared.Declarations)
        {
            places.Add(new DeclarationPlace(FileOf(declaration.File, declaration.Position), declaration.Position));
        }

        return places;
    }

    private static List<string> Texts(IEnumerable<Symbol> names)
    {
        List<string> texts = [];
        foreach (Symbol name in names) texts.Add(name.Text);
        return texts;
    }

    /// <summary>The file of a module; where types lose it, as <c>either</c> does, that of the place.</summary>
    private static string FileOf(Value file, Position position)
    {
        string name = Text(file);
        return name == OptionText.UnknownModule && position.File is { } source ? source.Name : name;
    }

    private static string Text(Value value) => value.Force() is NixPath path ? path.Path : value.ForceString().Text;
}
