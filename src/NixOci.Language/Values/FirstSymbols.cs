namespace NixOci.Language.Values;

/// <summary>
/// The names that Nix has seen before it reads anything: those that its evaluator itself asks for, and those of builtins. Where a set is
/// evaluated deeply, its attributes go by when their names were first seen, so these come before all that a program brings.
/// </summary>
internal static class FirstSymbols
{
    /// <summary>The names, in Nix's order.</summary>
    public static ReadOnlySpan<string> Names => Known;

    private static readonly string[] Known =
    [
        // What the evaluator asks for.
        "<with>", "outPath", "drvPath", "type", "meta", "name", "value", "system", "__overrides", "outputs", "outputName",
        "__ignoreNulls", "file", "line", "column", "__functor", "__toString", "right", "wrong", "__structuredAttrs", "builder", "args",
        "__contentAddressed", "__impure", "outputHash", "outputHashAlgo", "outputHashMode", "recurseForDerivations", "description",
        "self", "", "startSet", "operator", "key", "path", "prefix", "outputSpecified", "__sub", "__lessThan", "__mul", "__div", "or",
        "__findFile", "__nixPath", "body",

        // Builtins, as they are registered.
        "builtins", "true", "false", "null", "currentTime", "currentSystem", "nixVersion", "storeDir", "langVersion", "scopedImport",
        "import", "typeOf", "isNull", "isFunction", "isInt", "isFloat", "isString", "isBool", "isPath", "break", "genericClosure",
        "abort", "throw", "addErrorContext", "ceil", "floor", "tryEval", "getEnv", "seq", "deepSeq", "trace", "warn",
        "derivationStrict", "placeholder", "toPath", "storePath", "pathExists", "baseNameOf", "dirOf", "readFile", "findFile",
        "hashFile", "readFileType", "readDir", "toXML", "toJSON", "fromJSON", "toFile", "filterSource", "attrNames", "attrValues",
        "getAttr", "unsafeGetAttrPos", "hasAttr", "isAttrs", "removeAttrs", "listToAttrs", "intersectAttrs", "catAttrs",
        "functionArgs", "mapAttrs", "zipAttrsWith", "isList", "elemAt", "head", "tail", "map", "filter", "elem", "concatLists",
        "length", "foldl'", "any", "all", "genList", "sort", "partition", "groupBy", "concatMap", "add", "sub", "mul", "div", "bitAnd",
        "bitOr", "bitXor", "lessThan", "toString", "substring", "stringLength", "hashString", "convertHash", "match", "split",
        "concatStringsSep", "replaceStrings", "parseDrvName", "compareVersions", "splitVersion", "traceVerbose",
        "unsafeDiscardStringContext", "hasContext", "unsafeDiscardOutputDependency", "addDrvOutputDependencies", "getContext",
        "appendContext", "fetchMercurial", "fetchTree", "fetchurl", "fetchTarball", "fetchGit", "fromTOML", "nixPath", "derivation",
    ];
}
