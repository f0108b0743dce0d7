using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Modules.ModuleSystem.Tracing;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary><c>types.attrTag</c>: a set of exactly one attribute, whose name says which of several options it is.</summary>
/// <param name="context">The module system at hand.</param>
/// <param name="given">The options by tag.</param>
internal sealed class AttrTagType(ModuleContext context, Value given) : CompositeType(context)
{
    private static readonly NixString TypeName = new("attrTag");
    private static readonly NixString Text = new("attribute-tagged union");
    private AttrSet? _tags;

    protected override Value Name => TypeName;

    protected override Value Description => Text;

    protected override Value DescriptionClass => Noun;

    protected override Value GetSubOptions => Protocol.Nix.Function("getSubOptions", prefix =>
    {
        Location at = Location.Of(prefix);
        Symbol parent = at.Show();
        return Tags.Map((tag, option) => new Thunk(() =>
        {
            AttrSet located = option.ForceAttrs().With(Attr.Loc, at.Child(tag).ToList());
            return new AttrSetBuilder(1).Add(parent, located).Build();
        }));
    });

    protected override Value NestedTypes => new Thunk(() => Tags);

    protected override AttrSet Functor => Context.Types.Functors.Carrying(
        "attrTag",
        Protocol.Nix.Function("type", payload => new AttrTagType(Context, payload.Get("tags")).Set),
        Protocol.Nix.Attrs(("tags", new Thunk(() => Tags))),
        (first, second) => Protocol.Nix.Attrs(("tags", MergeTags(first.Get("tags").ForceAttrs(), second.Get("tags").ForceAttrs()))));

    private AttrSet Tags => _tags ??= Checked(given.ForceAttrs());

    protected override bool Check(Value value)
        => value.Force() is AttrSet { Count: 1 } set && Tags.Has(set.Names[0]);

    /// <summary>Only the first definition's name is looked at here; the others are when the value is needed.</summary>
    protected override Value Merge(Location location, Definition[] definitions)
    {
        Symbol choice = FirstNameIn(definitions[0]);
        if (!Tags.Has(choice)) throw InvalidChoice(location, choice, definitions);
        return new AttrSetBuilder(1).Add(choice, Option(location, choice, definitions).Value).Build();
    }

    protected override TracedPart? Part(Location location, Definition[] definitions, Symbol name)
        => FirstNameIn(definitions[0]) == name && Tags.Has(name) ? new TracedDefinitions(Option(location, name, definitions)) : null;

    private EvaluatedOption Option(Location location, Symbol choice, Definition[] definitions) => new(
        Context,
        location.Child(choice),
        DeclaredOption.Of(Tags.Get(choice).ForceAttrs()),
        new DelayedDefinitions(() => Chosen(location, choice, definitions)));

    private RawDefinition[] Chosen(Location location, Symbol choice, Definition[] definitions)
    {
        RawDefinition[] chosen = new RawDefinition[definitions.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            Symbol other = ChoiceOf(definitions[i]);
            if (other != choice)
            {
                throw new ThrownException(
                    $"The option `{location.Show()}` is defined both as `{choice.Text}` and `{other.Text}`, in "
                    + $"{Context.Text.ShowFilesOf(definitions)}.");
            }

            AttrSet set = (AttrSet)definitions[i].Value.Force();
            chosen[i] = new RawDefinition(definitions[i].File, set.Get(choice), null, set, choice);
        }

        return chosen;
    }

    private static Symbol FirstNameIn(Definition definition)
    {
        foreach ((Symbol name, _) in definition.Value.ForceAttrs().ByName) return name;
        throw new EvalException("'builtins.head' called on an empty list");
    }

    private static Symbol ChoiceOf(Definition definition)
    {
        AttrSet set = definition.Value.ForceAttrs();
        return set.Count == 1 ? set.Names[0] : throw new AssertionException("assertion '((length (attrNames def.value)) == 1)' failed");
    }

    private ThrownException InvalidChoice(Location location, Symbol choice, Definition[] definitions)
    {
        List<string> choices = [];
        foreach ((Symbol tag, _) in Tags.ByName) choices.Add(NixText.Identifier(tag.Text));
        string shown = NixText.Identifier(choice.Text);
        return new ThrownException(
            $"The option `{location.Show()}` is defined as {shown}, but {shown} is not among the valid choices "
            + $"({string.Join(", ", choices)}). Value {choice.Text} was defined in {Context.Text.ShowFilesOf(definitions)}.");
    }

    /// <summary>The options with where they are declared; what is no option is an error when it is looked at.</summary>
    private static AttrSet Checked(AttrSet tags) => tags.Map((tag, option) => new Thunk(() =>
    {
        if (!Attr.IsTagged(option, "option")) throw NotAnOption(tag, option.Force());
        AttrSet set = option.ForceAttrs();
        Position position = tags.PositionOf(tag);
        Value where = PositionValue.Of(position);
        NixList positions = where is NixNull ? NixList.Empty : new NixList([where]);
        NixList files = where is NixNull ? NixList.Empty : new NixList([new NixString(position.File!.Name)]);
        return Protocol.Nix.Attrs(("declarations", files), ("declarationPositions", positions)).Update(set);
    }));

    private static ThrownException NotAnOption(Symbol tag, Value found)
    {
        string what = !(found is AttrSet set && set.TryGet(Attr.Type, out Value? type)) ? "was not."
            : Attr.IsTagged(found, "option-type") ? "was a bare type, not wrapped in mkOption."
            : $"was of type {NixText.Quote(type.ForceString().Text)}.";
        return new ThrownException(
            $"In attrTag, each tag value must be an option, but tag {NixText.Identifier(tag.Text)} {what}");
    }

    private AttrSet MergeTags(AttrSet first, AttrSet second)
    {
        AttrSetBuilder merged = new(first.Count + second.Count);
        foreach (Symbol tag in first.Names) merged.Add(tag, first.Get(tag));
        foreach (Symbol tag in second.Names)
        {
            Value option = second.Get(tag);
            merged.Add(tag, first.TryGet(tag, out Value? other) ? new Thunk(() => MergeOptions(tag, other, option)) : option);
        }

        return merged.Build();
    }

    private AttrSet MergeOptions(Symbol tag, Value first, Value second)
    {
        NixString file = new("<attrTag {...}>");
        OptionDeclaration[] declarations = [new(file, first), new(file, second)];
        AttrSet merged = DeclaredOption.MergeDeclarations(Context, Location.Root.Child(tag), declarations);
        return merged
            .With(Attr.Declarations, Concatenate(first, second, Attr.Declarations))
            .With(Attr.DeclarationPositions, Concatenate(first, second, Attr.DeclarationPositions));
    }

    private static Thunk Concatenate(Value first, Value second, Symbol name)
        => new(() => Protocol.Nix.List([.. first.Get(name).ForceList().Items, .. second.Get(name).ForceList().Items]));
}
