namespace NixOci.Systemd.Units;

/// <summary>A text that is no unit file.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="line">The one-based line.</param>
public sealed class UnitSyntaxException(string message, int line) : Exception($"line {line}: {message}")
{
    /// <summary>The one-based line.</summary>
    public int Line { get; } = line;
}
