using NixOci.Language.Evaluation;
using NixOci.Language.Flakes;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins about references to flakes; they exist only with the experimental feature <c>flakes</c>.</summary>
/// <param name="features">The experimental features that are enabled.</param>
internal sealed class FlakeBuiltins(IReadOnlySet<string> features)
{
    private readonly FlakeReference _references = new(features);

    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        if (!interpreter.Options.ExperimentalFeatures.Contains("flakes")) return;
        FlakeBuiltins flakes = new(interpreter.Options.ExperimentalFeatures);
        table.Add("__parseFlakeRef", flakes.Parse);
        table.Add("__flakeRefToString", flakes.ToText);
    }

    private AttrSet Parse(EvalSite site, Value reference)
        => ToSet(_references.Parse(
            reference.ForceStringNoContext(site, "while evaluating the argument passed to builtins.parseFlakeRef")));

    private static AttrSet ToSet(InputAttributes attributes)
    {
        AttrSetBuilder set = new(attributes.Count);
        foreach ((string name, Value value) in attributes) set.Add(Symbol.Intern(name), value);
        return set.Build();
    }

    private NixString ToText(EvalSite site, Value argument)
    {
        AttrSet set = argument.ForceAttrs(EvalSite.None, "while evaluating the argument passed to builtins.flakeRefToString");
        InputAttributes attributes = [];
        foreach ((Symbol name, Value value) in set.ByName)
        {
            attributes[name.Text] = value.Force(new PositionSite(set.PositionOf(name))) switch
            {
                NixInt { Value: < 0 } negative
                    => throw site.Error($"negative value given for flake ref attr {name.Text}: {negative.Value}"),
                NixString text => new NixString(text.Text),
                NixInt number => number,
                NixBool flag => flag,
                var other => throw new EvalException(
                    "flake reference attribute sets may only contain integers, Booleans, and strings, but attribute "
                    + $"'{name.Text}' is {ValueTypes.Describe(other)}"),
            };
        }

        return new NixString(_references.ToText(attributes));
    }
}
