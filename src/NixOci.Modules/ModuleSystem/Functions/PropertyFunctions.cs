using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem.Functions;

/// <summary>The functions of <c>lib.modules</c> that make properties and take them apart.</summary>
internal static class PropertyFunctions
{
    private static readonly Symbol Values = "values";
    private static readonly AttrTemplate Chosen = new("values", "highestPrio");

    public static void Add(LibSet set, ModuleContext context)
    {
        set.Function("mkIf", static (_, condition, content) => Properties.If(condition, content));
        set.Function("mkMerge", static (_, contents) => Properties.Merge(contents));
        set.Function("mkOverride", static (_, priority, content) => Properties.Override(priority, content));
        set.Function("mkOrder", static (_, priority, content) => Properties.Order(priority, content));
        set.Function("mkAssert", (_, assertion, message, content) => Properties.If(
            new Thunk(() => assertion.ForceBool()
                ? NixBool.True
                : throw new ThrownException($"\nFailed assertion: {context.Interpolate(message)}")),
            content));
        AddOverride(set, "mkOptionDefault", Properties.OptionDefaultPriority);
        AddOverride(set, "mkDefault", Properties.DefaultPriority);
        AddOverride(set, "mkImageMediaOverride", Properties.ImageMediaPriority);
        AddOverride(set, "mkForce", Properties.ForcePriority);
        AddOverride(set, "mkVMOverride", Properties.VirtualMachinePriority);
        AddOrder(set, "mkBefore", Properties.BeforeOrder);
        AddOrder(set, "mkAfter", Properties.AfterOrder);
        set.Constant("defaultOverridePriority", NixInt.Of(Properties.OrdinaryPriority));
        set.Constant("defaultOrderPriority", NixInt.Of(Properties.OrdinaryOrder));
        set.Lazy("defaultPriority", () => context.Warn(
            "lib.modules.defaultPriority is deprecated, please use lib.modules.defaultOverridePriority instead.",
            NixInt.Of(Properties.OrdinaryPriority)));
        set.Lazy("mkFixStrictness", () => context.Warn(
            "lib.mkFixStrictness has no effect and will be removed. It returns its argument unmodified, so you can just remove any "
            + "calls.",
            Protocol.Nix.Function("id", static value => value)));
        set.Function("filterOverrides", static (_, definitions) => FilterOverrides(definitions.ForceList()).Get(Values));
        set.Function("filterOverrides'", static (_, definitions) => FilterOverrides(definitions.ForceList()));
        set.Function("sortProperties", static (_, definitions) => Sort(definitions.ForceList()));
    }

    /// <summary>A configuration with the properties around it pushed down to its attributes.</summary>
    public static NixList PushDown(Value configuration)
    {
        List<ConfigPart> parts = [];
        ConfigPart.PushDown(NixNull.Instance, configuration, null, parts);
        List<Value> sets = new(parts.Count);
        foreach (ConfigPart part in parts)
        {
            Value pushed = part.Wrapper is null
                ? part.Set
                : new Thunk(() => part.Set.ForceAttrs().Map((_, value) => Wrapper.Wrap(part.Wrapper, value)));
            sets.Add(pushed);
        }

        return NixList.Of(sets);
    }

    /// <summary>The values that remain of a definition when its conditions are evaluated.</summary>
    public static NixList Discharge(Value definition)
    {
        List<Value> values = [];
        Discharge(definition, values);
        return NixList.Of(values);
    }

    private static void Discharge(Value definition, List<Value> values)
    {
        Value forced = definition.Force();
        switch (Properties.KindOf(forced))
        {
            case PropertyKind.Merge:
                foreach (Value item in ((AttrSet)forced).Get(Attr.Contents).ForceList().Items) Discharge(item, values);
                break;
            case PropertyKind.If:
                if (Properties.Holds(((AttrSet)forced).Get(Attr.Condition))) Discharge(((AttrSet)forced).Get(Attr.Content), values);
                break;
            default:
                values.Add(forced);
                break;
        }
    }

    private static void AddOverride(LibSet set, string name, long priority)
        => set.Function(name, (_, content) => Properties.Override(priority, content));

    private static void AddOrder(LibSet set, string name, long place)
        => set.Function(name, (_, content) => Properties.Order(NixInt.Of(place), content));

    /// <summary>The definitions of the highest priority; sets made by user code keep their other attributes.</summary>
    private static AttrSet FilterOverrides(NixList definitions)
    {
        Value highest = NixInt.Of(Properties.NoDefinitionPriority);
        Value[] priorities = new Value[definitions.Count];
        for (int i = 0; i < priorities.Length; i++)
        {
            Value value = definitions[i].Get(Attr.Value);
            priorities[i] = Properties.KindOf(value) == PropertyKind.Override
                ? ((AttrSet)value).Get(Attr.Priority).Force()
                : NixInt.Of(Properties.OrdinaryPriority);
            if (Properties.Precedes(priorities[i], highest)) highest = priorities[i];
        }

        List<Value> standing = [];
        for (int i = 0; i < priorities.Length; i++)
        {
            if (!Properties.Same(priorities[i], highest)) continue;
            AttrSet definition = definitions[i].ForceAttrs();
            Value value = definition.Get(Attr.Value).Force();
            standing.Add(Properties.KindOf(value) == PropertyKind.Override
                ? definition.With(Attr.Value, ((AttrSet)value).GetLazily(Attr.Content))
                : definition);
        }

        return Chosen.Create(NixList.Of(standing), highest);
    }

    private static NixList Sort(NixList definitions)
    {
        Value[] stripped = new Value[definitions.Count];
        Value[] places = new Value[stripped.Length];
        for (int i = 0; i < stripped.Length; i++)
        {
            AttrSet definition = definitions[i].ForceAttrs();
            Value value = definition.Get(Attr.Value).Force();
            if (Properties.KindOf(value) == PropertyKind.Order)
            {
                AttrSet order = (AttrSet)value;
                definition = definition
                    .With(Attr.Value, order.GetLazily(Attr.Content))
                    .With(Attr.Priority, order.GetLazily(Attr.Priority));
            }

            stripped[i] = definition;
            places[i] = definition[Attr.Priority]?.Force() ?? NixInt.Of(Properties.OrdinaryOrder);
        }

        return Protocol.Nix.List(Ordering.SortBy(stripped, places));
    }
}
