using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>
/// Collects the attributes of a file of <c>lib</c>. Bodies of functions get arguments that may be thunks and return what is in
/// weak head normal form, as those of builtins do; to Nix code the functions are ordinary lambdas.
/// </summary>
/// <param name="lib">What the files share.</param>
internal sealed class LibSet(LibContext lib)
{
    private readonly AttrSetBuilder _members = new(64);

    /// <summary>A function of one argument.</summary>
    public void Function(string name, BuiltinBody1 body) => Constant(name, new Builtin(name, body) { IsLambda = true });

    /// <summary>A function of two arguments.</summary>
    public void Function(string name, BuiltinBody2 body) => Constant(name, new Builtin(name, body) { IsLambda = true });

    /// <summary>A function of three arguments.</summary>
    public void Function(string name, BuiltinBody3 body) => Constant(name, new Builtin(name, body) { IsLambda = true });

    /// <summary>A function of more arguments.</summary>
    public void Function(string name, int arity, BuiltinBodyN body)
        => Constant(name, new Builtin(name, arity, body) { IsLambda = true });

    /// <summary>A function of a set of named arguments.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="formals">
    /// The names of the arguments; one that may be left out has a question mark at its end. A last one of three dots lets others in.
    /// </param>
    /// <param name="body">What the function does with a set that fits.</param>
    public void Function(string name, string[] formals, Func<EvalSite, AttrSet, Value> body)
        => Constant(name, new SetPattern(name, formals).Function(body));

    /// <summary>A function of a set of named arguments and another argument; the set is checked when it alone is given.</summary>
    public void Function(string name, string[] formals, Func<EvalSite, AttrSet, Value, Value> body)
        => Constant(name, new SetPattern(name, formals).Function(body));

    /// <summary>A value that is at hand, or a thunk.</summary>
    public void Constant(string name, Value value) => _members.Add(name, value);

    /// <summary>A value that is computed when it is first asked for.</summary>
    public void Lazy(string name, Func<Value> compute) => _members.Add(name, new Thunk(compute));

    /// <summary>Members of <c>builtins</c> under their own names, looked up when they are asked for.</summary>
    public void Builtins(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            string member = name;
            _members.Add(member, new Thunk(() => lib.Builtins[member]));
        }
    }

    /// <summary>A file of <c>lib</c>, built when it is first asked for.</summary>
    public void File(string name, Func<LibContext, LibFile> create) => Lazy(name, () => create(lib).Build());

    /// <summary>Members of another file, as <c>inherit (lib.FILE) …</c> takes them over.</summary>
    public void Inherit(string file, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            Symbol member = name;
            _members.Add(member, new Thunk(() => lib.Member(file, member)));
        }
    }

    /// <summary>The set of what was added.</summary>
    public AttrSet Build() => _members.Build();
}
