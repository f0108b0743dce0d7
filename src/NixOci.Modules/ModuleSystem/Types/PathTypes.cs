using NixOci.Language.Evaluation;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary>The types of paths and packages.</summary>
/// <param name="context">The module system at hand.</param>
internal sealed class PathTypes(ModuleContext context)
{
    private static readonly Symbol ShellPath = "shellPath";

    public AttrSet Path() => new SimpleType(
        context, "path", "path", new DelegatedCheck(value => IsAbsolute(context, value)), context.Merges.Equal).Set;

    public AttrSet PathInStore() => new SimpleType(
        context, "pathInStore", "path in the Nix store", new DelegatedCheck(IsInStore), context.Merges.Equal).Set;

    public AttrSet Package() => new SimpleType(
        context, "package", "package", new DelegatedCheck(IsPackage), new DelegatedMerge(MergePackage)).Set;

    public AttrSet ShellPackage() => context.Types["package"].ForceAttrs().With(Attr.Check, new DelegatedCheck(
        static value => TypeFunctions.IsDerivation(value.Force()) && ((AttrSet)value.Force()).Has(ShellPath)));

    /// <summary>Whether a value is, or becomes, a string that begins with a slash.</summary>
    public static bool IsAbsolute(ModuleContext context, Value value)
    {
        Value forced = value.Force();
        if (forced is NixPath) return true;
        return TypeFunctions.IsStringLike(forced) && context.AsString(forced).Text.StartsWith('/');
    }

    private bool IsInStore(Value value)
    {
        Value forced = value.Force();
        if (!TypeFunctions.IsStringLike(forced)) return false;
        string text = context.AsString(forced).Text;
        int start = StorePaths.StoreDirectory.Length + 1;
        return StorePaths.IsInStore(text) && text[start] != '.';
    }

    private bool IsPackage(Value value)
    {
        Value forced = value.Force();
        return TypeFunctions.IsDerivation(forced) || IsStorePath(forced);
    }

    private bool IsStorePath(Value value) => context.Member("strings", "isStorePath").Call(value).ForceBool();

    private Value MergePackage(Location location, Definition[] definitions)
    {
        Value package = context.Merges.One.Merge(location, definitions);
        return package is NixPath or NixString { HasContext: false } ? context.Member("attrsets", "toDerivation").Call(package) : package;
    }
}
