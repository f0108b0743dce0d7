using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Modules.ModuleSystem.Types;

namespace NixOci.Modules.ModuleSystem.Functions;

/// <summary>The functions of <c>lib.options</c> that declare options and merge definitions.</summary>
/// <param name="context">The module system at hand.</param>
internal sealed class OptionFunctions(ModuleContext context)
{
    private static readonly NixString OptionTag = new("option");
    private static readonly AttrTemplate Literal = new("_type", "text");

    public static void Add(LibSet set, ModuleContext context)
    {
        OptionFunctions functions = new(context);
        functions.AddDeclarations(set);
        functions.AddMerges(set);
        functions.AddTexts(set);
    }

    private void AddDeclarations(LibSet set)
    {
        set.Function("isOption", static (_, value) => NixBool.Of(Attr.IsTagged(value, "option")));
        set.Function(
            "mkOption",
            [
                "default?", "defaultText?", "example?", "description?", "relatedPackages?", "type?", "apply?", "internal?",
                "visible?", "readOnly?",
            ],
            static (_, attributes) => Option(attributes));
        set.Function("mkEnableOption", (_, name) => Option(Protocol.Nix.Attrs(
            ("default", NixBool.False),
            ("example", NixBool.True),
            ("description", TypeFunctions.Text(() => $"Whether to enable {context.Interpolate(name)}.")),
            ("type", new Thunk(() => context.Types["bool"])))));
        set.Function("mkSinkUndeclaredOptions", (_, attributes) => Sink(attributes.ForceAttrs()));
        SetPattern arguments = new(
            "mkPackageOption", "nullable?", "default?", "example?", "extraDescription?", "pkgsText?");
        BuiltinBody3 package = (site, packages, name, given) => Package(packages, name, arguments.Match(site, given));
        set.Function("mkPackageOption", package);
        set.Lazy("mkPackageOptionMD", () => context.Warn(
            "mkPackageOptionMD is deprecated and will be removed in 25.05; please use mkPackageOption.",
            new Builtin("mkPackageOption", package) { IsLambda = true }));
    }

    private void AddMerges(LibSet set)
    {
        set.Constant("mergeDefaultOption", context.Merges.Default);
        set.Constant("mergeOneOption", context.Merges.One);
        set.Constant("mergeEqualOption", context.Merges.Equal);
        set.Function(
            "mergeUniqueOption",
            ["message", "merge?"],
            (_, arguments) => context.Merges.Unique(arguments.GetLazily("message"), arguments[Attr.Merge]));
        set.Function("getValues", (site, definitions) => context.Builtins.Call(site, "catAttrs", new NixString("value"), definitions));
        set.Function("getFiles", (site, definitions) => context.Builtins.Call(site, "catAttrs", new NixString("file"), definitions));
    }

    private void AddTexts(LibSet set)
    {
        set.Constant("unknownModule", new NixString(OptionText.UnknownModule));
        set.Function("showOption", static (_, parts) => OptionText.ShowOption(parts.ForceList()));
        set.Function("showFiles", (_, files) => new NixString(context.Text.ShowFiles(files.ForceList().Items)));
        set.Function("showDefs", (_, definitions) => new NixString(context.Text.ShowDefinitions(Definition.ListOf(definitions))));
        set.Function("showOptionWithDefLocs", (_, option) => new NixString(WithFiles(option)));
        set.Function("literalExpression", static (_, text) => LiteralOf("literalExpression", text));
        set.Function("literalMD", static (_, text) => LiteralOf("literalMD", text));
        set.Lazy("literalExample", () => context.Warn(
            "lib.literalExample is deprecated, use lib.literalExpression instead, or use lib.literalMD for a non-Nix description.",
            new Builtin("literalExpression", static (_, text) => LiteralOf("literalExpression", text)) { IsLambda = true }));
        set.Lazy("mdDoc", () => context.Warn(
            "lib.mdDoc will be removed from nixpkgs in 24.11. Option descriptions are now in Markdown by default; you can remove any "
            + "remaining uses of lib.mdDoc.",
            Protocol.Nix.Function("mdDoc", static text => text)));
    }

    private static AttrSet Option(AttrSet attributes) => attributes.With(Attr.Type, OptionTag);

    private static AttrSet LiteralOf(string tag, Value text) => text.Force() is NixString
        ? Literal.Create(new NixString(tag), text)
        : throw new ThrownException($"{tag} expects a string.");

    private AttrSet Sink(AttrSet attributes)
    {
        AttrSet type = context.Types.Make(Protocol.Nix.Attrs(
            ("name", new NixString("sink")),
            ("check", DelegatedCheck.Anything),
            ("merge", new DelegatedMerge(static (_, _) => NixBool.False))));
        return Option(Protocol.Nix.Attrs(
            ("internal", NixBool.True),
            ("visible", NixBool.False),
            ("default", NixBool.False),
            ("description", new NixString("Takes definitions and keeps none of them.")),
            ("type", type),
            ("apply", Protocol.Nix.Function("apply", static _ => throw new ThrownException(
                "Option value is not readable because the option is not declared.")))).Update(attributes));
    }

    private AttrSet Package(Value packages, Value name, AttrSet given)
    {
        bool isNullable = given.TryGet("nullable", out Value? nullable) && nullable.ForceBool();
        Value source = given[Attr.Default] ?? name;
        Value packagesText = given["pkgsText"] ?? new NixString("pkgs");
        AttrSetBuilder option = new(6);
        if (source.Force() is not NixNull)
        {
            Value path = source.Force() is NixList ? source : new NixList([source]);
            option.Add(Attr.Default, new Thunk(() => AttrSetPaths.Follow(EvalSite.None, path, packages)?.Force() ?? throw new ThrownException(
                $"{PathText(path)} cannot be found in {context.Interpolate(packagesText)}")));
            option.Add(Attr.DefaultText, new Thunk(() => LiteralOf(
                "literalExpression", new NixString($"{context.Interpolate(packagesText)}.{PathText(path)}"))));
        }
        else if (isNullable)
        {
            option.Add(Attr.Default, NixNull.Instance);
        }

        option.Add(Attr.Description, TypeFunctions.Text(() => PackageDescription(name, given)));
        option.Add(Attr.OptionTypeOf, new Thunk(
            () => isNullable ? context.Types.NullOr(context.Types["package"]) : context.Types["package"]));
        if (given.TryGet(Attr.Example, out Value? example) && example.Force() is not NixNull)
        {
            option.Add(Attr.Example, new Thunk(() => LiteralOf("literalExpression", example.Force() is NixList path
                ? new NixString($"{context.Interpolate(packagesText)}.{PathText(path)}")
                : example)));
        }

        return Option(option.Build());
    }

    private string PackageDescription(Value name, AttrSet given)
    {
        Value shown = name.Force() is NixList path ? Location.Of(path).Last : name;
        string extra = given.TryGet("extraDescription", out Value? text) ? text.ForceString().Text : "";
        return $"The {context.Interpolate(shown)} package to use.{(extra.Length == 0 ? "" : " ")}{extra}";
    }

    private string PathText(Value path) => context.Member("attrsets", "showAttrPath").Call(path).ForceString().Text;

    private string WithFiles(Value option)
    {
        NixList files = option.Get(Attr.Files).ForceList();
        string[] lines = new string[files.Count];
        for (int i = 0; i < lines.Length; i++) lines[i] = $"  - {context.Interpolate(files[i])}";
        string path = OptionText.ShowOption(option.Get(Attr.Loc).ForceList()).Text;
        return $"{path}, with values defined in:\n{string.Join('\n', lines)}\n";
    }
}
