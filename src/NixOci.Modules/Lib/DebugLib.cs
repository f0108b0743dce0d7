using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.debug</c>: values are shown while they are evaluated, and tests run.</summary>
internal sealed class DebugLib(LibContext lib) : LibFile(lib)
{
    private static readonly AttrTemplate TestFailure = new("name", "expected", "result");
    private static readonly AttrTemplate FromAndTo = new("fn", "from", "to");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Function("traceIf", (site, condition, message, value) =>
            condition.Holds(site) ? Trace(site, message, value) : value.Force(site));
        set.Function("traceValFn", (site, function, value) => Trace(site, Thunk.Apply(function, value), value));
        set.Function("traceVal", (site, value) => Trace(site, value, value));
        set.Function("traceSeq", (site, shown, value) => Trace(site, Deep(site, shown), value));
        set.Function("traceSeqN", (site, depth, shown, value) => TraceLimited(site, depth, shown, value));
        set.Function("traceValSeqFn", (site, function, value) =>
        {
            Thunk deep = new(() => Deep(EvalSite.None, value));
            return Trace(site, Thunk.Apply(function, deep), deep);
        });
        set.Function("traceValSeq", (site, value) => Trace(site, Deep(site, value), value));
        set.Function("traceValSeqNFn", (site, function, depth, value) => TraceLimited(site, depth, Thunk.Apply(function, value), value));
        set.Function("traceValSeqN", (site, depth, value) => TraceLimited(site, depth, value, value));
        set.Function("traceFnSeqN", 4, (site, given) =>
        {
            (Value depth, Value name, Value function, Value argument) = (given[0], given[1], given[2], given[3]);
            Thunk result = Thunk.Apply(function, argument);
            return TraceLimited(site, NixInt.Of(depth.ForceInt(site) + 1), FromAndTo.Create(name, argument, result), result);
        });
        set.Function("runTests", RunTests);
        set.Function("testAllTrue", static (site, expression) =>
        {
            Value[] expected = new Value[expression.ForceList(site).Count];
            Array.Fill(expected, NixBool.True);
            return Protocol.Nix.Attrs(("expr", expression), ("expected", new NixList(expected)));
        });
    }

    private Value Trace(EvalSite site, Value message, Value value) => Builtins.Call(site, "trace", message, value);

    private Value Deep(EvalSite site, Value value) => Builtins.Call(site, "deepSeq", value, value);

    /// <summary>Shows a value whose deeper parts are cut off; what lies on the way is evaluated, no more.</summary>
    private Value TraceLimited(EvalSite site, Value depth, Value shown, Value value)
    {
        Value limited = Limited(site, depth.ForceInt(site), shown);
        return Trace(site, new PrettyPrinter(Lib, true, true).Print(site, "", limited), value);
    }

    private static Value Limited(EvalSite site, long depth, Value value)
    {
        Value forced = value.Force(site);
        switch (forced)
        {
            case NixList when depth == 0:
                return Mark("[…]");
            case AttrSet when depth == 0:
                return Mark("{…}");
            case NixList list:
                Value[] items = new Value[list.Count];
                for (int i = 0; i < items.Length; i++)
                {
                    Value item = list[i];
                    items[i] = new Thunk(() => Limited(EvalSite.None, depth - 1, item));
                }

                return NixList.Of([.. items]);
            case AttrSet set:
                return set.Map((_, inner) => new Thunk(() => Limited(EvalSite.None, depth - 1, inner)));
            default:
                return forced;
        }
    }

    private static AttrSet Mark(string text) => Protocol.Nix.Attrs(
        ("__pretty", Lambda.Of(static (site, value) => value.Force(site))),
        ("val", new NixString(ByteText.FromUnicode(text))));

    private Value RunTests(EvalSite site, Value tests)
    {
        AttrSet set = tests.ForceAttrs(site);
        NixList wanted = set["tests"]?.ForceList(site) ?? NixList.Empty;
        List<Value> failures = [];
        foreach ((Symbol name, Value test) in set.ByName)
        {
            bool isRun = wanted.Count == 0
                ? name.Text.StartsWith("test", StringComparison.Ordinal)
                : Builtins.Call(site, "elem", new NixString(name.Text), wanted).Holds(site);
            if (!isRun) continue;
            AttrSet parts = test.ForceAttrs(site);
            Value expression = Part(parts, "expr"), expected = Part(parts, "expected");
            if (!Operators.AreEqual(site, expression, expected))
            {
                failures.Add(TestFailure.Create(new NixString(name.Text), expected, expression));
            }
        }

        return NixList.Of(failures);
    }

    private static Value Part(AttrSet test, Symbol name) => test[name] ?? throw LibContext.MissingAttribute(test, name);
}
