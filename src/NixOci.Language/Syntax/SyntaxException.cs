using NixOci.Language.Source;

namespace NixOci.Language.Syntax;

/// <summary>A text that is not a Nix expression, or one whose names do not resolve: found before evaluation.</summary>
/// <param name="message">Nix's text, as byte text.</param>
/// <param name="position">Where.</param>
public sealed class SyntaxException(string message, Position position) : NixException(message, position);
