using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Modules.ModuleSystem.Types;

namespace NixOci.Modules.ModuleSystem.Functions;

/// <summary>The functions of <c>lib.options</c> by which options are documented.</summary>
/// <param name="context">The module system at hand.</param>
internal sealed class DocumentationFunctions(ModuleContext context)
{
    private static readonly Symbol RelatedPackages = "relatedPackages";
    private static readonly Symbol Arguments = "_args";
    private static readonly Symbol TextAttr = "text";
    private static readonly AttrSet Pretty = Protocol.Nix.Attrs(("multiline", NixBool.True), ("allowPrettyValues", NixBool.True));
    private static readonly AttrTemplate Derivation = new("type", "drvPath", "outPath", "name");
    private static readonly AttrTemplate Literal = new("_type", "text");

    public static void Add(LibSet set, ModuleContext context)
    {
        DocumentationFunctions functions = new(context);
        set.Function("optionAttrSetToDocList", (_, options) => functions.List(options));
        set.Function("optionAttrSetToDocList'", (_, _, options) => functions.List(options));
        set.Function("scrubOptionValue", static (_, value) => Scrub(value));
        set.Function("renderOptionValue", (_, value) => functions.Render(value));
    }

    private NixList List(Value options)
    {
        List<Value> documented = [];
        Collect(options, documented);
        return NixList.Of(documented);
    }

    private void Collect(Value options, List<Value> documented)
    {
        if (options.Force() is not AttrSet set) return;
        if (!Attr.IsTagged(set, "option"))
        {
            foreach ((_, Value value) in set.ByName) Collect(value, documented);
            return;
        }

        AttrSet item = Describe(set);
        documented.Add(item);
        Value visible = set[Attr.Visible]?.Force() ?? NixBool.True;
        if (visible is NixString { Text: "shallow" } || !visible.ForceBool()) return;
        Value inside = set.Get(Attr.OptionTypeOf).Get(Attr.GetSubOptions).Call(set.GetLazily(Attr.Loc));
        if (inside is not AttrSet { Count: 0 }) Collect(inside, documented);
    }

    private AttrSet Describe(AttrSet option)
    {
        AttrSetBuilder item = new(12);
        Value location = option.Get(Attr.Loc);
        item.Add(Attr.Loc, location);
        item.Add(Attr.Name, new Thunk(() => OptionText.ShowOption(location.ForceList())));
        item.Add(Attr.Description, option[Attr.Description] ?? NixNull.Instance);
        item.Add(Attr.Declarations, new Thunk(() => KnownFiles(option.Get(Attr.Declarations).ForceList())));
        item.Add(Attr.Internal, option[Attr.Internal] ?? NixBool.False);
        item.Add(Attr.Visible, new Thunk(() => option[Attr.Visible]?.Force() switch
        {
            null or NixString { Text: "shallow" } => NixBool.True,
            Value visible => visible,
        }));
        item.Add(Attr.ReadOnly, option[Attr.ReadOnly] ?? NixBool.False);
        item.Add(Attr.OptionTypeOf, new Thunk(() => option.TryGet(Attr.OptionTypeOf, out Value? type)
            && type.GetOrNull(Attr.Description) is { } description ? description : new NixString("unspecified")));
        if (option.TryGet(Attr.Example, out Value? example)) item.Add(Attr.Example, Rendered(example, "example", option));
        if (option.TryGet(Attr.DefaultText, out Value? text)) item.Add(Attr.Default, Rendered(text, "defaultText", option));
        else if (option.TryGet(Attr.Default, out Value? value)) item.Add(Attr.Default, Rendered(value, "default value", option));
        if (option.TryGet(RelatedPackages, out Value? packages) && packages.Force() is not NixNull)
        {
            item.Add(RelatedPackages, packages);
        }

        return item.Build();
    }

    private Value Rendered(Value value, string what, AttrSet option) => ErrorContext.Around(
        new Thunk(() => Render(value)),
        () => $"while evaluating the {what} of option `{OptionText.ShowOption(option.Get(Attr.Loc).ForceList()).Text}`");

    private static NixList KnownFiles(NixList files)
    {
        List<Value> known = new(files.Count);
        foreach (Value file in files.Items)
        {
            if (file.Force() is not NixString { Text: OptionText.UnknownModule }) known.Add(file);
        }

        return NixList.Of(known);
    }

    private AttrSet Render(Value value)
    {
        Value forced = value.Force();
        return forced is AttrSet set && set.Has(Attr.Type) && set.Has(TextAttr)
            ? set
            : Literal.Create(
                new NixString("literalExpression"),
                context.Member("generators", "toPretty").Call(Pretty, forced).ForceString());
    }

    private static Value Scrub(Value value)
    {
        Value forced = value.Force();
        switch (forced)
        {
            case AttrSet set when TypeFunctions.IsDerivation(set):
                Value name = set.GetLazily(Attr.Name);
                return Derivation.Create(new NixString("derivation"), name, name, name);
            case AttrSet set:
                return set.Where(static (attribute, _) => attribute != Arguments).Map(static (_, inner) => new Thunk(() => Scrub(inner)));
            case NixList list:
                Value[] items = new Value[list.Count];
                for (int i = 0; i < items.Length; i++)
                {
                    Value item = list[i];
                    items[i] = new Thunk(() => Scrub(item));
                }

                return Protocol.Nix.List(items);
            default:
                return forced;
        }
    }
}
