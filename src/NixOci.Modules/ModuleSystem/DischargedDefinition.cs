using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>A definition whose conditions and priorities were looked at.</summary>
/// <param name="Definition">The definition without them.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Condition">Whether all conditions around it hold; null where there are none.</param>
internal readonly record struct DischargedDefinition(Definition Definition, Value Priority, bool? Condition)
{
    private static readonly NixInt Ordinary = NixInt.Of(Properties.OrdinaryPriority);

    /// <summary>Takes the conditions and priorities off a definition, which several may come of.</summary>
    /// <param name="raw">The definition as a module gives it.</param>
    /// <param name="withFailing">Whether to find definitions under conditions that do not hold as well.</param>
    /// <param name="found">Where the definitions go.</param>
    public static void Discharge(RawDefinition raw, bool withFailing, List<DischargedDefinition> found)
    {
        bool? condition = null;
        if (raw.Wrapper is not null && !DischargeWrappers(raw, withFailing, found, ref condition)) return;
        if (condition is false) AddLost(raw, raw.Content, found);
        else Discharge(raw, raw.Content, withFailing, condition, found);
    }

    /// <summary>Whether the definition's content remains to be looked at.</summary>
    private static bool DischargeWrappers(
        RawDefinition raw, bool withFailing, List<DischargedDefinition> found, ref bool? condition)
    {
        IReadOnlyList<Wrapper> wrappers = raw.Wrapper!.OutsideIn();
        for (int i = 0; i < wrappers.Count; i++)
        {
            if (wrappers[i].Kind == PropertyKind.If)
            {
                if (condition is false) continue;
                condition = Properties.Holds(wrappers[i].Argument);
                if (condition is false && !withFailing) return false;
                continue;
            }

            // What a priority stands around is a value: conditions in it are not looked at any more.
            Value content = raw.Content;
            for (int j = wrappers.Count - 1; j > i; j--) content = wrappers[j].Around(content);
            found.Add(new DischargedDefinition(Make(raw, content), wrappers[i].Argument.Force(), condition));
            return false;
        }

        return true;
    }

    private static void Discharge(
        RawDefinition raw, Value value, bool withFailing, bool? condition, List<DischargedDefinition> found)
    {
        Value forced = value.Force();
        switch (Properties.KindOf(forced))
        {
            case PropertyKind.Merge:
                foreach (Value item in ((AttrSet)forced).Get(Attr.Contents).ForceList().Items)
                {
                    Discharge(raw, item, withFailing, condition, found);
                }

                break;
            case PropertyKind.If:
                AttrSet conditional = (AttrSet)forced;
                if (Properties.Holds(conditional.Get(Attr.Condition)))
                {
                    Discharge(raw, conditional.Get(Attr.Content), withFailing, true, found);
                }
                else if (withFailing)
                {
                    AddLost(raw, conditional.GetLazily(Attr.Content), found);
                }

                break;
            case PropertyKind.Override:
                AttrSet overriding = (AttrSet)forced;
                Definition definition = Make(raw, overriding.GetLazily(Attr.Content));
                found.Add(new DischargedDefinition(definition, overriding.Get(Attr.Priority).Force(), condition));
                break;
            default:
                found.Add(new DischargedDefinition(Make(raw, forced), Ordinary, condition));
                break;
        }
    }

    /// <summary>
    /// Adds definitions that do not stand, under a condition that does not hold for example. They need not be fit to be evaluated, and
    /// no condition in them is.
    /// </summary>
    public static void AddLost(RawDefinition raw, Value content, List<DischargedDefinition> found)
    {
        if (Evaluable(content) is not AttrSet set)
        {
            found.Add(new DischargedDefinition(Make(raw, content), Ordinary, false));
            return;
        }

        switch (Properties.KindOf(set))
        {
            case PropertyKind.Merge when Evaluable(set.GetLazily(Attr.Contents)) is NixList items:
                foreach (Value item in items.Items) AddLost(raw, item, found);
                break;
            case PropertyKind.If:
                AddLost(raw, set.GetLazily(Attr.Content), found);
                break;
            case PropertyKind.Override when Evaluable(set.GetLazily(Attr.Priority)) is { } priority:
                found.Add(new DischargedDefinition(Make(raw, set.GetLazily(Attr.Content)), priority, false));
                break;
            default:
                found.Add(new DischargedDefinition(Make(raw, content), Ordinary, false));
                break;
        }
    }

    /// <summary>A value, or null where it cannot be evaluated.</summary>
    internal static Value? Evaluable(Value value)
    {
        try
        {
            return value.Force();
        }
        catch (EvalException)
        {
            return null;
        }
    }

    private static Definition Make(RawDefinition raw, Value value) => new(raw.File, value, raw.Owner, raw.Name);
}
