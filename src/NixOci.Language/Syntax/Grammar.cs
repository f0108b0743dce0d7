using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Nodes;
using NixOci.Language.Source;
using NixOci.Language.Values;
using Pidgin;

namespace NixOci.Language.Syntax;

/// <summary>
/// The parsers of one file, one for each production of <c>grammar/nix.ebnf</c>. Each looks at the kind of the next token and
/// never goes back; the first token that fits nowhere is the error.
/// </summary>
internal sealed class Grammar
{
    public Grammar(LexedFile file, string? homeDirectory)
    {
        File = file;
        HomeDirectory = homeDirectory;
        Bindings = new BindingRules(file.Source);
        Expression = new ExpressionParser(this);
        Lambda = new LambdaParser(this);
        Formals = new FormalsParser(this);
        Let = new LetParser(this);
        Operation = new OperationParser(this);
        Application = new ApplicationParser(this);
        Selection = new SelectionParser(this);
        Simple = new SimpleParser(this);
        String = new StringParser(this);
        Indented = new IndentedStringParser(this);
        Path = new PathParser(this);
        List = new ListParser(this);
        Set = new SetParser(this);
        Binding = new BindingParser(this);
        Inherit = new InheritParser(this);
        AttrPath = new AttrPathParser(this);
        Interpolation = new InterpolationParser(this);
    }

    public LexedFile File { get; }

    public string? HomeDirectory { get; }

    public BindingRules Bindings { get; }

    public ExpressionParser Expression { get; }

    public LambdaParser Lambda { get; }

    public FormalsParser Formals { get; }

    public LetParser Let { get; }

    public OperationParser Operation { get; }

    public ApplicationParser Application { get; }

    public SelectionParser Selection { get; }

    public SimpleParser Simple { get; }

    public StringParser String { get; }

    public IndentedStringParser Indented { get; }

    public PathParser Path { get; }

    public ListParser List { get; }

    public SetParser Set { get; }

    public BindingParser Binding { get; }

    public InheritParser Inherit { get; }

    public AttrPathParser AttrPath { get; }

    public InterpolationParser Interpolation { get; }

    public Position At(int offset) => new(File.Source, offset);

    public Symbol SymbolOf(Token token) => Symbol.Intern(File.Slice(token));

    /// <summary>Looks at the stack: nesting is bounded by an error, not by the process.</summary>
    public void EnsureStack(Token token) => EvalStack.EnsureSpace(new PositionSite(At(token.Start)));

    /// <summary>The error for a token that fits nowhere.</summary>
    /// <param name="token">The token.</param>
    /// <param name="expecting">What would have fitted, as messages name it; at most four, else none is named.</param>
    public SyntaxException Unexpected(Token token, params ReadOnlySpan<string> expecting)
    {
        if (token.Kind == TokenKind.Malformed) return new SyntaxException(File.TextOf(token), At(token.Start));
        string message = "syntax error, unexpected " + TokenNames.Of(token.Kind);
        for (int i = 0; i < expecting.Length; i++) message += (i == 0 ? ", expecting " : " or ") + expecting[i];
        return new SyntaxException(message, At(token.Start));
    }

    /// <summary>Takes a token of the kind that must come next.</summary>
    public Token Require(ref ParseState<Token> state, TokenKind kind)
    {
        Token token = state.Current;
        if (token.Kind != kind) throw Unexpected(token, TokenNames.Of(kind));
        if (kind != TokenKind.EndOfFile) state.Advance();
        return token;
    }
}

/// <summary>A parser of one production: it fails by an exception with a position, never by returning.</summary>
/// <typeparam name="T">What it yields.</typeparam>
internal abstract class Production<T>(Grammar grammar) : Parser<Token, T>
{
    protected Grammar Grammar { get; } = grammar;

    public sealed override bool TryParse(ref ParseState<Token> state, ref PooledList<Expected<Token>> expecteds, out T result)
    {
        result = Parse(ref state);
        return true;
    }

    public abstract T Parse(ref ParseState<Token> state);
}
