using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.filesystem</c>: what lies on disk while evaluating.</summary>
internal sealed class FilesystemLib(LibContext lib) : LibFile(lib)
{
    private static readonly AttrTemplate Dominating = new("path", "matches");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Lazy("pathType", () => Builtins["readFileType"]);
        set.Function("pathIsDirectory", (site, path) => NixBool.Of(IsOfType(site, Lib, path, "directory")));
        set.Function("pathIsRegularFile", (site, path) => NixBool.Of(IsOfType(site, Lib, path, "regular")));
        set.Function("haskellPathsInDir", HaskellPaths);
        set.Function("locateDominatingFile", LocateDominatingFile);
        set.Function("listFilesRecursive", (site, directory) =>
        {
            List<Value> files = [];
            ListFiles(site, directory, files);
            return NixList.Of(files);
        });
        set.Function("packagesFromDirectoryRecursive", ["callPackage", "directory", "..."], (site, given) =>
            PackagesFrom(site, given["callPackage"]!, given["directory"]!));
    }

    /// <summary>Whether something of a type lies at a path.</summary>
    public static bool IsOfType(EvalSite site, LibContext lib, Value path, string type)
        => lib.Builtins.Call(site, "pathExists", path).Holds(site)
            && lib.Builtins.Call(site, "readFileType", path).ForceString(site).Text == type;

    private AttrSet ReadDirectory(EvalSite site, Value directory) => Builtins.Call(site, "readDir", directory).ForceAttrs(site);

    private Value Inside(EvalSite site, Value directory, string name) => Lib.Plus(site, directory, new NixString("/" + name));

    private AttrSet HaskellPaths(EvalSite site, Value root)
    {
        AttrSetBuilder packages = new();
        foreach ((Symbol name, _) in ReadDirectory(site, root).ByName)
        {
            Value directory = Inside(site, root, name.Text);
            Value description = Inside(site, directory, name.Text + ".cabal");
            if (Builtins.Call(site, "pathExists", description).Holds(site)) packages.Add(name, directory);
        }

        return packages.Build();
    }

    private Value LocateDominatingFile(EvalSite site, Value pattern, Value file)
    {
        Value parent = Builtins.Call(site, "dirOf", file);
        Value directory = IsRoot(site, file) || IsDirectoryIn(site, parent, file) ? file : parent;
        while (true)
        {
            List<Value> matches = [];
            foreach ((Symbol name, _) in ReadDirectory(site, directory).ByName)
            {
                Value match = Builtins.Call(site, "match", pattern, name.AsString);
                if (match is not NixNull) matches.Add(match);
            }

            if (matches.Count > 0) return Dominating.Create(directory, NixList.Of(matches));
            if (IsRoot(site, directory)) return NixNull.Instance;
            directory = Builtins.Call(site, "dirOf", directory);
        }
    }

    private static bool IsRoot(EvalSite site, Value path) => path.Force(site) is NixPath { Path: "/" };

    private bool IsDirectoryIn(EvalSite site, Value parent, Value file)
    {
        string name = Builtins.Call(site, "baseNameOf", file).ForceString(site).Text;
        return ReadDirectory(site, parent)[name]?.Force(site) is NixString { Text: "directory" };
    }

    private void ListFiles(EvalSite site, Value directory, List<Value> files)
    {
        EvalStack.EnsureSpace(site);
        foreach ((Symbol name, Value type) in ReadDirectory(site, directory).ByName)
        {
            Value path = Inside(site, directory, name.Text);
            if (type.Force(site) is NixString { Text: "directory" }) ListFiles(site, path, files);
            else files.Add(path);
        }
    }

    private Value PackagesFrom(EvalSite site, Value callPackage, Value directory)
    {
        Value single = Inside(site, directory, "package.nix");
        if (Builtins.Call(site, "pathExists", single).Holds(site)) return callPackage.Call(site, single, AttrSet.Empty);
        AttrSetBuilder packages = new();
        foreach ((Symbol name, Value type) in ReadDirectory(site, directory).ByName)
        {
            string kind = type.ForceString(site).Text;
            bool isNix = name.Text.EndsWith(".nix", StringComparison.Ordinal);
            if (kind != "directory" && !isNix) continue;
            if (kind is not ("directory" or "regular"))
            {
                throw new ThrownException(
                    $"lib.filesystem.packagesFromDirectoryRecursive: Unsupported file type {kind} at path {Lib.ToText(site, directory).Text}\n");
            }

            Value path = Inside(site, directory, name.Text);
            if (kind == "directory") packages.Add(name, new Thunk(() => PackagesFrom(EvalSite.None, callPackage, path)));
            else packages.Add(name.Text[..^".nix".Length], new Thunk(() => callPackage.Call(path, AttrSet.Empty)));
        }

        return packages.Build();
    }
}
