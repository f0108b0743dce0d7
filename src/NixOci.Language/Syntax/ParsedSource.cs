using NixOci.Language.Source;

namespace NixOci.Language.Syntax;

/// <summary>A text and the expression that it holds.</summary>
/// <param name="Source">The text.</param>
/// <param name="Root">The expression.</param>
/// <param name="Names">What its symbols stand for.</param>
/// <param name="Paths">The absolute paths of all path literals without interpolation, in the order of the text.</param>
internal sealed record ParsedSource(SourceFile Source, Expr Root, SourceNames Names, IReadOnlyList<string> Paths);
