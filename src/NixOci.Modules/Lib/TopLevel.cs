using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The top level of <c>lib</c>: its files, and those of their members that are at the top level too.</summary>
internal static class TopLevel
{
    private const string LowLevelUse =
        "is deprecated. If your use case isn't covered by non-deprecated functions, we'd like to know more and perhaps support your "
        + "use case well, instead of providing access to these low level functions. In this case please open an issue in "
        + "https://github.com/nixos/nixpkgs/issues/.";

    public static AttrSet Build(LibContext lib)
    {
        LibSet set = new(lib);
        AddFiles(set, lib);
        AddMembersOfBasicFiles(set);
        AddMembersOfPackagingFiles(set);
        AddMembersOfModuleFiles(set, lib);
        return set.Build();
    }

    /// <summary>What is said of a function that only the module system itself should use.</summary>
    public static string ExternalUse(string member) => $"External use of `lib.{member}` {LowLevelUse}";

    private static void AddFiles(LibSet set, LibContext lib)
    {
        set.File("trivial", static lib => new TrivialLib(lib));
        set.File("fixedPoints", static lib => new FixedPointsLib(lib));
        set.File("attrsets", static lib => new AttrSetsLib(lib));
        set.File("lists", static lib => new ListsLib(lib));
        set.File("strings", static lib => new StringsLib(lib));
        set.File("asserts", static lib => new AssertsLib(lib));
        set.File("versions", static lib => new VersionsLib(lib));
        set.File("modules", static lib => new ModulesLib(lib));
        set.File("options", static lib => new OptionsLib(lib));
        set.File("types", static lib => new TypesLib(lib));
        set.File("generators", static lib => new GeneratorsLib(lib));
        set.File("debug", static lib => new DebugLib(lib));
        set.File("customisation", static lib => new CustomisationLib(lib));
        set.File("cli", static lib => new CliLib(lib));
        set.File("derivations", static lib => new DerivationsLib(lib));
        set.File("kernel", static lib => new KernelLib(lib));
        set.File("fetchers", static lib => new FetchersLib(lib));
        set.File("stringsWithDeps", static lib => new StringsWithDepsLib(lib));
        set.File("path", static lib => new PathLib(lib));
        set.File("filesystem", static lib => new FilesystemLib(lib));
        set.File("sources", static lib => new SourcesLib(lib));
        set.File("meta", static lib => new MetaLib(lib));
        set.File("gvariant", static lib => new GVariantLib(lib));
        set.File("network", static lib => new NetworkLib(lib));
        set.File("misc", static lib => new MiscLib(lib));
        set.File("fileset", static lib => new FilesetLib(lib));
        set.File("systems", static lib => new SystemsLib(lib));
        set.File("licenses", static lib => new LicensesLib(lib));
        set.File("sourceTypes", static lib => new SourceTypesLib(lib));
        set.Lazy("maintainers", static () => People.Maintainers);
        set.Lazy("teams", static () => People.Teams);
        set.Lazy("platforms", () => lib.Member("systems", "doubles"));
    }

    private static void AddMembersOfBasicFiles(LibSet set)
    {
        set.Builtins("addErrorContext", "isPath", "trace", "typeOf", "unsafeGetAttrPos");
        set.Inherit(
            "trivial",
            "id", "const", "pipe", "concat", "or", "and", "xor", "bitAnd", "bitOr", "bitXor", "bitNot", "boolToString", "mergeAttrs",
            "flip", "mapNullable", "inNixShell", "isFloat", "min", "max", "importJSON", "importTOML", "warn", "warnIf", "warnIfNot",
            "throwIf", "throwIfNot", "checkListOfEnum", "info", "showWarnings", "nixpkgsVersion", "version", "isInOldestRelease", "mod",
            "compare", "splitByAndCompare", "seq", "deepSeq", "lessThan", "add", "sub", "functionArgs", "setFunctionArgs", "isFunction",
            "toFunction", "mirrorFunctionArgs", "fromHexString", "toHexString", "toBaseDigits", "inPureEvalMode", "isBool", "isInt",
            "pathExists", "genericClosure", "readFile");
        set.Inherit(
            "fixedPoints",
            "fix", "fix'", "converge", "extends", "composeExtensions", "composeManyExtensions", "makeExtensible",
            "makeExtensibleWithCustomName");
        set.Inherit(
            "attrsets",
            "attrByPath", "hasAttrByPath", "setAttrByPath", "getAttrFromPath", "attrVals", "attrNames", "attrValues", "getAttrs",
            "catAttrs", "filterAttrs", "filterAttrsRecursive", "foldlAttrs", "foldAttrs", "collect", "nameValuePair", "mapAttrs",
            "mapAttrs'", "mapAttrsToList", "attrsToList", "concatMapAttrs", "mapAttrsRecursive", "mapAttrsRecursiveCond", "genAttrs",
            "isDerivation", "toDerivation", "optionalAttrs", "zipAttrsWithNames", "zipAttrsWith", "zipAttrs", "recursiveUpdateUntil",
            "recursiveUpdate", "matchAttrs", "mergeAttrsList", "overrideExisting", "showAttrPath", "getOutput", "getFirstOutput",
            "getBin", "getLib", "getStatic", "getDev", "getInclude", "getMan", "chooseDevOutputs", "zipWithNames", "zip",
            "recurseIntoAttrs", "dontRecurseIntoAttrs", "cartesianProduct", "cartesianProductOfSets", "mapCartesianProduct",
            "updateManyAttrsByPath", "listToAttrs", "hasAttr", "getAttr", "isAttrs", "intersectAttrs", "removeAttrs");
        set.Inherit(
            "lists",
            "singleton", "forEach", "map", "foldr", "fold", "foldl", "foldl'", "imap0", "imap1", "filter", "ifilter0", "concatMap",
            "flatten", "remove", "findSingle", "findFirst", "any", "all", "count", "optional", "optionals", "toList", "range",
            "replicate", "partition", "zipListsWith", "zipLists", "reverseList", "listDfs", "toposort", "sort", "sortOn", "naturalSort",
            "compareLists", "take", "drop", "sublist", "last", "init", "crossLists", "unique", "allUnique", "intersectLists",
            "subtractLists", "mutuallyExclusive", "groupBy", "groupBy'", "concatLists", "genList", "length", "head", "tail", "elem",
            "elemAt", "isList");
        set.Inherit(
            "strings",
            "concatStrings", "concatMapStrings", "concatImapStrings", "stringLength", "substring", "isString", "replaceStrings",
            "intersperse", "concatStringsSep", "concatMapStringsSep", "concatImapStringsSep", "concatLines", "makeSearchPath",
            "makeSearchPathOutput", "makeLibraryPath", "makeIncludePath", "makeBinPath", "optionalString", "hasInfix", "hasPrefix",
            "hasSuffix", "stringToCharacters", "stringAsChars", "escape", "escapeShellArg", "escapeShellArgs", "isStorePath",
            "isStringLike", "isValidPosixName", "toShellVar", "toShellVars", "trim", "trimWith", "escapeRegex", "escapeURL", "escapeXML",
            "replaceChars", "lowerChars", "upperChars", "toLower", "toUpper", "addContextFrom", "splitString", "removePrefix",
            "removeSuffix", "versionOlder", "versionAtLeast", "getName", "getVersion", "match", "split", "cmakeOptionType", "cmakeBool",
            "cmakeFeature", "mesonOption", "mesonBool", "mesonEnable", "nameFromURL", "enableFeature", "enableFeatureAs", "withFeature",
            "withFeatureAs", "fixedWidthString", "fixedWidthNumber", "toInt", "toIntBase10", "readPathsFromFile", "fileContents");
        set.Inherit(
            "stringsWithDeps",
            "textClosureList", "textClosureMap", "noDepEntry", "fullDepEntry", "packEntry", "stringAfter");
        set.Inherit("asserts", "assertMsg", "assertOneOf");
        set.Inherit(
            "debug",
            "traceIf", "traceVal", "traceValFn", "traceSeq", "traceSeqN", "traceValSeq", "traceValSeqFn", "traceValSeqN",
            "traceValSeqNFn", "traceFnSeqN", "runTests", "testAllTrue");
        set.Inherit(
            "misc",
            "maybeEnv", "defaultMergeArg", "defaultMerge", "foldArgs", "maybeAttrNullable", "maybeAttr", "ifEnable", "checkFlag",
            "getValue", "checkReqs", "uniqList", "uniqListExt", "condConcat", "lazyGenericClosure", "innerModifySumArgs",
            "modifySumArgs", "innerClosePropagation", "closePropagation", "mapAttrsFlatten", "nvs", "setAttr", "setAttrMerge",
            "mergeAttrsWithFunc", "mergeAttrsConcatenateValues", "mergeAttrsNoOverride", "mergeAttrByFunc", "mergeAttrsByFuncDefaults",
            "mergeAttrsByFuncDefaultsClean", "mergeAttrBy", "fakeHash", "fakeSha256", "fakeSha512", "nixType", "imap");
        set.Inherit("versions", "splitVersion");
    }

    private static void AddMembersOfPackagingFiles(LibSet set)
    {
        set.Inherit(
            "customisation",
            "overrideDerivation", "makeOverridable", "callPackageWith", "callPackagesWith", "extendDerivation", "hydraJob", "makeScope",
            "makeScopeWithSplicing", "makeScopeWithSplicing'");
        set.Inherit("derivations", "lazyDerivation", "optionalDrvAttr");
        set.Inherit(
            "meta",
            "addMetaAttrs", "dontDistribute", "setName", "updateName", "appendToName", "mapDerivationAttrset", "setPrio", "lowPrio",
            "lowPrioSet", "hiPrio", "hiPrioSet", "getLicenseFromSpdxId", "getLicenseFromSpdxIdOr", "getExe", "getExe'");
        set.Inherit("filesystem", "pathType", "pathIsDirectory", "pathIsRegularFile", "packagesFromDirectoryRecursive");
        set.Inherit(
            "sources",
            "cleanSourceFilter", "cleanSource", "sourceByRegex", "sourceFilesBySuffices", "commitIdFromGitRepo", "cleanSourceWith",
            "pathHasContext", "canCleanSource", "pathIsGitRepo");
    }

    private static void AddMembersOfModuleFiles(LibSet set, LibContext lib)
    {
        set.Inherit(
            "modules",
            "evalModules", "setDefaultModuleLocation", "unifyModuleSyntax", "applyModuleArgsIfFunction", "mergeModules", "mergeModules'",
            "mergeOptionDecls", "mergeDefinitions", "pushDownProperties", "dischargeProperties", "filterOverrides", "sortProperties",
            "fixupOptionType", "mkIf", "mkAssert", "mkMerge", "mkOverride", "mkOptionDefault", "mkDefault", "mkImageMediaOverride",
            "mkForce", "mkVMOverride", "mkFixStrictness", "mkOrder", "mkBefore", "mkAfter", "mkAliasDefinitions",
            "mkAliasAndWrapDefinitions", "fixMergeModules", "mkRemovedOptionModule", "mkRenamedOptionModule",
            "mkRenamedOptionModuleWith", "mkMergedOptionModule", "mkChangedOptionModule", "mkAliasOptionModule", "mkDerivedConfig",
            "doRename", "mkAliasOptionModuleMD");
        set.Lazy("evalOptionValue", () => lib.Warn(
            Language.Evaluation.EvalSite.None, ExternalUse("evalOptionValue"), lib.Member("modules", "evalOptionValue")));
        set.Inherit(
            "options",
            "isOption", "mkEnableOption", "mkSinkUndeclaredOptions", "mergeDefaultOption", "mergeOneOption", "mergeEqualOption",
            "mergeUniqueOption", "getValues", "getFiles", "optionAttrSetToDocList", "optionAttrSetToDocList'", "scrubOptionValue",
            "literalExpression", "literalExample", "showOption", "showOptionWithDefLocs", "showFiles", "unknownModule", "mkOption",
            "mkPackageOption", "mkPackageOptionMD", "mdDoc", "literalMD");
        set.Inherit("types", "isType", "setType", "defaultTypeMerge", "defaultFunctor", "isOptionType", "mkOptionType");
    }
}
