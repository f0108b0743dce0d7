using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.fileset</c>: sets of local files, which become sources.</summary>
internal sealed class FilesetLib(LibContext lib) : LibFile(lib)
{
    private static readonly Symbol SourceMark = "_isLibCleanSourceWith";
    private static readonly Symbol OriginalSource = "origSrc";
    private static readonly SetPattern SourceArguments = new("toSource", "root", "fileset");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        FileSets sets = new(Lib);
        FileTrees trees = new(Lib);
        set.Function("maybeMissing", (site, path) => MaybeMissing(site, sets, path));
        set.Function("trace", (site, files) =>
        {
            trees.Trace(site, sets.Coerce(site, "lib.fileset.trace: Argument", files));
            return Lambda.Identity;
        });
        set.Function("traceVal", (site, files) =>
        {
            FileSet given = sets.Coerce(site, "lib.fileset.traceVal: Argument", files);
            trees.Trace(site, given);
            return given.ToValue();
        });
        set.Constant("toSource", SourceArguments.Function((site, given) => ToSource(site, sets, trees, given)));
        set.Function("toList", (site, files) => trees.ToList(site, sets.Coerce(site, "lib.fileset.toList: Argument", files)));
        set.Function("union", (site, first, second) => trees.Union(sets.CoerceAll(
            site, "lib.fileset.union", ("First argument", first), ("Second argument", second))).ToValue());
        set.Function("unions", (site, files) =>
        {
            Value forced = files.Force(site);
            if (forced is not NixList list) throw Error("unions: Argument is of type " + ValueTypes.Name(forced) + ", but it should be a list instead.");
            (string, Value)[] named = [.. list.Items.Select(static (item, index) => ($"Element {index}", item))];
            return trees.Union(sets.CoerceAll(site, "lib.fileset.unions", named)).ToValue();
        });
        set.Function("intersection", (site, first, second) =>
        {
            FileSet[] both = sets.CoerceAll(site, "lib.fileset.intersection", ("First argument", first), ("Second argument", second));
            return trees.Intersection(both[0], both[1]).ToValue();
        });
        set.Function("difference", (site, first, second) =>
        {
            FileSet[] both = sets.CoerceAll(
                site, "lib.fileset.difference", ("First argument (positive set)", first), ("Second argument (negative set)", second));
            return trees.Difference(both[0], both[1]).ToValue();
        });
        set.Function("fileFilter", (site, predicate, path) => FileFilter(site, sets, predicate, path));
        set.Function("fromSource", (site, source) => FromSource(site, sets, source));
        set.Function("gitTracked", (site, path) => GitTracked(site, sets, "gitTracked", "argument", path, AttrSet.Empty));
        set.Function("gitTrackedWith", ["recurseSubmodules?"], (site, given, path) => GitTrackedWith(site, sets, given, path));
    }

    private static ThrownException Error(string text) => new("lib.fileset." + text);

    private AttrSet MaybeMissing(EvalSite site, FileSets sets, Value path)
    {
        Value forced = path.Force(site);
        if (forced is NixPath) return (sets.Exists(site, forced) ? sets.Singleton(site, forced) : FileSet.Empty).ToValue();
        throw StringsLib.IsStringLike(forced)
            ? Error($"maybeMissing: Argument (\"{Lib.ToText(site, forced).Text}\") is a string-like value, but it should be a path instead.")
            : Error($"maybeMissing: Argument is of type {ValueTypes.Name(forced)}, but it should be a path instead.");
    }

    private Value ToSource(EvalSite site, FileSets sets, FileTrees trees, AttrSet given)
    {
        Value root = given["root"]!.Force(site);
        if (root is not NixPath { Path: var directory }) throw RootError(site, root);
        FileSet files = sets.Coerce(site, "lib.fileset.toSource: `fileset`", given["fileset"]!);
        if (!sets.Exists(site, root)) throw Error($"toSource: `root` ({directory}) is a path that does not exist.");
        if (sets.TypeOf(site, root) != "directory")
        {
            throw Error($"toSource: `root` ({directory}) is a file, but it should be a directory instead. Potential solutions:\n"
                + "    - If you want to import the file into the store _without_ a containing directory, use string interpolation or "
                + "`builtins.path` instead of this function.\n"
                + "    - If you want to import the file into the store _with_ a containing directory, set `root` to the containing "
                + $"directory, such as {FileSets.DirectoryOf(directory)}, and set `fileset` to the file path.");
        }

        if (files.Base is { } start && !PathLib.HasPrefix(directory, start))
        {
            throw Error($"toSource: `fileset` could contain files in {start}, which is not under the `root` ({directory}). Potential "
                + $"solutions:\n    - Set `root` to {start} or any directory higher up. This changes the layout of the resulting store path."
                + $"\n    - Set `fileset` to a file set that cannot contain files outside the `root` ({directory}). This could change the "
                + "files included in the result.");
        }

        return Lib.Member("sources", "cleanSourceWith").Call(site, Protocol.Nix.Attrs(
            ("name", new NixString("source")), ("src", root), ("filter", trees.SourceFilter(site, files))));
    }

    private ThrownException RootError(EvalSite site, Value root)
    {
        if (root is AttrSet set && set.Has(SourceMark))
        {
            return Error("toSource: `root` is a `lib.sources`-based value, but it should be a path instead.\n"
                + "    To use a `lib.sources`-based value, convert it to a file set using `lib.fileset.fromSource` and pass it as "
                + "`fileset`.\n    Note that this only works for sources created from paths.");
        }

        return StringsLib.IsStringLike(root)
            ? Error($"toSource: `root` (\"{Lib.ToText(site, root).Text}\") is a string-like value, but it should be a path instead.\n"
                + "    Paths in strings are not supported by `lib.fileset`, use `lib.sources` or derivations instead.")
            : Error($"toSource: `root` is of type {ValueTypes.Name(root)}, but it should be a path instead.");
    }

    private AttrSet FileFilter(EvalSite site, FileSets sets, Value predicate, Value path)
    {
        if (!FunctionArguments.IsFunction(site, predicate))
        {
            throw Error($"fileFilter: First argument is of type {ValueTypes.Name(predicate.Force(site))}, but it should be a function instead.");
        }

        Value forced = path.Force(site);
        if (forced is not NixPath { Path: var root })
        {
            throw FileSets.IsFileSet(site, forced)
                ? Error("fileFilter: Second argument is a file set, but it should be a path instead.\n    If you need to filter files in a "
                    + "file set, use `intersection fileset (fileFilter pred ./.)` instead.")
                : Error($"fileFilter: Second argument is of type {ValueTypes.Name(forced)}, but it should be a path instead.");
        }

        if (!sets.Exists(site, forced)) throw Error($"fileFilter: Second argument ({root}) is a path that does not exist.");
        return sets.FromFiles(site, root, (file, type) => Selected(predicate, file, type)).ToValue();
    }

    private static Value Selected(Value predicate, string path, NixString type)
    {
        const string FutureArguments =
            "lib.fileset.fileFilter: The predicate function passed as the first argument must be able to handle extra attributes for future "
            + "compatibility. If you're using `{ name, file, hasExt }:`, use `{ name, file, hasExt, ... }:` instead.";
        string name = path[(path.LastIndexOf('/') + 1)..];
        AttrSet file = Protocol.Nix.Attrs(
            ("name", new NixString(name)),
            ("type", type),
            ("hasExt", Lambda.Of((site, extension) => NixBool.Of(
                name.EndsWith("." + extension.ForceString(site).Text, StringComparison.Ordinal)))),
            (FutureArguments, NixNull.Instance));
        return predicate.Call(file).Holds(EvalSite.None) ? type : NixNull.Instance;
    }

    private AttrSet FromSource(EvalSite site, FileSets sets, Value source)
    {
        AttrSet? filtered = source.Force(site) is AttrSet set && set.Has(SourceMark) ? set : null;
        Value path = (filtered?[OriginalSource] ?? source).Force(site);
        if (path is not NixPath { Path: var root })
        {
            throw StringsLib.IsStringLike(path)
                ? Error($"fromSource: The source origin of the argument is a string-like value (\"{Lib.ToText(site, path).Text}\"), but it "
                    + "should be a path instead.\n    Sources created from paths in strings cannot be turned into file sets, use "
                    + "`lib.sources` or derivations instead.")
                : Error($"fromSource: The source origin of the argument is of type {ValueTypes.Name(path)}, but it should be a path instead.");
        }

        if (!sets.Exists(site, path)) throw Error($"fromSource: The source origin ({root}) of the argument is a path that does not exist.");
        return (filtered is null ? sets.Singleton(site, path) : sets.FromSourceFilter(site, root, filtered["filter"]!)).ToValue();
    }

    private AttrSet GitTrackedWith(EvalSite site, FileSets sets, AttrSet given, Value path)
    {
        Value submodules = (given["recurseSubmodules"] ?? NixBool.False).Force(site);
        if (submodules is not NixBool)
        {
            throw Error("gitTrackedWith: Expected the attribute `recurseSubmodules` of the first argument to be a boolean, but it's a "
                + $"{ValueTypes.Name(submodules)} instead.");
        }

        return GitTracked(site, sets, "gitTrackedWith", "second argument", path, Protocol.Nix.Attrs(("submodules", submodules)));
    }

    private AttrSet GitTracked(EvalSite site, FileSets sets, string function, string argument, Value path, AttrSet options)
    {
        Value forced = path.Force(site);
        if (forced is not NixPath { Path: var directory })
        {
            throw Error($"{function}: Expected the {argument} to be a path, but it's a {ValueTypes.Name(forced)} instead.");
        }

        if (sets.TypeOf(site, forced) != "directory")
        {
            throw Error($"{function}: Expected the {argument} ({directory}) to be a directory, but it's a file instead.");
        }

        bool hasRepository = sets.Exists(site, new NixPath(FileSets.Inside(directory, ".git")));
        if (Lib.Member("path", "hasStorePathPrefix").Call(site, forced).Holds(site))
        {
            return hasRepository
                ? throw Error($"{function}: The {argument} ({directory}) is a store path within a working tree of a Git repository.\n"
                    + "    This indicates that a source directory was imported into the store using a method such as "
                    + "`import \"${./.}\"` or `path:.`.\n    This function currently does not support such a use case, since it currently "
                    + "relies on `builtins.fetchGit`.\n    You could make this work by using a fetcher such as `fetchGit` instead of "
                    + "copying the whole repository.\n    If you can't avoid copying the repo to the store, see "
                    + "https://github.com/NixOS/nix/issues/9292.")
                : sets.Singleton(site, forced).ToValue();
        }

        if (!hasRepository)
        {
            throw Error($"{function}: Expected the {argument} ({directory}) to point to a local working tree of a Git repository, but it's "
                + "not.");
        }

        AttrSet fetched = Builtins.Call(
            site, "fetchGit", Protocol.Nix.Attrs(("url", forced), ("shallow", NixBool.True)).Update(options)).ForceAttrs(site);
        return sets.Mirror(site, directory, fetched["outPath"]!).ToValue();
    }
}
