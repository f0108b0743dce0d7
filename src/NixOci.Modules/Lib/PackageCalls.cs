using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The part of <c>lib.customisation</c> that calls functions with the arguments that they name.</summary>
internal sealed class PackageCalls(LibContext lib, CustomisationLib customisation)
{
    private const int FarthestSuggestion = 2;
    private const int MostSuggestions = 3;

    public void Define(LibSet set)
    {
        set.Function("callPackageWith", CallPackage);
        set.Function("callPackagesWith", CallPackages);
    }

    private Value CallPackage(EvalSite site, Value available, Value file, Value given)
    {
        Value function = Load(site, file);
        AttrSet formals = FunctionArguments.Of(site, lib.Builtins, function).ForceAttrs(site);
        AttrSet arguments = Operators.Update(site, lib.Builtins.Call(site, "intersectAttrs", formals, available), given);
        foreach ((Symbol name, Value hasDefault) in formals.ByName)
        {
            if (arguments.Has(name) || hasDefault.Holds(site)) continue;
            throw new AbortException(
                $"lib.customisation.callPackageWith: Function called without required argument \"{name.Text}\" at "
                + Place(site, file, formals, name) + Suggestions(Operators.Update(site, available, given), name.Text));
        }

        return customisation.MakeOverridable(site, function).Call(site, arguments);
    }

    private Value CallPackages(EvalSite site, Value available, Value file, Value given)
    {
        Value function = Load(site, file);
        Value formals = FunctionArguments.Of(site, lib.Builtins, function);
        AttrSet arguments = Operators.Update(site, lib.Builtins.Call(site, "intersectAttrs", formals, available), given);
        AttrSet packages = function.Call(site, arguments).ForceAttrs(site);
        if (AttrSetsLib.IsDerivation(site, packages))
        {
            string name = packages.TryGet("name", out Value? told) ? lib.Interpolate(site, told).Text : "<unknown-name>";
            throw new ThrownException(
                $"function `callPackages` was called on a *single* derivation \"{name}\"; did you mean to use `callPackage` instead?");
        }

        return packages.Map((name, _) => new Thunk(() =>
        {
            Builtin one = Lambda.Of((inner, other) =>
            {
                AttrSet made = function.Call(inner, other).ForceAttrs(inner);
                return (made[name] ?? throw LibContext.MissingAttribute(made, name)).Force(inner);
            });
            return customisation.MakeOverridable(EvalSite.None, one).Call(arguments);
        }));
    }

    private Value Load(EvalSite site, Value file)
        => FunctionArguments.IsFunction(site, file) ? file.Force(site) : lib.Builtins.Call(site, "import", file);

    private string Place(EvalSite site, Value file, AttrSet formals, Symbol name)
    {
        if (formals.PositionOf(name) is { IsKnown: true } position)
        {
            return $"{position.File!.Name}:{position.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        }

        if (FunctionArguments.IsFunction(site, file)) return "<unknown location>";
        string path = lib.ToText(site, file).Text;
        return lib.Interpreter.Options.Files.IsDirectory(path) ? path + "/default.nix" : path;
    }

    private static string Suggestions(AttrSet available, string missing)
    {
        List<(int Distance, string Name)> near = [];
        foreach ((Symbol name, _) in available.ByName)
        {
            if (Math.Abs(name.Text.Length - missing.Length) > FarthestSuggestion) continue;
            int distance = Suggestion.Distance(name.Text, missing);
            if (distance <= FarthestSuggestion) near.Add((distance, name.Text));
        }

        if (near.Count == 0) return "";
        string[] names = [.. near.OrderBy(static suggestion => suggestion.Distance).Take(MostSuggestions).Select(static s => $"\"{s.Name}\"")];
        return names.Length == 1
            ? $", did you mean {names[0]}?"
            : $", did you mean {string.Join(", ", names[..^1])} or {names[^1]}?";
    }
}
