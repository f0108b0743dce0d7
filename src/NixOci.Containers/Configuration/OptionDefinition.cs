using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Containers.Configuration;

/// <summary>A definition of an option that stands after conditions and priorities.</summary>
/// <param name="File">The file that it is in; byte text.</param>
/// <param name="Position">Where its value is written; may be unknown.</param>
/// <param name="Value">The value; may be a thunk.</param>
public sealed record OptionDefinition(string File, Position Position, Value Value);
