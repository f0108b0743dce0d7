using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>
/// nixpkgs' <c>lib</c>. It is a fixed point with <c>extend</c>, of which nothing is built before it is asked for: the top level
/// holds thunks, and a file's functions come into being when one of them is selected.
/// </summary>
public static class NixpkgsLib
{
    /// <summary>The set <c>lib</c>, the same for all who ask for it with one interpreter through <see cref="NixpkgsHost"/>.</summary>
    public static AttrSet Create(Interpreter interpreter)
    {
        Builtin members = new("lib", (_, self) => TopLevel.Build(new LibContext(interpreter, self))) { IsLambda = true };
        return FixedPointsLib.MakeExtensible(EvalSite.None, "extend", members).ForceAttrs();
    }
}
