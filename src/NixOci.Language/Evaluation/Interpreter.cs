using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>
/// Evaluates Nix expressions: the entry to the language. One interpreter keeps what was imported; it is used by one thread at
/// a time, inside <see cref="EvalStack.Run{T}"/>.
/// </summary>
public sealed class Interpreter
{
    /// <summary>Creates an interpreter.</summary>
    public Interpreter(InterpreterOptions? options = null)
    {
        Options = options ?? new InterpreterOptions();
        Store = new ObjectStore(Options.Files);
        Coercion = new Coercion(Store);
        BuiltinSet = AttrSet.Empty;
    }

    /// <summary>What evaluation may see of the world, and its limits.</summary>
    public InterpreterOptions Options { get; }

    /// <summary>What would be in the Nix store.</summary>
    public ObjectStore Store { get; }

    /// <summary>The rules by which values become strings.</summary>
    public Coercion Coercion { get; }

    /// <summary>The set <c>builtins</c>.</summary>
    public AttrSet BuiltinSet { get; }

    /// <summary>Evaluates a source to weak head normal form.</summary>
    public Value Evaluate(SourceFile source) => throw new NotSupportedException(source.Name);

    /// <summary>The value of a file (or of a directory's <c>default.nix</c>), evaluated once.</summary>
    /// <param name="site">Where it is imported.</param>
    /// <param name="path">An absolute path as byte text.</param>
    public Value Import(EvalSite site, string path) => throw site.Error(path);

    /// <summary>As <see cref="Import"/>, with additional variables in scope; evaluated anew each time.</summary>
    public Value ScopedImport(EvalSite site, AttrSet scope, string path) => throw site.Error(path + scope.Count);

    /// <summary>The absolute path that <c>&lt;name&gt;</c> stands for, looked up in the entries given.</summary>
    public string FindFile(EvalSite site, IReadOnlyList<SearchPathEntry> entries, string name) => throw site.Error(name + entries.Count);
}
