using NixOci.Language.Syntax.Lexing;
using Pidgin;

namespace NixOci.Language.Syntax.Productions;

/// <summary>
/// The productions of the expression grammar, each a parser of its own. They look at the kind of the next token and never back
/// up; what cannot go on throws, because Nix tells the first error only.
/// </summary>
internal static class NixGrammar
{
    public static readonly IdentifierParser Identifier = new();
    public static readonly NumberParser Number = new();
    public static readonly UriParser Uri = new();
    public static readonly SearchPathParser SearchPath = new();
    public static readonly InterpolationParser Interpolation = new();
    public static readonly StringParser String = new();
    public static readonly IndentedStringParser IndentedString = new();
    public static readonly PathParser Path = new();
    public static readonly ParenthesesParser Parentheses = new();
    public static readonly ListParser List = new();
    public static readonly AttrSetParser AttrSet = new();
    public static readonly LegacyLetParser LegacyLet = new();
    public static readonly AttrNameParser AttrName = new();
    public static readonly AttrPathParser AttrPath = new();
    public static readonly InheritParser Inherit = new();
    public static readonly BindingParser Binding = new();
    public static readonly SimpleParser Simple = new();
    public static readonly SelectParser Select = new();
    public static readonly ApplicationParser Application = new();
    public static readonly OperationParser Operation = new();
    public static readonly PipeParser Pipe = new();
    public static readonly FormalParser Formal = new();
    public static readonly FormalsParser Formals = new();
    public static readonly FunctionParser Function = new();
    public static readonly AssertParser Assert = new();
    public static readonly WithParser With = new();
    public static readonly LetParser Let = new();
    public static readonly IfParser If = new();
    public static readonly ExprParser Expr = new();

    /// <summary>A whole text: an expression and nothing after it.</summary>
    public static readonly Parser<Token, Expr> Start = Expr.Before(new TokenParser(TokenKind.EndOfFile));
}
