using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The part of <c>lib.strings</c> that reads the names and versions of packages.</summary>
internal sealed class PackageTexts(LibContext lib)
{
    private static readonly Symbol Name = "name";
    private static readonly Symbol PackageName = "pname";
    private static readonly Symbol Version = "version";

    public void Define(LibSet set)
    {
        set.Function("getName", (site, package) => Part(site, package, PackageName, Name));
        set.Function("getVersion", (site, package) => Part(site, package, Version, Version));
        set.Function("nameFromURL", NameFromUrl);
        set.Function("versionOlder", (site, first, second) => NixBool.Of(IsOlder(site, first, second)));
        set.Function("versionAtLeast", (site, first, second) => NixBool.Of(!IsOlder(site, first, second)));
    }

    private Value Part(EvalSite site, Value package, Symbol attribute, Symbol part)
    {
        Value fullName = package.Force(site);
        if (fullName is not NixString)
        {
            if (fullName is AttrSet set && set.TryGet(attribute, out Value? told)) return told.Force(site);
            AttrSet described = fullName.ForceAttrs(site, "while selecting an attribute");
            fullName = described[Name] ?? throw LibContext.MissingAttribute(described, Name);
        }

        return lib.Builtins.Call(site, "parseDrvName", fullName).ForceAttrs(site)[part]!.Force(site);
    }

    private bool IsOlder(EvalSite site, Value first, Value second)
        => lib.Builtins.Call(site, "compareVersions", second, first) is NixInt { Value: 1 };

    private Value NameFromUrl(EvalSite site, Value url, Value separator)
    {
        string whole = lib.ToText(site, url).Text;
        string file = whole[(whole.LastIndexOf('/') + 1)..];
        string between = lib.ToText(site, separator).Text;
        int end = file.IndexOf(between, StringComparison.Ordinal);
        if (end < 0 || (end == 0 && file.Length == 0)) throw Operators.AssertionFailure("(name != filename)", site);
        return new NixString(file[..end], lib.Interpolate(site, url).Context);
    }
}
