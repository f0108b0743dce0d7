using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that make derivations.</summary>
/// <param name="interpreter">The store, and how values become strings.</param>
internal sealed class DerivationBuiltins(Interpreter interpreter)
{
    private static readonly Symbol NameAttr = "name";
    private static readonly Symbol OutputsAttr = "outputs";
    private static readonly Symbol DrvPathAttr = "drvPath";
    private static readonly Symbol OutPathAttr = "outPath";
    private static readonly Symbol OutputNameAttr = "outputName";
    private static readonly AttrTemplate OutputAttrs = new("outPath", "outputName");
    private static readonly AttrTemplate CommonAttrs = new("all", "drvAttrs", "drvPath", "type");
    private static readonly NixString DerivationType = new("derivation");
    private static readonly NixList DefaultOutputs = new([new NixString("out")]);
    private static readonly PositionSite OutputNamePlace = CreateOutputNamePlace();

    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        DerivationBuiltins derivations = new(interpreter);
        table.Add("derivationStrict", derivations.Strict);
        table.Add("placeholder", Placeholder);
        Builtin wrapper = new("derivation", derivations.Derive)
        {
            IsLambda = true,
            IsTraced = false,
            Formals = [new(OutputsAttr, true)],
        };
        table.AddValue("derivation", wrapper);
    }

    private static Value Placeholder(EvalSite site, Value output)
        => new NixString(StorePathComputation.Placeholder(
            output.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.placeholder")));

    /// <summary>
    /// <c>derivation</c>: the attributes that were given, with one set for each output that knows its path when it is asked for it.
    /// Nothing is computed before.
    /// </summary>
    private Value Derive(EvalSite site, Value argument)
    {
        AttrSet given = argument.ForceAttrs(site, "while evaluating the value passed for the lambda argument");
        NixList outputs = given.TryGet(OutputsAttr, out Value? listed)
            ? listed.ForceList(EvalSite.None, "while evaluating the second argument passed to builtins.map")
            : DefaultOutputs;
        if (outputs.Count == 0) throw new EvalException("'builtins.head' called on an empty list");

        Thunk strict = new(() => CallStrict(given));
        Thunk? common = null;
        Value[] values = new Value[outputs.Count];
        for (int i = 0; i < values.Length; i++)
        {
            Value output = outputs[i];
            values[i] = new Thunk(() => DescribeOutput(common!, strict, output));
        }

        common = new Thunk(() => DescribeCommon(given, strict, outputs, values));
        return values[0].Force(site);
    }

    private static AttrSet DescribeCommon(AttrSet given, Thunk strict, NixList outputs, Value[] values)
    {
        AttrSetBuilder byName = new(values.Length);
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < values.Length; i++)
        {
            string name = outputs[i].ForceStringNoContext(
                OutputNamePlace, "while evaluating the `name` attribute of an element of the list passed to builtins.listToAttrs");
            if (seen.Add(name)) byName.Add(name, values[i]);
        }

        Thunk path = new(() => ((AttrSet)strict.Force())[DrvPathAttr]!);
        return given.Update(byName.Build()).Update(CommonAttrs.Create(new NixList(values), given, path, DerivationType));
    }

    private static AttrSet DescribeOutput(Thunk common, Thunk strict, Value output)
    {
        Thunk path = new(() =>
        {
            string name = output.ForceStringNoContext(EvalSite.None, "while evaluating an attribute name");
            return ((AttrSet)strict.Force())[name] ?? throw new EvalException($"attribute '{name}' missing");
        });
        return ((AttrSet)common.Force()).Update(OutputAttrs.Create(path, output));
    }

    /// <summary>Calls <c>derivationStrict</c>. Derivations that build on each other nest such calls, so they count.</summary>
    private Value CallStrict(AttrSet given)
    {
        CallStack.Push(EvalSite.None);
        Value paths = Strict(EvalSite.None, given);
        CallStack.Pop();
        return paths;
    }

    /// <summary><c>derivationStrict</c>: the paths of a derivation's file and outputs.</summary>
    private Value Strict(EvalSite site, Value argument)
    {
        AttrSet attrs = argument.ForceAttrs(site, "while evaluating the argument passed to builtins.derivationStrict");
        Value nameValue = attrs.Require(NameAttr, "in the attrset passed as argument to builtins.derivationStrict");
        Position place = attrs.PositionOf(NameAttr);
        string name;
        try
        {
            name = nameValue.ForceStringNoContext(
                site, "while evaluating the `name` attribute passed to builtins.derivationStrict");
        }
        catch (NixException e) when (Tracing.Step(e, place, "while evaluating the derivation attribute 'name'"))
        {
            throw;
        }

        try
        {
            Derivation derivation = new DerivationReader(interpreter, name).Read(attrs);
            return Describe(derivation, interpreter.Store.AddDerivation(derivation));
        }
        catch (NixException e) when (Tracing.Step(
            e, default, $"while evaluating derivation '{name}'\n  whose name attribute is located at {place}"))
        {
            throw;
        }
    }

    private static AttrSet Describe(Derivation derivation, string path)
    {
        AttrSetBuilder result = new(derivation.Outputs.Count + 1);
        result.Add(DrvPathAttr, new NixString(path, StringContext.Of(ContextElement.ForAllOutputs(path))));
        foreach ((string output, DerivationOutput described) in derivation.Outputs)
        {
            result.Add(output, new NixString(described.Path, StringContext.Of(ContextElement.ForOutput(path, output))));
        }

        return result.Build();
    }

    /// <summary>
    /// Where Nix says the name of an output is needed: its own <c>derivation</c> is a function in a file of this name, which errors
    /// point into.
    /// </summary>
    private static PositionSite CreateOutputNamePlace()
    {
        const int Line = 48;
        const string Indent = "    ";
        string text = new string('\n', Line - 1) + Indent + "name = outputName;\n";
        SourceFile source = new("<nix/derivation-internal.nix>", text, "/");
        return new PositionSite(new Position(source, Line - 1 + Indent.Length));
    }
}
