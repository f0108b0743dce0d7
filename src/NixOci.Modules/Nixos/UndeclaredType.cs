using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.ModuleSystem;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Nixos;

/// <summary>
/// The type of options that nobody declares: what is defined once or alike everywhere is that value, sets are merged name by
/// name, lists are joined. NixOS's own type might merge otherwise, but it never gives up either of the definitions.
/// </summary>
internal static class UndeclaredType
{
    /// <summary>The type.</summary>
    /// <param name="lib">The <c>lib</c> in use.</param>
    /// <param name="unknown">What answers for names that sets do not have; null where they are missing attributes.</param>
    public static Value Create(Lib lib, UnknownOptions? unknown = null)
    {
        Value? type = null;
        Value self = Nix.Lazy(() => type!);
        Value sets = Nix.Lazy(() => lib.Types["lazyAttrsOf"].Call(self));
        return type = lib["mkOptionType"].Call(Nix.Attrs(
            ("name", Nix.Str("undeclared")),
            ("description", Nix.Str("anything")),
            ("descriptionClass", Nix.Str("noun")),
            ("check", Nix.Function("check", static _ => NixBool.True)),
            ("merge", Nix.Function("merge", (location, definitions) => Merge(lib, sets, unknown, location, definitions)))));
    }

    private static Value Merge(Lib lib, Value sets, UnknownOptions? unknown, Value location, Value definitions)
    {
        NixList list = definitions.ForceList();
        bool areSets = true, areLists = true;
        foreach (Value definition in list.Items)
        {
            Value value = definition.Select("value");
            areSets &= value is AttrSet set && !set.IsCallable() && !set.Has("outPath") && !set.Has("_type");
            areLists &= value is NixList;
        }

        if (areSets)
        {
            Value merged = sets.Select("merge").Call(location, definitions);
            return unknown is null ? merged : unknown.Attach(Location.Of(location), merged);
        }

        return areLists ? Joined(list) : lib["mergeEqualOption"].Call(location, definitions);
    }

    private static NixList Joined(NixList definitions)
    {
        List<Value> items = [];
        foreach (Value definition in definitions.Items) items.AddRange(definition.Select("value").ForceList().Items);
        return NixList.Of(items);
    }
}
