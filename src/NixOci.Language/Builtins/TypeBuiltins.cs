using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that tell types.</summary>
internal static class TypeBuiltins
{
    private static readonly NixString[] Names = CreateNames();

    public static void Register(BuiltinTable table)
    {
        table.Add("isNull", static (site, value) => NixBool.Of(value.Force(site) is NixNull));
        table.Add("__isFunction", static (site, value) => NixBool.Of(value.Force(site) is Function));
        table.Add("__isInt", static (site, value) => NixBool.Of(value.Force(site) is NixInt));
        table.Add("__isFloat", static (site, value) => NixBool.Of(value.Force(site) is NixFloat));
        table.Add("__isString", static (site, value) => NixBool.Of(value.Force(site) is NixString));
        table.Add("__isBool", static (site, value) => NixBool.Of(value.Force(site) is NixBool));
        table.Add("__isPath", static (site, value) => NixBool.Of(value.Force(site) is NixPath));
        table.Add("__isAttrs", static (site, value) => NixBool.Of(value.Force(site) is AttrSet));
        table.Add("__isList", static (site, value) => NixBool.Of(value.Force(site) is NixList));
        table.Add("__typeOf", static (site, value) => Names[(int)value.Force(site).Kind]);
    }

    private static NixString[] CreateNames()
    {
        NixString[] names = new NixString[(int)ValueKind.Function + 1];
        for (int i = 0; i < names.Length; i++) names[i] = new NixString(ValueTypes.Name((ValueKind)i));
        return names;
    }
}
