namespace NixOci.Language.Source;

/// <summary>A path that evaluation may not see. <c>builtins.tryEval</c> does not catch it.</summary>
/// <param name="message">Which path, and why, as byte text.</param>
public sealed class RestrictedPathException(string message) : NixException(message);
