using NixOci.Language.Source;

namespace NixOci.Hosts.Files;

/// <summary>Units that cannot be laid out as files.</summary>
/// <param name="message">Why, as byte text.</param>
public sealed class LayoutException(string message) : NixException(message);
