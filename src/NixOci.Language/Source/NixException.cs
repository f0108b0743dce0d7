namespace NixOci.Language.Source;

/// <summary>One step of the way to an error: what was being done, and where.</summary>
/// <param name="Position">Where it was being done; may be unknown.</param>
/// <param name="Text">What was being done, as byte text, for example <c>while evaluating the attribute 'x'</c>.</param>
public readonly record struct TraceStep(Position Position, string Text);

/// <summary>
/// An error in what the user wrote, with Nix's own text. Errors are data; they are rendered where they leave the program.
/// </summary>
public abstract class NixException : Exception
{
    private List<TraceStep>? _trace;

    /// <summary>Creates an error.</summary>
    /// <param name="message">The text without the leading <c>error: </c>, as byte text.</param>
    /// <param name="position">Where; the default is "no position".</param>
    protected NixException(string message, Position position = default)
        : base(message) => Position = position;

    /// <summary>Where the error is; may be unknown.</summary>
    public Position Position { get; set; }

    /// <summary>The steps to the error, innermost first.</summary>
    public IReadOnlyList<TraceStep> Trace => _trace ?? [];

    /// <summary>Similar names, best first, for a line "Did you mean …?"; empty where there are none.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>What can be done about the error, a line each, to be shown below it; empty where nothing is to be said.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];

    /// <summary>Adds the next step outwards.</summary>
    public virtual void AddTrace(Position position, string text) => (_trace ??= []).Add(new TraceStep(position, text));
}
