using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Configuration;

/// <summary>A definition that stands on the command line and overrides those of the modules, as <c>mkForce</c> does.</summary>
/// <param name="Path">The option's path, at least one name; byte text.</param>
/// <param name="Expression">
/// The value, which may use <c>config</c>, <c>lib</c>, <c>pkgs</c> and <c>options</c> as a module may.
/// </param>
public sealed record OptionSetting(IReadOnlyList<string> Path, SourceFile Expression)
{
    private static readonly string[] InScope = ["config", "lib", "pkgs", "options"];

    /// <summary>The module with the definition.</summary>
    public Value ToModule(Interpreter interpreter)
        => new Builtin("setting", (_, argument) =>
        {
            AttrSet given = argument.ForceAttrs();
            AttrSetBuilder scope = new(InScope.Length);
            foreach (string name in InScope) scope.Add(name, given[name]!);
            AttrSet variables = scope.Build();
            Value value = new Lib(given["lib"]!).MkForce(new Thunk(() => interpreter.Evaluate(Expression, variables)));
            for (int i = Path.Count - 1; i >= 0; i--) value = Nix.Attrs((Path[i], value));
            return Nix.Attrs(("_file", Nix.Str(Expression.Name)), ("config", value));
        })
        {
            IsLambda = true,
            Formals = [new("config", false), new("options", false), new("lib", false), new("pkgs", false)],
        };
}
