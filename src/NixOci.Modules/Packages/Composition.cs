using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>nixpkgs' functions that call a package's own file: <c>callPackage</c> and its kin.</summary>
/// <param name="nixpkgs">The package set.</param>
internal sealed class Composition(Nixpkgs nixpkgs)
{
    /// <summary>Adds the functions to the package set.</summary>
    public void Declare(AttrSetBuilder set)
    {
        set.Add("callPackage", new Builtin("callPackage", (site, function, given)
            => CallPackage(site, nixpkgs.Self, function, given, overridable: true)) { IsLambda = true });
        set.Add("callPackages", new Builtin("callPackages", (site, function, given)
            => CallPackage(site, nixpkgs.Self, function, given, overridable: false)) { IsLambda = true });
        set.Add("newScope", new Builtin("newScope", (_, extra) => NewScope(extra)) { IsLambda = true });
    }

    private Builtin NewScope(Value extra)
        => new("callPackage", (site, function, given) => CallPackage(
            site, nixpkgs.Self.ForceAttrs().Update(extra.ForceAttrs()), function, given, overridable: true)) { IsLambda = true };

    private Value CallPackage(EvalSite site, Value scope, Value function, Value given, bool overridable)
    {
        Value called = function.Force(site);
        if (!called.IsCallable()) called = nixpkgs.Interpreter.Import(site, PathOf(site, called));
        AttrSet arguments = Arguments(scope.ForceAttrs(site), called, given.ForceAttrs(site));
        return overridable
            ? nixpkgs.Lib["makeOverridable"].Call(site, called, arguments)
            : called.Call(site, arguments);
    }

    /// <summary>
    /// What the function asks for and the scope has. A default stands where the scope merely could have the name: the scope
    /// answers to any name, so only what it lists or knows counts against a default.
    /// </summary>
    private AttrSet Arguments(AttrSet scope, Value function, AttrSet given)
    {
        AttrSet formals = nixpkgs.Lib["functionArgs"].Call(function).ForceAttrs();
        AttrSetBuilder arguments = new(formals.Count);
        foreach ((Symbol name, Value hasDefault) in formals.ByName)
        {
            if (given.Has(name) || !scope.TryGet(name, out Value? value)) continue;
            if (hasDefault.ForceBool() && !IsKnown(scope, name)) continue;
            arguments.Add(name, value);
        }

        return arguments.Build().Update(given);
    }

    private bool IsKnown(AttrSet scope, Symbol name)
        => scope.Names.Contains(name) || nixpkgs.Release.Packages.Find("", name.Text) is not null
            || nixpkgs.Release.Packages.IsSet(name.Text, out _);

    private string PathOf(EvalSite site, Value value)
        => nixpkgs.Interpreter.Coercion.ToNixString(site, value, CoercionMode.None, "").Text;
}
