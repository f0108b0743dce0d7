using NixOci.Language.Source;

namespace NixOci.Containers.Flakes;

/// <summary>A flake that cannot be used as it is asked for.</summary>
/// <param name="message">What is wrong, as byte text.</param>
/// <param name="position">Where, if it is somewhere in a file.</param>
public sealed class FlakeException(string message, Position position = default) : NixException(message, position);
