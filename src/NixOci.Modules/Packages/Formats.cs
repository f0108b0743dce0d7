using System.Text.Json;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary><c>pkgs.formats</c>: the option types of configuration files, and the files themselves.</summary>
/// <param name="nixpkgs">The package set.</param>
internal sealed class Formats(Nixpkgs nixpkgs)
{
    /// <summary>The set <c>formats</c>.</summary>
    public AttrSet Build()
    {
        AttrSetBuilder set = new(16);
        Add(set, "json", _ => Format(() => NullableTree("JSON value"), value => Data(value, JsonText.Write)));
        foreach (string name in new[] { "yaml", "yaml_1_1", "yaml_1_2" })
        {
            Add(set, name, _ => Format(() => NullableTree("YAML value"), value => Data(value, YamlText.Write)));
        }

        Add(set, "toml", _ => Format(() => Tree("TOML value", isNullable: false), value => Data(value, TomlText.Write)));
        Add(set, "ini", options => Format(
            () => Types.AttrsOf(Types.AttrsOf(Atom(options))), value => Generate("toINI", options, Sections(options, value))));
        Add(set, "iniWithGlobalSection", options => Format(
            () => Types.AttrsOf(Types.Anything), value => Generate("toINIWithGlobalSection", options, GlobalSections(options, value))));
        Add(set, "gitIni", options => Format(
            () => Types.AttrsOf(Types.AttrsOf(Types.Either(Atom(options), Types.AttrsOf(Atom(options))))),
            value => nixpkgs.Lib.Set.Select("generators", "toGitINI").Call(value)));
        Add(set, "keyValue", options => Format(
            () => Types.AttrsOf(Atom(options)), value => Generate("toKeyValue", options, Listed(options, value))));
        set.Add("systemd", Nix.Lazy(SystemdFormat));
        foreach (string name in new[] { "javaProperties", "libconfig", "hocon", "php", "elixirConf", "lua", "pythonVars", "xml", "cdn" })
        {
            Add(set, name, options => Unbuilt(name, options));
        }

        return set.Build();
    }

    private LibTypes Types => nixpkgs.Lib.Types;

    private static void Add(AttrSetBuilder set, string name, Func<AttrSet, Value> format)
        => set.Add(name, Nix.Function(name, options => format(options.ForceAttrs())));

    private AttrSet Format(Func<Value> type, Func<Value, Value> text)
        => Nix.Attrs(
            ("type", Nix.Lazy(type)),
            ("generate", Nix.Function("generate", (name, value)
                => nixpkgs.Self.Select("writeText").Call(name, Nix.Lazy(() => text(value))))));

    private AttrSet Unbuilt(string format, AttrSet options)
        => Nix.Attrs(
            ("type", Nix.Lazy(() => Types.AttrsOf(Types.Anything))),
            ("generate", Nix.Function("generate", (name, value) => nixpkgs.Unbuilt(
                "formats." + format, Nix.Attrs(("name", name), ("value", value), ("options", options))))));

    private AttrSet SystemdFormat()
    {
        Value mkKeyValue = Nix.Function("mkKeyValue", (key, value) => value.Force() is NixNull
            ? new TextBuilder().Add("# ").Add(key.ForceString()).Add(" is unset").Build()
            : new TextBuilder().Add(key.ForceString()).Add(" = ")
                .Add(nixpkgs.Lib.Set.Select("generators", "mkValueStringDefault").Call(AttrSet.Empty, value).ForceString()).Build());
        AttrSet options = Nix.Attrs(("listsAsDuplicateKeys", NixBool.True), ("mkKeyValue", mkKeyValue));
        return Format(() => Types.AttrsOf(Types.AttrsOf(Atom(options))), value => Generate("toINI", options, value));
    }

    private Value Generate(string generator, AttrSet options, Value value)
        => nixpkgs.Lib.Set.Select("generators", generator).Call(Without(options), value);

    private static AttrSet Without(AttrSet options)
        => options.Where(static (name, _) => name.Text is not ("listToValue" or "atomsCoercedToLists"));

    private static Value Sections(AttrSet options, Value value)
        => options["listToValue"] is null ? value : value.ForceAttrs().Map((_, section) => Nix.Lazy(() => Listed(options, section)));

    private static AttrSet GlobalSections(AttrSet options, Value value)
        => Nix.Attrs(
            ("globalSection", Nix.Lazy(() => Listed(options, value.SelectOrNull("globalSection") ?? AttrSet.Empty))),
            ("sections", Nix.Lazy(() => Sections(options, value.SelectOrNull("sections") ?? AttrSet.Empty))));

    private static Value Listed(AttrSet options, Value section)
        => options["listToValue"] is { } convert && convert.Force() is not NixNull
            ? section.ForceAttrs().Map((_, item) => Nix.Lazy(() => item.Force() is NixList ? convert.Call(item) : item))
            : section;

    private Value Atom(AttrSet options)
    {
        Value single = Described(
            Types.NullOr(Types.OneOf(Types.Bool, Types.Int, Types["float"], Types.Str)), "INI atom (null, bool, int, float or string)");
        bool takesLists = (options["listsAsDuplicateKeys"] is { } lists && lists.ForceBool()) || options.Has("listToValue");
        return takesLists ? Types.Either(single, Types.ListOf(single)) : single;
    }

    private Value NullableTree(string description) => Tree(description, isNullable: true);

    private Value Tree(string description, bool isNullable)
    {
        Value? tree = null;
        Value self = Nix.Lazy(() => tree!);
        Value value = Types.OneOf(
            Types.Bool, Types.Int, Types["float"], Types.Str, Types.Path, Types.AttrsOf(self), Types.ListOf(self));
        return tree = Described(isNullable ? Types.NullOr(value) : value, description);
    }

    private static AttrSet Described(Value type, string description)
        => type.ForceAttrs().Update(Nix.Attrs(("description", Nix.Str(description))));

    /// <summary>The text of a value that is written as data; the value goes through JSON as it does in nixpkgs.</summary>
    private NixString Data(Value value, Func<JsonElement, string> write)
    {
        NixString json = nixpkgs.Interpreter.BuiltinSet["toJSON"]!.Call(value).ForceString();
        using JsonDocument document = JsonDocument.Parse(ByteText.ToBytes(json.Text));
        return new NixString(ByteText.FromUnicode(write(document.RootElement)), json.Context);
    }
}
