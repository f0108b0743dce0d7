using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary>The types of numbers.</summary>
/// <param name="context">The module system at hand.</param>
internal sealed class NumberTypes(ModuleContext context)
{
    private static readonly DelegatedCheck IsInt = new(static value => value.Force() is NixInt);

    private Value IntType => context.Types["int"];

    private Value NumberType => context.Types["number"];

    public AttrSet Int() => new SimpleType(context, "int", "signed integer", IsInt, context.Merges.Equal).Set;

    public AttrSet Float() => new SimpleType(
        context,
        "float",
        "floating point number",
        new DelegatedCheck(static value => value.Force() is NixFloat),
        context.Merges.Equal).Set;

    public AttrSet Number() => (AttrSet)context.Types.Either(IntType, context.Types["float"]);

    /// <summary>The members of <c>types.ints</c>.</summary>
    public AttrSet Ints()
    {
        AttrSetBuilder ints = new(9);
        ints.Add("between", Protocol.Nix.Function("between", Between));
        ints.Add("unsigned", new Thunk(() => Bounded(
            static value => value.ForceInt() >= 0, "unsignedInt", "unsigned integer, meaning >=0")));
        ints.Add("positive", new Thunk(() => Bounded(
            static value => value.ForceInt() > 0, "positiveInt", "positive integer, meaning >0")));
        foreach (int bits in (ReadOnlySpan<int>)[8, 16, 32])
        {
            ints.Add($"u{bits}", new Thunk(() => OfBits(
                0, (1L << bits) - 1, $"unsignedInt{bits}", $"{bits} bit unsigned integer")));
            ints.Add($"s{bits}", new Thunk(() => OfBits(
                -(1L << (bits - 1)), (1L << (bits - 1)) - 1, $"signedInt{bits}", $"{bits} bit signed integer")));
        }

        return ints.Build();
    }

    /// <summary>The members of <c>types.numbers</c>.</summary>
    public AttrSet Numbers() => Protocol.Nix.Attrs(
        ("between", Protocol.Nix.Function("between", NumberBetween)),
        ("nonnegative", new Thunk(() => Sign(
            static value => value.ForceFloat() >= 0,
            "numberNonnegative",
            "nonnegative integer or floating point number, meaning >=0"))),
        ("positive", new Thunk(() => Sign(
            static value => value.ForceFloat() > 0,
            "numberPositive",
            "positive integer or floating point number, meaning >0"))));

    private AttrSet Between(Value lowest, Value highest)
    {
        if (ValueComparer.Less(EvalSite.None, highest, lowest))
        {
            throw new ThrownException("ints.between: lowest must be smaller than highest");
        }

        return Within(IntType, lowest, highest).Update(Protocol.Nix.Attrs(
            ("name", new NixString("intBetween")),
            ("description", TypeFunctions.Text(() => $"integer between {Range(context.AsString(lowest), context.AsString(highest))}"))));
    }

    private AttrSet NumberBetween(Value lowest, Value highest)
    {
        if (ValueComparer.Less(EvalSite.None, highest, lowest))
        {
            throw new ThrownException("numbers.between: lowest must be smaller than highest");
        }

        Value json = context.Builtins["toJSON"];
        return Within(NumberType, lowest, highest).Update(Protocol.Nix.Attrs(
            ("name", new NixString("numberBetween")),
            ("description", TypeFunctions.Text(() =>
                $"integer or floating point number between {Range(json.Call(lowest).ForceString(), json.Call(highest).ForceString())}"))));
    }

    private AttrSet OfBits(long lowest, long highest, string name, string start)
    {
        NixInt from = NixInt.Of(lowest), to = NixInt.Of(highest);
        return Within(IntType, from, to).Update(Protocol.Nix.Attrs(
            ("name", new NixString(name)),
            ("description", new NixString($"{start}; between {Range(context.AsString(from), context.AsString(to))}"))));
    }

    private AttrSet Within(Value type, Value lowest, Value highest) => context.Types.AddCheck(type, new DelegatedCheck(
        value => !ValueComparer.Less(EvalSite.None, value, lowest) && !ValueComparer.Less(EvalSite.None, highest, value)));

    private AttrSet Bounded(Func<Value, bool> check, string name, string description)
        => Described(context.Types.AddCheck(IntType, new DelegatedCheck(check)), name, description);

    private AttrSet Sign(Func<Value, bool> check, string name, string description)
        => Described(context.Types.AddCheck(NumberType, new DelegatedCheck(check)), name, description);

    private static AttrSet Described(AttrSet type, string name, string description) => type.Update(Protocol.Nix.Attrs(
        ("name", new NixString(name)),
        ("description", new NixString(description)),
        ("descriptionClass", BuiltInType.NonRestrictiveClause)));

    private static string Range(NixString lowest, NixString highest) => $"{lowest.Text} and {highest.Text} (both inclusive)";
}
