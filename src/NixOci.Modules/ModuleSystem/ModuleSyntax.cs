using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>A module in its canonical form.</summary>
/// <param name="File">The file that messages name.</param>
/// <param name="Class">What kind of configuration the module is for; <c>null</c> for any.</param>
/// <param name="Key">What tells the module from others.</param>
/// <param name="DisabledModules">The modules that are not to be part of the configuration.</param>
/// <param name="Imports">Further modules.</param>
/// <param name="Options">The declarations.</param>
/// <param name="Config">The definitions.</param>
internal sealed record CanonicalModule(
    Value File, Value Class, Value Key, Value DisabledModules, Value Imports, Value Options, Value Config)
{
    private static readonly AttrTemplate Template = new(
        "_file", "_class", "key", "disabledModules", "imports", "options", "config");

    /// <summary>The module as Nix code sees it.</summary>
    public AttrSet ToSet() => Template.Create(File, Class, Key, DisabledModules, Imports, Options, Config);
}

/// <summary>The forms in which a module may be written.</summary>
/// <param name="context">The module system at hand.</param>
internal sealed class ModuleSyntax(ModuleContext context)
{
    private static readonly AttrTemplate LocatedTemplate = new("_file", "imports");
    private static readonly AttrTemplate MetaTemplate = new("meta");
    private static readonly AttrTemplate FreeformTemplate = new("freeformType");
    private static readonly AttrTemplate ModuleTemplate = new("_module");

    /// <summary>A module whose definitions are reported as being in a file, unless it names its own.</summary>
    public static AttrSet WithDefaultLocation(Value file, Value module) => LocatedTemplate.Create(file, new NixList([module]));

    /// <summary>Brings a module into its canonical form.</summary>
    /// <param name="file">The file where the module names none.</param>
    /// <param name="key">The key where the module names none.</param>
    /// <param name="value">The module; forced, and no function.</param>
    public CanonicalModule Unify(Value file, Value key, Value value)
    {
        if (value is not AttrSet module)
        {
            throw new ThrownException($"module {context.Interpolate(file)} ({context.Interpolate(key)}) does not look like a module.");
        }

        bool isStructured = module.Has(Attr.Config) || module.Has(Attr.Options);
        if (isStructured) RejectStrayAttributes(module, key);
        return new CanonicalModule(
            AsString(module[Attr.ModuleFile] ?? file),
            module[Attr.ModuleClass] ?? NixNull.Instance,
            AsString(module[Attr.Key] ?? key),
            module[Attr.DisabledModules] ?? NixList.Empty,
            isStructured ? module[Attr.Imports] ?? NixList.Empty : ImportsOf(module),
            isStructured ? module[Attr.Options] ?? AttrSet.Empty : AttrSet.Empty,
            isStructured ? ConfigOf(module) : ShorthandConfigOf(module));
    }

    private static Value ImportsOf(AttrSet module)
    {
        bool requires = module.TryGet(Attr.Require, out Value? required);
        if (!module.TryGet(Attr.Imports, out Value? imported)) return requires ? required! : NixList.Empty;
        if (!requires) return imported;
        return new Thunk(() =>
        {
            NixList first = required!.ForceList(), second = imported.ForceList();
            return Protocol.Nix.List([.. first.Items, .. second.Items]);
        });
    }

    private static Value ConfigOf(AttrSet module)
    {
        Value config = module[Attr.Config] ?? AttrSet.Empty;
        if (module.TryGet(Attr.Meta, out Value? meta)) config = Both(config, MetaTemplate.Create(meta));
        return AddFreeformType(module, config);
    }

    private static Value ShorthandConfigOf(AttrSet module) => AddFreeformType(module, module.Where(static (name, _) => !IsStructural(name)));

    private static Value AddFreeformType(AttrSet module, Value config)
        => module.TryGet(Attr.FreeformType, out Value? type)
            ? Both(config, ModuleTemplate.Create(FreeformTemplate.Create(type)))
            : config;

    private static AttrSet Both(Value first, Value second) => Properties.Merge(new NixList([first, second]));

    private static bool IsStructural(Symbol name)
        => name == Attr.ModuleClass || name == Attr.ModuleFile || name == Attr.Key || name == Attr.DisabledModules
            || name == Attr.Require || name == Attr.Imports || name == Attr.FreeformType;

    private static bool IsKnown(Symbol name)
        => name == Attr.Config || name == Attr.Options || name == Attr.Imports || name == Attr.ModuleFile || name == Attr.Key
            || name == Attr.ModuleClass || name == Attr.DisabledModules || name == Attr.Meta || name == Attr.FreeformType;

    private void RejectStrayAttributes(AttrSet module, Value key)
    {
        bool isClean = true;
        foreach (Symbol name in module.Names) isClean &= IsKnown(name);
        if (isClean) return;
        List<string> stray = [];
        foreach ((Symbol name, _) in module.ByName)
        {
            if (!IsKnown(name)) stray.Add(name.Text);
        }

        throw new ThrownException(
            $"Module `{context.Interpolate(key)}' has an unsupported attribute `{stray[0]}'. This is caused by introducing a "
            + "top-level `config' or `options' attribute. Add configuration attributes immediately on the top level instead, or "
            + $"move all of them (namely: {string.Join(' ', stray)}) into the explicit `config' attribute.");
    }

    private Value AsString(Value value) => value as NixString ?? (Value)new Thunk(() => context.AsString(value));
}
