using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.meta</c>: what derivations tell about themselves.</summary>
internal sealed class MetaLib(LibContext lib) : LibFile(lib)
{
    private const int LowPriority = 10;
    private const int HighPriority = -10;
    private static readonly Symbol Meta = "meta";
    private static readonly Symbol Name = "name";
    private static readonly Symbol Parsed = "parsed";
    private static readonly Symbol SystemAttr = "system";
    private Dictionary<string, Value>? _licenses;

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Function("addMetaAttrs", static (site, attrs, package) => AddMeta(site, attrs, package));
        set.Function("dontDistribute", static (site, package) =>
            AddMeta(site, Protocol.Nix.Attrs(("hydraPlatforms", NixList.Empty)), package));
        set.Function("setName", static (site, name, package) => package.ForceAttrs(site).With(Name, name));
        set.Function("updateName", static (site, update, package) => Rename(site, package, name => update.Call(EvalSite.None, name)));
        set.Function("appendToName", (site, suffix, package) => Rename(site, package, name => AppendToName(suffix, name)));
        set.Function("mapDerivationAttrset", static (site, function, attrs) =>
            MapDerivations(site, attrs, package => function.Call(EvalSite.None, package)));
        set.Function("setPrio", static (site, priority, package) => SetPriority(site, priority, package));
        DefinePriority(set, "lowPrio", LowPriority);
        DefinePriority(set, "hiPrio", HighPriority);
        set.Function("platformMatch", (site, platform, element) => NixBool.Of(Matches(site, platform, element)));
        set.Function("availableOn", (site, platform, package) => NixBool.Of(IsAvailable(site, platform, package)));
        set.Function("getLicenseFromSpdxId", (site, id) => License(site, id, new Thunk(() => Lib.Warn(
            EvalSite.None,
            "getLicenseFromSpdxId: No license matches the given SPDX ID: " + Lib.Interpolate(EvalSite.None, id).Text,
            Protocol.Nix.Attrs(("shortName", id))))));
        set.Function("getLicenseFromSpdxIdOr", (site, id, fallback) => License(site, id, fallback));
        set.Function("getExe", (site, package) => Executable(site, package, new Thunk(() => MainProgram(EvalSite.None, package))));
        set.Function("getExe'", (site, package, program) => Executable(site, package, program));
    }

    private static AttrSet AddMeta(EvalSite site, Value attrs, Value package)
    {
        AttrSet set = package.ForceAttrs(site);
        return set.With(Meta, new Thunk(() => Operators.Update(EvalSite.None, set[Meta] ?? AttrSet.Empty, attrs)));
    }

    private static AttrSet SetPriority(EvalSite site, Value priority, Value package)
        => AddMeta(site, Protocol.Nix.Attrs(("priority", priority)), package);

    private static void DefinePriority(LibSet set, string function, int priority)
    {
        set.Function(function, (site, package) => SetPriority(site, NixInt.Of(priority), package));
        set.Function(function + "Set", (site, packages) =>
            MapDerivations(site, packages, package => SetPriority(EvalSite.None, NixInt.Of(priority), package)));
    }

    private static AttrSet Rename(EvalSite site, Value package, Func<Value, Value> rename)
    {
        AttrSet set = package.ForceAttrs(site);
        return set.With(Name, new Thunk(() => rename(set[Name] ?? throw LibContext.MissingAttribute(set, Name))));
    }

    private NixString AppendToName(Value suffix, Value name)
    {
        AttrSet parts = Builtins.Call(EvalSite.None, "parseDrvName", name).ForceAttrs();
        return Lib.Join(EvalSite.None, "-", [parts[Name]!, suffix, parts["version"]!]);
    }

    private static AttrSet MapDerivations(EvalSite site, Value packages, Func<Value, Value> map)
        => packages.ForceAttrs(site).Map((_, package) => new Thunk(() =>
            AttrSetsLib.IsDerivation(EvalSite.None, package.Force()) ? map(package) : package));

    private bool Matches(EvalSite site, Value platform, Value element)
    {
        Value pattern = element.Force(site);
        if (pattern is NixString)
        {
            return platform.Force(site) is AttrSet set && set.TryGet(SystemAttr, out Value? system)
                && Operators.AreEqual(site, pattern, system);
        }

        if (!(pattern is AttrSet wanted && wanted.Has(Parsed))) pattern = Protocol.Nix.Attrs(("parsed", pattern));
        return Lib.Member("attrsets", "matchAttrs").Call(site, pattern, platform).Holds(site);
    }

    private bool IsAvailable(EvalSite site, Value platform, Value package)
    {
        AttrSet? meta = (package.Force(site) as AttrSet)?[Meta]?.Force(site) as AttrSet;
        if (meta?["platforms"] is { } platforms && !Any(site, platform, platforms)) return false;
        return meta?["badPlatforms"] is not { } bad || !Any(site, platform, bad);
    }

    private bool Any(EvalSite site, Value platform, Value patterns)
    {
        foreach (Value pattern in patterns.ForceList(site).Items)
        {
            if (Matches(site, platform, pattern)) return true;
        }

        return false;
    }

    private Value License(EvalSite site, Value id, Value fallback)
    {
        _licenses ??= LicensesById();
        return (_licenses.GetValueOrDefault(StringsLib.ToLower(id.ForceString(site).Text)) ?? fallback).Force(site);
    }

    private Dictionary<string, Value> LicensesById()
    {
        Dictionary<string, Value> byId = new(StringComparer.Ordinal);
        foreach ((_, Value license) in Lib.File("licenses").ByName)
        {
            if (license.ForceAttrs()["spdxId"] is { } id) byId.TryAdd(StringsLib.ToLower(id.ForceString().Text), license);
        }

        return byId;
    }

    private Value MainProgram(EvalSite site, Value package)
    {
        AttrSet set = package.ForceAttrs(site);
        AttrSet? meta = set[Meta]?.Force(site) as AttrSet;
        if (meta?["mainProgram"] is { } program) return program.Force(site);
        Value name = meta?[Name] ?? set["pname"] ?? set[Name] ?? throw LibContext.MissingAttribute(set, Name);
        string message = $"getExe: Package {NixText.Identifier(name.ForceString(site).Text)} does not have the meta.mainProgram attribute. "
            + "We'll assume that the main program has the same name for now, but this behavior is deprecated, because it leads to "
            + "surprising errors when the assumption does not hold. If the package has a main program, please set `meta.mainProgram` in "
            + "its definition to make this warning go away. Otherwise, if the package does not have a main program, or if you don't "
            + "control its definition, use getExe' to specify the name to the program, such as lib.getExe' foo \"bar\".";
        return Lib.Warn(site, message, Lib.Member("strings", "getName").Call(site, package));
    }

    private NixString Executable(EvalSite site, Value package, Value program)
    {
        Value derivation = package.Force(site);
        if (!AttrSetsLib.IsDerivation(site, derivation)) throw Refusal("first", derivation, "a derivation");
        Value name = program.Force(site);
        if (name is not NixString text) throw Refusal("second", name, "a string");
        if (text.Text.Contains('/'))
        {
            throw new ThrownException($"lib.meta.getExe': The second argument \"{text.Text}\" is a nested path with a \"/\" character, but it "
                + "should just be the name of the executable instead.");
        }

        return Lib.Join(site, "", [AttrSetsLib.Output(site, derivation, new NixString("bin")), new NixString("/bin/"), text]);
    }

    private static ThrownException Refusal(string which, Value given, string wanted)
        => new($"lib.meta.getExe': The {which} argument is of type {ValueTypes.Name(given)}, but it should be {wanted} instead.");
}
