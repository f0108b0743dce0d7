using NixOci.Language.Binding;
using NixOci.Language.Builtins;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Evaluation.ReadingAhead;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Syntax;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>
/// Evaluates Nix expressions: the entry to the language. One interpreter keeps what was imported; it is used by one thread at
/// a time, inside <see cref="EvalStack.Run{T}(Func{T})"/>.
/// </summary>
public sealed class Interpreter
{
    private readonly Dictionary<string, Value> _imported = new(StringComparer.Ordinal);
    private readonly Lazy<Globals> _globals;
    private readonly SearchPathLookup _lookup;
    private readonly ReadAhead? _ahead;

    /// <summary>Creates an interpreter.</summary>
    public Interpreter(InterpreterOptions? options = null)
    {
        Options = options ?? new InterpreterOptions();
        Tracing.IsFull = Options.NotesEveryCall;
        Store = new ObjectStore(Options.Files);
        Coercion = new Coercion(Store);
        _lookup = new SearchPathLookup(this);
        _ahead = ReadAhead.For(Options);
        _globals = new Lazy<Globals>(() => new Globals(BuiltinRegistry.Create(this)));
    }

    /// <summary>What evaluation may see of the world, and its limits.</summary>
    public InterpreterOptions Options { get; }

    /// <summary>What would be in the Nix store.</summary>
    public ObjectStore Store { get; }

    /// <summary>The rules by which values become strings.</summary>
    public Coercion Coercion { get; }

    /// <summary>The set <c>builtins</c>.</summary>
    public AttrSet BuiltinSet => _globals.Value.Members;

    /// <summary>The files that were imported so far, those of the host program aside, in the order of their paths: absolute paths as byte text.</summary>
    public IReadOnlyList<string> ImportedFiles
    {
        get
        {
            SortedSet<string> files = new(StringComparer.Ordinal);
            foreach (string path in _imported.Keys)
            {
                if (!Options.HostFiles.ContainsKey(path) && CoreFiles.SourceOf(path) is null) files.Add(path);
            }

            return [.. files];
        }
    }

    /// <summary>Evaluates a source to weak head normal form.</summary>
    public Value Evaluate(SourceFile source) => Evaluate(source, null);

    /// <summary>The value of a file (or of a directory's <c>default.nix</c>), evaluated once.</summary>
    /// <param name="site">Where it is imported.</param>
    /// <param name="path">An absolute path as byte text.</param>
    public Value Import(EvalSite site, string path)
    {
        if (_imported.TryGetValue(path, out Value? value)) return value.Force(site);
        ParsedSource? parsed = _ahead?.Claim(path);
        string file = parsed?.Source.Name ?? ImportedFile(path);
        if (_imported.TryGetValue(file, out value))
        {
            _imported.Add(path, value);
            return value.Force(site);
        }

        // The thunk goes in before it is evaluated: a file that imports itself while it is being evaluated is an infinite recursion.
        Thunk thunk = Options.HostFiles.TryGetValue(file, out Func<Interpreter, Value>? host)
            ? new Thunk(() => host(this))
            : new Thunk(() => Evaluate(parsed is null ? Read(file) : Claimed(parsed), null));
        _imported[path] = _imported[file] = thunk;
        return thunk.Force(site);
    }

    /// <summary>As <see cref="Import"/>, with additional variables in scope; evaluated anew each time.</summary>
    public Value ScopedImport(EvalSite site, AttrSet scope, string path)
    {
        string file = ImportedFile(path);
        return Options.HostFiles.ContainsKey(file) ? Import(site, path) : Evaluate(Read(file), scope);
    }

    /// <summary>Notes that evaluation knows what a directory holds.</summary>
    /// <param name="directory">An absolute path.</param>
    /// <param name="names">The names in it, in byte order.</param>
    internal void NoteListing(string directory, IReadOnlyList<string> names) => _ahead?.ExpectFrom(directory, names);

    /// <summary>Whether a path names something, the host program's files included.</summary>
    public bool PathExists(string path) => IsHostPath(path) || Options.Files.Exists(path);

    /// <summary>The absolute path that <c>&lt;name&gt;</c> stands for, looked up in the entries given.</summary>
    public string FindFile(EvalSite site, IReadOnlyList<SearchPathEntry> entries, string name) => _lookup.Find(site, entries, name);

    /// <summary>Evaluates a source with additional variables in scope.</summary>
    public Value Evaluate(SourceFile source, AttrSet? scope) => Evaluate(Parsed(source), scope);

    /// <summary>Parses a source and finds what its variables stand for, without evaluating anything.</summary>
    /// <exception cref="SyntaxException">The text is not an expression.</exception>
    /// <exception cref="EvalException">A variable is not defined.</exception>
    public Expr Parse(SourceFile source)
    {
        ParsedSource parsed = Parsed(source);
        Bind(parsed, null);
        return parsed.Root;
    }

    private ParsedSource Parsed(SourceFile source) => NixParser.Read(source, Options.HomeDirectory, SourceNames.Shared);

    private Value Evaluate(ParsedSource parsed, AttrSet? scope)
    {
        _ahead?.Expect(parsed);
        BoundFile bound = Bind(parsed, scope);
        return bound.Root.Eval(Frame.Create(default, bound.Slots));
    }

    private BoundFile Bind(ParsedSource parsed, AttrSet? scope)
    {
        parsed.Names.Settle();
        return Binder.Bind(parsed, _globals.Value, Coercion, scope);
    }

    /// <summary>Whether a path is one of the host program's files, or a directory above one.</summary>
    internal bool IsHostPath(string path)
    {
        foreach (string file in Options.HostFiles.Keys)
        {
            if (file.StartsWith(path, StringComparison.Ordinal) && (file.Length == path.Length || file[path.Length] == '/')) return true;
        }

        return false;
    }

    private string ImportedFile(string path)
        => Options.HostFiles.ContainsKey(path) || path == CoreFiles.FetchUrlPath ? path : ImportPath.Resolve(Options.Files, path);

    private static ParsedSource Claimed(ParsedSource parsed)
    {
        LimitWatch.ReserveText(EvalSite.None, parsed.Source.Text.Length);
        return parsed;
    }

    private ParsedSource Read(string path) => Parsed(
        CoreFiles.SourceOf(path)
            ?? SourceFile.FromBytes(path, EvalFiles.ReadBytes(Options.Files, EvalFiles.ResolveLinks(Options.Files, path, followLast: true))));
}
