using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>What is done with file sets: joined, cut, listed, shown, and used as filters of sources.</summary>
/// <param name="lib">What the files share.</param>
internal sealed class FileTrees(LibContext lib)
{
    private const string Directory = "directory";
    private const string EmptyDirectory = "emptyDir";
    private readonly FileSets _sets = new(lib);

    /// <summary>The files that are in any of the sets.</summary>
    public FileSet Union(FileSet[] sets)
    {
        List<FileSet> based = [];
        string[]? common = null;
        foreach (FileSet set in sets)
        {
            if (set.Base is null) continue;
            based.Add(set);
            string[] components = PathLib.Components(set.Base);
            common = common is null ? components : common[..CommonLength(common, components)];
        }

        if (common is null) return FileSet.Empty;
        Value[] trees = new Value[based.Count];
        for (int i = 0; i < trees.Length; i++) trees[i] = Shortened(based[i], common.Length);
        return new FileSet("/" + string.Join('/', common), new Thunk(() => UnionOf(trees)));
    }

    /// <summary>The files that are in both sets.</summary>
    public FileSet Intersection(FileSet first, FileSet second)
    {
        if (first.Base is null || second.Base is null) return FileSet.Empty;
        string[] a = PathLib.Components(first.Base), b = PathLib.Components(second.Base);
        int common = CommonLength(a, b);
        if (common < a.Length && common < b.Length) return FileSet.Empty;
        FileSet longest = common == a.Length ? second : first;
        string[] components = common == a.Length ? b : a;
        return new FileSet(longest.Base, new Thunk(() => IntersectionOf(Lengthened(first, components), Lengthened(second, components))));
    }

    /// <summary>The files of one set that are not in the other.</summary>
    public FileSet Difference(FileSet positive, FileSet negative)
    {
        if (positive.Base is null) return FileSet.Empty;
        if (negative.Base is null) return positive;
        string[] a = PathLib.Components(positive.Base), b = PathLib.Components(negative.Base);
        int common = CommonLength(a, b);
        Value removed = common == a.Length ? Shortened(negative, a.Length)
            : common == b.Length ? new Thunk(() => Lengthened(negative, a))
            : NixNull.Instance;
        return new FileSet(positive.Base, new Thunk(() => DifferenceOf(positive.Base, positive.Tree, removed)));
    }

    /// <summary>The paths of all files, in order.</summary>
    public NixList ToList(EvalSite site, FileSet set)
    {
        List<Value> files = [];
        if (set.Base is not null) Collect(site, set.Base, set.Tree, files);
        return NixList.Of(files);
    }

    /// <summary>A function for <c>builtins.path</c> that lets pass what is in the set, and the directories on the way.</summary>
    public Builtin SourceFilter(EvalSite site, FileSet set)
    {
        Value tree = set.Base is null ? NixNull.Instance : ForFilter(site, set.Base, set.Tree);
        if (set.Base is null || tree is NixNull) return Lambda.Of(static (_, _, _) => NixBool.False);
        string start = set.Base == "/" ? "/" : set.Base + "/";
        return Lambda.Of((inner, path, type) =>
        {
            string text = path.ForceString(inner).Text;
            bool isIncluded = start.StartsWith(text + "/", StringComparison.Ordinal)
                || ((text + "/").StartsWith(start, StringComparison.Ordinal) && IsInTree(tree, text[start.Length..]));
            if (!isIncluded) return NixBool.False;
            return type.Force(inner) is NixString { Text: "unknown" }
                ? throw new ThrownException($"lib.fileset.toSource: `fileset` contains a file that cannot be added to the store: {text}\n"
                    + "    This file is neither a regular file nor a symlink, the only file types supported by the Nix store.\n"
                    + "    Therefore the file set cannot be added to the Nix store as is. Make sure to not include that file to avoid this "
                    + "error.")
                : NixBool.True;
        });
    }

    /// <summary>Shows a set, a line for each file or whole directory.</summary>
    public void Trace(EvalSite site, FileSet set)
    {
        Value tree = set.Base is null ? NixNull.Instance : ForShowing(site, set.Base, set.Tree);
        if (set.Base is null || IsNothing(tree))
        {
            Say(site, "(empty)");
            return;
        }

        Say(site, set.Base + Suffix(tree));
        if (tree is AttrSet entries) TraceEntries(site, entries, "");
    }

    private static int CommonLength(string[] first, string[] second)
    {
        int length = 0;
        while (length < first.Length && length < second.Length && first[length] == second[length]) length++;
        return length;
    }

    /// <summary>A tree as one of a directory further up.</summary>
    private static Value Shortened(FileSet set, int depth)
    {
        string[] components = PathLib.Components(set.Base!);
        Value tree = set.Tree;
        for (int i = components.Length - 1; i >= depth; i--) tree = new AttrSetBuilder(1).Add(components[i], tree).Build();
        return tree;
    }

    /// <summary>The part of a tree that is of a directory further down.</summary>
    private static Value Lengthened(FileSet set, string[] components)
    {
        Value tree = set.Tree.Force();
        for (int i = PathLib.Components(set.Base!).Length; i < components.Length && tree is AttrSet entries; i++)
        {
            tree = (entries[components[i]] ?? NixNull.Instance).Force();
        }

        return tree;
    }

    private static Value UnionOf(IReadOnlyList<Value> trees)
    {
        Dictionary<Symbol, List<Value>> entries = [];
        bool isEmpty = true;
        foreach (Value tree in trees)
        {
            Value forced = tree.Force();
            if (forced is NixString) return forced;
            if (forced is not AttrSet set) continue;
            isEmpty = false;
            foreach (Symbol name in set.Names)
            {
                if (!entries.TryGetValue(name, out List<Value>? parts)) entries.Add(name, parts = []);
                parts.Add(set[name]!);
            }
        }

        if (isEmpty) return NixNull.Instance;
        AttrSetBuilder union = new(entries.Count);
        foreach ((Symbol name, List<Value> parts) in entries) union.Add(name, new Thunk(() => UnionOf(parts)));
        return union.Build();
    }

    private static Value IntersectionOf(Value first, Value second)
    {
        Value a = first.Force(), b = second.Force();
        if (a is not AttrSet left || b is not AttrSet right) return a is NixNull || b is NixString ? a : b;
        AttrSetBuilder both = new();
        foreach (Symbol name in left.Names)
        {
            if (right.TryGet(name, out Value? other)) both.Add(name, new Thunk(() => IntersectionOf(left[name]!, other)));
        }

        return both.Build();
    }

    private Value DifferenceOf(string path, Value tree, Value removed)
    {
        Value left = tree.Force();
        if (left is NixNull) return left;
        Value right = removed.Force();
        if (right is NixString) return NixNull.Instance;
        if (right is not AttrSet less) return left;
        return Entries(EvalSite.None, path, left).Map((name, entry) => new Thunk(() =>
            DifferenceOf(FileSets.Inside(path, name.Text), entry, less[name] ?? NixNull.Instance)));
    }

    /// <summary>A directory's tree as a set of all its entries.</summary>
    private AttrSet Entries(EvalSite site, string path, Value tree)
    {
        AttrSet all = _sets.ReadDirectory(site, path);
        return tree is AttrSet set ? all.Map(static (_, _) => NixNull.Instance).Update(set) : all;
    }

    private void Collect(EvalSite site, string path, Value tree, List<Value> files)
    {
        EvalStack.EnsureSpace(site);
        Value forced = tree.Force(site);
        if (forced is NixNull) return;
        if (forced is NixString { Text: not Directory })
        {
            files.Add(new NixPath(path));
            return;
        }

        AttrSet entries = forced as AttrSet ?? _sets.ReadDirectory(site, path);
        foreach ((Symbol name, Value entry) in entries.ByName) Collect(site, FileSets.Inside(path, name.Text), entry, files);
    }

    /// <summary>The tree without directories that have no file, whole directories being named as such.</summary>
    private Value ForFilter(EvalSite site, string path, Value tree)
    {
        EvalStack.EnsureSpace(site);
        Value forced = tree.Force(site);
        if (forced is not (AttrSet or NixString { Text: Directory })) return forced;
        AttrSet entries = Entries(site, path, forced);
        AttrSetBuilder normal = new(entries.Count);
        bool isAll = true, isNone = true;
        foreach ((Symbol name, Value entry) in entries.ByName)
        {
            Value inner = ForFilter(site, FileSets.Inside(path, name.Text), entry);
            isAll &= inner is NixString;
            isNone &= inner is NixNull;
            normal.Add(name, inner);
        }

        return isNone ? NixNull.Instance : isAll ? new NixString(Directory) : normal.Build();
    }

    /// <summary>The shortest tree to show: directories that are in or out as a whole are not taken apart.</summary>
    private Value ForShowing(EvalSite site, string path, Value tree)
    {
        EvalStack.EnsureSpace(site);
        Value forced = tree.Force(site);
        if (forced is not (AttrSet or NixString { Text: Directory })) return forced;
        AttrSet entries = Entries(site, path, forced);
        AttrSetBuilder normal = new(entries.Count);
        bool isAll = true, isNone = true, isEmpty = true;
        foreach ((Symbol name, Value entry) in entries.ByName)
        {
            Value inner = ForShowing(site, FileSets.Inside(path, name.Text), entry);
            bool isEmptyDirectory = inner is NixString { Text: EmptyDirectory };
            isEmpty &= isEmptyDirectory;
            isAll &= inner is NixString;
            isNone &= inner is NixNull || isEmptyDirectory;
            normal.Add(name, inner);
        }

        if (isEmpty) return new NixString(EmptyDirectory);
        if (isAll) return new NixString(Directory);
        return isNone ? NixNull.Instance : normal.Build();
    }

    private static bool IsInTree(Value tree, string path)
    {
        Value current = tree;
        foreach (string component in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (current is not AttrSet entries) break;
            current = entries[component]?.Force() ?? NixNull.Instance;
        }

        return current is not NixNull;
    }

    private static bool IsNothing(Value tree) => tree is NixNull or NixString { Text: EmptyDirectory };

    private static string Suffix(Value tree) => tree switch
    {
        NixString { Text: Directory } => " (all files in directory)",
        NixString type => $" ({type.Text})",
        _ => "",
    };

    private void TraceEntries(EvalSite site, AttrSet entries, string indent)
    {
        foreach ((Symbol name, Value entry) in entries.ByName)
        {
            if (IsNothing(entry)) continue;
            Say(site, $"{indent}- {name.Text}{Suffix(entry)}");
            if (entry is AttrSet inner) TraceEntries(site, inner, indent + "  ");
        }
    }

    private void Say(EvalSite site, string line) => lib.Builtins.Call(site, "trace", new NixString(line), NixNull.Instance);
}
