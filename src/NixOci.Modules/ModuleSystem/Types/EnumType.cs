using System.Globalization;
using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary><c>types.enum</c>: one of some values.</summary>
/// <param name="context">The module system at hand.</param>
/// <param name="values">The list of values.</param>
internal sealed class EnumType(ModuleContext context, Value values) : BuiltInType(context)
{
    private static readonly NixString TypeName = new("enum");

    protected override Value Name => TypeName;

    protected override Value Description => TypeFunctions.Text(Describe);

    protected override Value DescriptionClass => new Thunk(() => values.ForceList().Count < 2 ? Noun : Conjunction);

    protected override Value CheckFunction => new Membership(values);

    protected override Value MergeFunction => Context.Merges.Equal;

    protected override AttrSet Functor => Context.Types.Functors.Carrying("enum", null, values, Union);

    private string Describe()
    {
        NixList list = values.ForceList();
        if (list.Count == 0) return "impossible (empty enum)";
        if (list.Count == 1) return $"value {Show(list[0])} (singular enum)";
        StringBuilder text = new("one of ");
        for (int i = 0; i < list.Count; i++) text.Append(i > 0 ? ", " : "").Append(Show(list[i]));
        return text.ToString();
    }

    private static string Show(Value value) => value.Force() switch
    {
        NixString text => $"\"{text.Text}\"",
        NixInt number => number.Value.ToString(CultureInfo.InvariantCulture),
        NixBool truth => truth.Value ? "true" : "false",
        Value other => $"<{ValueTypes.Name(other)}>",
    };

    private static Value Union(Value first, Value second)
    {
        List<Value> union = [];
        foreach (Value value in first.ForceList().Items) AddOnce(union, value);
        foreach (Value value in second.ForceList().Items) AddOnce(union, value);
        return NixList.Of(union);
    }

    private static void AddOnce(List<Value> union, Value value)
    {
        foreach (Value known in union)
        {
            if (ValueComparer.Equal(EvalSite.None, value, known)) return;
        }

        union.Add(value);
    }

    private sealed class Membership(Value values) : CheckFunction
    {
        public override bool Check(Value value)
        {
            foreach (Value known in values.ForceList().Items)
            {
                if (ValueComparer.Equal(EvalSite.None, known, value)) return true;
            }

            return false;
        }
    }
}
