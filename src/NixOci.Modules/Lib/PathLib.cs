using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.path</c>: paths, and relative paths in strings that never leave their base.</summary>
internal sealed class PathLib(LibContext lib) : LibFile(lib)
{
    private const int HashLength = 32;
    private const int ContentAddressLength = 52;
    private static readonly AttrTemplate Split = new("root", "subpath");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Function("append", static (site, path, subpath) =>
        {
            string start = ForcePath(site, path, "lib.path.append: The first argument", "");
            return new NixPath(NixPaths.Canonicalize(start + "/" + Valid(site, subpath, "lib.path.append: Second argument")));
        });
        set.Function("hasPrefix", static (site, first, second) =>
        {
            string prefix = ForcePath(site, first, "lib.path.hasPrefix: First argument", "");
            string path = ForcePath(site, second, "lib.path.hasPrefix: Second argument", "");
            return NixBool.Of(HasPrefix(prefix, path));
        });
        set.Function("removePrefix", static (site, first, second) =>
        {
            string prefix = ForcePath(site, first, "lib.path.removePrefix: First argument", ".");
            string path = ForcePath(site, second, "lib.path.removePrefix: Second argument", ".");
            if (HasPrefix(prefix, path)) return new NixString(Subpath(Components(path[prefix.Length..])));
            throw new ThrownException($"lib.path.removePrefix: The first path argument \"{prefix}\" is not a component-wise prefix of the "
                + $"second path argument \"{path}\".");
        });
        set.Function("splitRoot", static (site, path) => Split.Create(
            new NixPath("/"), new NixString(Subpath(Components(ForcePath(site, path, "lib.path.splitRoot: Argument", ""))))));
        set.Function("hasStorePathPrefix", (site, path) => NixBool.Of(
            HasStorePrefix(ForcePath(site, path, "lib.path.hasStorePathPrefix: Argument", ""))));
        set.Lazy("subpath", Subpaths);
    }

    /// <summary>Whether a path is another or lies below it.</summary>
    public static bool HasPrefix(string prefix, string path)
        => prefix == "/" || (path.StartsWith(prefix, StringComparison.Ordinal)
            && (path.Length == prefix.Length || path[prefix.Length] == '/'));

    /// <summary>The components of a path, without those that are empty or stand for the directory itself.</summary>
    public static string[] Components(string path)
        => [.. path.Split('/').Where(static part => part.Length > 0 && part != ".")];

    private static string ForcePath(EvalSite site, Value path, string what, string end)
        => (path.Force(site) as NixPath)?.Path
            ?? throw new ThrownException($"{what} is of type {ValueTypes.Name(path.Force(site))}, but a path was expected{end}");

    private static string Subpath(string[] components) => components.Length == 0 ? "./." : "./" + string.Join('/', components);

    private AttrSet Subpaths()
    {
        LibSet set = new(Lib);
        set.Function("isValid", static (site, value) => NixBool.Of(InvalidReason(site, value) is null));
        set.Function("join", static (site, subpaths) =>
        {
            List<string> components = [];
            Value[] items = subpaths.ForceList(site).Items;
            for (int i = 0; i < items.Length; i++)
            {
                components.AddRange(Components(Valid(site, items[i], $"lib.path.subpath.join: Element at index {i}")));
            }

            return new NixString(Subpath([.. components]));
        });
        set.Function("normalise", static (site, subpath) =>
            new NixString(Subpath(Components(Valid(site, subpath, "lib.path.subpath.normalise: Argument")))));
        set.Function("components", static (site, subpath) =>
            Protocol.Nix.Strings(Components(Valid(site, subpath, "lib.path.subpath.components: Argument"))));
        return set.Build();
    }

    private static string Valid(EvalSite site, Value subpath, string what)
    {
        string? reason = InvalidReason(site, subpath);
        if (reason is not null) throw new ThrownException($"{what} is not a valid subpath string:\n    {reason}");
        return subpath.ForceString(site).Text;
    }

    private static string? InvalidReason(EvalSite site, Value value)
    {
        Value forced = value.Force(site);
        if (forced is not NixString { Text: var text })
        {
            return $"The given value is of type {ValueTypes.Name(forced)}, but a string was expected";
        }

        if (text.Length == 0) return "The given string is empty";
        if (text[0] == '/') return $"The given string \"{text}\" starts with a `/`, representing an absolute path";
        return text.Split('/').Contains("..")
            ? $"The given string \"{text}\" contains a `..` component, which is not allowed in subpaths"
            : null;
    }

    private bool HasStorePrefix(string path)
    {
        string[] components = Components(path);
        if (components.Length > 0 && IsContentAddress(components[0])) return true;
        string store = Builtins["storeDir"].ForceString().Text;
        if (!HasPrefix(store, path) || path.Length == store.Length) return false;
        string name = components[Components(store).Length];
        return name.Length > HashLength + 1 && name[HashLength] == '-';
    }

    private static bool IsContentAddress(string name)
        => name.Length == ContentAddressLength && name.All(static c => char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c));
}
