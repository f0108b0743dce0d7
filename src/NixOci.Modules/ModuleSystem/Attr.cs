using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>The attribute names of the module system's protocol, and reading them.</summary>
internal static class Attr
{
    public static readonly Symbol Type = "_type";
    public static readonly Symbol OptionTypeOf = "type";
    public static readonly Symbol Condition = "condition";
    public static readonly Symbol Content = "content";
    public static readonly Symbol Contents = "contents";
    public static readonly Symbol Priority = "priority";
    public static readonly Symbol File = "file";
    public static readonly Symbol ModuleFile = "_file";
    public static readonly Symbol ModuleClass = "_class";
    public static readonly Symbol Key = "key";
    public static readonly Symbol Value = "value";
    public static readonly Symbol Options = "options";
    public static readonly Symbol Config = "config";
    public static readonly Symbol Imports = "imports";
    public static readonly Symbol Require = "require";
    public static readonly Symbol DisabledModules = "disabledModules";
    public static readonly Symbol Meta = "meta";
    public static readonly Symbol FreeformType = "freeformType";
    public static readonly Symbol Module = "_module";
    public static readonly Symbol Args = "args";
    public static readonly Symbol Check = "check";
    public static readonly Symbol SpecialArgs = "specialArgs";
    public static readonly Symbol ModulesPath = "modulesPath";
    public static readonly Symbol Modules = "modules";
    public static readonly Symbol Prefix = "prefix";
    public static readonly Symbol Class = "class";
    public static readonly Symbol Lib = "lib";
    public static readonly Symbol Loc = "loc";
    public static readonly Symbol Default = "default";
    public static readonly Symbol DefaultText = "defaultText";
    public static readonly Symbol Example = "example";
    public static readonly Symbol Description = "description";
    public static readonly Symbol DescriptionClass = "descriptionClass";
    public static readonly Symbol DeprecationMessage = "deprecationMessage";
    public static readonly Symbol Apply = "apply";
    public static readonly Symbol ReadOnly = "readOnly";
    public static readonly Symbol Visible = "visible";
    public static readonly Symbol Internal = "internal";
    public static readonly Symbol Declarations = "declarations";
    public static readonly Symbol DeclarationPositions = "declarationPositions";
    public static readonly Symbol IsDefined = "isDefined";
    public static readonly Symbol Definitions = "definitions";
    public static readonly Symbol DefinitionsWithLocations = "definitionsWithLocations";
    public static readonly Symbol HighestPrio = "highestPrio";
    public static readonly Symbol Files = "files";
    public static readonly Symbol Name = "name";
    public static readonly Symbol Merge = "merge";
    public static readonly Symbol EmptyValue = "emptyValue";
    public static readonly Symbol GetSubOptions = "getSubOptions";
    public static readonly Symbol GetSubModules = "getSubModules";
    public static readonly Symbol SubstSubModules = "substSubModules";
    public static readonly Symbol TypeMerge = "typeMerge";
    public static readonly Symbol Functor = "functor";
    public static readonly Symbol NestedTypes = "nestedTypes";
    public static readonly Symbol Wrapped = "wrapped";
    public static readonly Symbol Payload = "payload";
    public static readonly Symbol BinOp = "binOp";
    public static readonly Symbol OutPath = "outPath";
    public static readonly Symbol AsString = "__toString";
    public static readonly Symbol CallAs = "__functor";
    public static readonly Symbol CallAsArgs = "__functionArgs";
    public static readonly Symbol Pos = "pos";

    /// <summary>An attribute's value, which may be a thunk; an error where it is missing.</summary>
    public static Value Get(this AttrSet set, Symbol name) => set.TryGet(name, out Value? value) ? value : throw Missing(set, name);

    /// <summary>An attribute of a value that is a set; forced.</summary>
    public static Value Get(this Value value, Symbol name) => value.ForceAttrs().Get(name).Force();

    /// <summary>An attribute's value; where it is missing, a value that fails when it is needed.</summary>
    public static Value GetLazily(this AttrSet set, Symbol name)
        => set.TryGet(name, out Value? value) ? value : new Thunk(() => throw Missing(set, name));

    /// <summary>The forced value of <c>value.name or null</c>; <c>null</c> also where the value is no set.</summary>
    public static Value? GetOrNull(this Value value, Symbol name)
        => value.Force() is AttrSet set && set.TryGet(name, out Value? found) ? found.Force() : null;

    /// <summary>Whether a value is a set whose <c>_type</c> is the one given.</summary>
    public static bool IsTagged(Value value, string tag)
        => value.Force() is AttrSet set && set.TryGet(Type, out Value? found) && found.Force() is NixString text && text.Text == tag;

    /// <summary>The error for an attribute that a set lacks.</summary>
    public static EvalException Missing(AttrSet set, Symbol name)
        => new($"attribute '{name.Text}' missing") { Suggestions = Suggestion.BestMatches(set, name.Text) };
}
