using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>Makes file sets of paths and of what lies there.</summary>
/// <param name="lib">What the files share.</param>
internal sealed class FileSets(LibContext lib)
{
    private static readonly Symbol TypeMark = "_type";
    private static readonly Symbol SourceMark = "_isLibCleanSourceWith";

    /// <summary>Whether a forced value is a file set.</summary>
    public static bool IsFileSet(EvalSite site, Value value)
        => value is AttrSet set && set.TryGet(TypeMark, out Value? type) && type.Force(site) is NixString { Text: "fileset" };

    /// <summary>A path below a directory.</summary>
    public static string Inside(string directory, string name) => directory == "/" ? "/" + name : directory + "/" + name;

    /// <summary>The directory that something is in.</summary>
    public static string DirectoryOf(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "/";

    /// <summary>Whether there is something at a path.</summary>
    public bool Exists(EvalSite site, Value path) => lib.Builtins.Call(site, "pathExists", path).Holds(site);

    /// <summary>The type of what is at a path.</summary>
    public string TypeOf(EvalSite site, Value path) => lib.Builtins.Call(site, "readFileType", path).ForceString(site).Text;

    /// <summary>A file set, or the path of a file or directory, as a file set.</summary>
    public FileSet Coerce(EvalSite site, string context, Value value)
    {
        Value forced = value.Force(site);
        if (forced is NixPath { Path: var path })
        {
            return Exists(site, forced)
                ? Singleton(site, forced)
                : throw new ThrownException($"{context} ({path}) is a path that does not exist.\n"
                    + "    To create a file set from a path that may not exist, use `lib.fileset.maybeMissing`.");
        }

        if (IsFileSet(site, forced)) return FileSet.Of(site, (AttrSet)forced);
        if (forced is AttrSet set && set.Has(SourceMark))
        {
            throw new ThrownException($"{context} is a `lib.sources`-based value, but it should be a file set or a path instead.\n"
                + "    To convert a `lib.sources`-based value to a file set you can use `lib.fileset.fromSource`.\n"
                + "    Note that this only works for sources created from paths.");
        }

        throw StringsLib.IsStringLike(forced)
            ? new ThrownException($"{context} (\"{lib.ToText(site, forced).Text}\") is a string-like value, but it should be a file set or a path "
                + "instead.\n    Paths represented as strings are not supported by `lib.fileset`, use `lib.sources` or derivations instead.")
            : new ThrownException($"{context} is of type {ValueTypes.Name(forced)}, but it should be a file set or a path instead.");
    }

    /// <summary>Several values as file sets.</summary>
    public FileSet[] CoerceAll(EvalSite site, string function, params ReadOnlySpan<(string Context, Value Value)> values)
    {
        FileSet[] sets = new FileSet[values.Length];
        for (int i = 0; i < sets.Length; i++) sets[i] = Coerce(site, $"{function}: {values[i].Context}", values[i].Value);
        return sets;
    }

    /// <summary>A directory with all that is in it, or one file.</summary>
    public FileSet Singleton(EvalSite site, Value path)
    {
        string text = ((NixPath)path.Force(site)).Path;
        NixString type = new(TypeOf(site, path));
        return type.Text == "directory" ? new FileSet(text, type) : SingleFile(text, type);
    }

    /// <summary>The files at or below a path for which a function gives their type, not those for which it gives null.</summary>
    public FileSet FromFiles(EvalSite site, string root, Func<string, NixString, Value> select)
    {
        NixString type = new(TypeOf(site, new NixPath(root)));
        return type.Text == "directory"
            ? new FileSet(root, Entries(site, root, select))
            : SingleFile(root, new Thunk(() => select(root, type)));
    }

    /// <summary>The files below a directory that a filter of <c>builtins.path</c> lets pass.</summary>
    public FileSet FromSourceFilter(EvalSite site, string root, Value filter)
    {
        NixString type = new(TypeOf(site, new NixPath(root)));
        return type.Text == "directory" ? new FileSet(root, Filtered(site, root, filter)) : SingleFile(root, type);
    }

    /// <summary>The files of a directory in the store, as files of another directory.</summary>
    public FileSet Mirror(EvalSite site, string directory, Value stored)
        => new(directory, Entries(site, lib.ToText(site, stored).Text, static (_, type) => type));

    /// <summary>The entries of a directory with their types.</summary>
    public AttrSet ReadDirectory(EvalSite site, string path) => lib.Builtins.Call(site, "readDir", new NixPath(path)).ForceAttrs(site);

    private static FileSet SingleFile(string path, Value type)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        return new FileSet(DirectoryOf(path), new AttrSetBuilder(1).Add(name, type).Build());
    }

    private AttrSet Entries(EvalSite site, string directory, Func<string, NixString, Value> select)
        => ReadDirectory(site, directory).Map((name, type) => new Thunk(() =>
        {
            string path = Inside(directory, name.Text);
            NixString kind = type.ForceString();
            return kind.Text == "directory" ? Entries(EvalSite.None, path, select) : select(path, kind);
        }));

    private AttrSet Filtered(EvalSite site, string directory, Value filter)
        => ReadDirectory(site, directory).Map((name, type) => new Thunk(() =>
        {
            string path = Inside(directory, name.Text);
            if (!filter.Call(new NixString(path), type).Holds(EvalSite.None)) return NixNull.Instance;
            return type.ForceString().Text == "directory" ? Filtered(EvalSite.None, path, filter) : type;
        }));
}
