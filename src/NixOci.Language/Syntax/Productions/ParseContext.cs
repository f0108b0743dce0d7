using System.Text;
using NixOci.Language.Source;
using NixOci.Language.Syntax.Lexing;
using NixOci.Language.Values;
using Pidgin;
using Pidgin.Configuration;

namespace NixOci.Language.Syntax.Productions;

/// <summary>
/// What the parsers of one text share: where the text comes from, the contents of tokens, and how deep the nesting is. It travels
/// as Pidgin's configuration, which every parser can reach.
/// </summary>
internal sealed class ParseContext(SourceFile source, TokenBuffer tokens, SourceNames names, string? homeDirectory, int mostSymbols)
    : IConfiguration<Token>
{
    /// <summary>
    /// How many symbols may wait: Nix's parser keeps at most 10 000 states, of which the first stands for no symbol, and gives up
    /// when it reaches that number.
    /// </summary>
    public const int MostSymbols = 9_998;

    private int _symbols;

    public SourceFile Source { get; } = source;

    public string Text { get; } = source.Text;

    /// <summary>The set whose bindings are being parsed.</summary>
    public AttrSetExpr? Target { get; set; }

    /// <summary>Where list elements and arguments wait until their number is known.</summary>
    public ScratchStack<Expr> Exprs { get; } = new();

    /// <summary>Where the names of an attribute path wait until their number is known.</summary>
    public ScratchStack<AttrName> Names { get; } = new();

    /// <summary>Where the parts of a string wait until their number is known.</summary>
    public ScratchStack<ConcatPart> Parts { get; } = new();

    /// <summary>Where the parts of an indented string wait until the string ends.</summary>
    public ScratchStack<IndentedPart> IndentedParts { get; } = new();

    /// <summary>For building texts; whoever uses it clears it first and does not keep it.</summary>
    public StringBuilder Builder { get; } = new();

    /// <summary>What <c>~</c> stands for; null where home is not to be seen.</summary>
    public string? Home { get; } = homeDirectory;

    /// <summary>How definitions become attributes.</summary>
    public BindingRules Rules { get; } = new(source, names);

    /// <summary>The symbols of names.</summary>
    public SourceNames SymbolNames { get; } = names;

    /// <summary>The paths of path literals so far.</summary>
    public List<string> Paths { get; } = [];

    public Func<Token, SourcePosDelta> SourcePosCalculator { get; } = static _ => SourcePosDelta.OneCol;

    public IArrayPoolProvider ArrayPoolProvider => Configuration.Default<Token>().ArrayPoolProvider;

    public static ParseContext Of(ref ParseState<Token> state) => (ParseContext)state.Configuration;

    /// <summary>The content of a token of literal text.</summary>
    public string ContentOf(Token token) => token.Payload < 0 ? Text[token.Start..token.End] : tokens.Texts[token.Payload];

    /// <summary>The place of the first identifier of that name, among all tokens.</summary>
    public int FirstMention(Symbol name)
    {
        ReadOnlySpan<Token> all = tokens.Tokens;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].Kind == TokenKind.Identifier && all[i].Symbol == name) return i;
        }

        return all.Length;
    }

    public Position PositionAt(int offset) => new(Source, offset);

    /// <summary>
    /// Notes that so many symbols wait while what they enclose is parsed. Nix bounds their number, and so do we: whatever is
    /// parsed can then be walked without exhausting the stack.
    /// </summary>
    public void Enter(ref ParseState<Token> state, int symbols)
    {
        _symbols += symbols;
        if (_symbols > mostSymbols) throw new SyntaxException("memory exhausted", PositionAt(tokens.Tokens[(int)state.Location - 1].Start));
    }

    public void Leave(int symbols) => _symbols -= symbols;

    /// <summary>Checks that one more symbol may wait.</summary>
    public void CheckDepth(Token token)
    {
        if (_symbols >= mostSymbols) throw new SyntaxException("memory exhausted", PositionAt(token.Start));
    }

    /// <summary>The error for a token that cannot stand where it does.</summary>
    /// <param name="actual">The token.</param>
    /// <param name="expected">What could stand there, in Nix's words, where that is few enough to tell.</param>
    public SyntaxException Unexpected(Token actual, string? expected = null)
    {
        if (actual.Kind == TokenKind.Malformed) return tokens.Error!;
        string message = $"syntax error, unexpected {TokenNames.Of(actual.Kind)}";
        if (expected is not null) message += $", expecting {expected}";
        return new SyntaxException(message, PositionAt(actual.Kind == TokenKind.EndOfFile ? actual.End : actual.Start));
    }
}
