using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins about versions and package names.</summary>
internal static class VersionBuiltins
{
    private static readonly AttrTemplate NameAndVersion = new("name", "version");

    public static void Register(BuiltinTable table)
    {
        table.Add("__compareVersions", Compare);
        table.Add("__splitVersion", Split);
        table.Add("__parseDrvName", ParseName);
    }

    private static Value Compare(EvalSite site, Value first, Value second)
    {
        string left = first.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.compareVersions");
        string right = second.ForceStringNoContext(site, "while evaluating the second argument passed to builtins.compareVersions");
        return NixInt.Of(PackageVersions.Compare(left, right));
    }

    private static Value Split(EvalSite site, Value version)
    {
        ReadOnlySpan<char> rest
            = version.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.splitVersion");
        List<Value> components = [];
        while (PackageVersions.NextComponent(ref rest) is { Length: > 0 } component)
        {
            components.Add(new NixString(component.ToString()));
        }

        return NixList.Of(components);
    }

    private static Value ParseName(EvalSite site, Value name)
    {
        string text = name.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.parseDrvName");
        int dash = PackageVersions.VersionDash(text);
        return dash < 0
            ? NameAndVersion.Create(new NixString(text), NixString.Empty)
            : NameAndVersion.Create(new NixString(text[..dash]), new NixString(text[(dash + 1)..]));
    }
}
