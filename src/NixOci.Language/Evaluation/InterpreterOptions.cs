using NixOci.Language.Evaluation.ReadingAhead;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>An entry of the search path: <c>prefix=path</c>, or a path alone, whose prefix is empty.</summary>
/// <param name="Prefix">What comes first between the angle brackets; may be empty.</param>
/// <param name="Path">The directory or file.</param>
public readonly record struct SearchPathEntry(string Prefix, string Path);

/// <summary>What evaluation may see of the world.</summary>
public sealed class InterpreterOptions
{
    /// <summary>How files are seen.</summary>
    public FileView Files { get; init; } = FileView.Unrestricted;

    /// <summary>Where <c>&lt;name&gt;</c> is looked up, in order.</summary>
    public IReadOnlyList<SearchPathEntry> SearchPath { get; init; } = [];

    /// <summary>The absolute directory, as byte text, against which relative entries of the search path are resolved.</summary>
    public string WorkingDirectory { get; init; } = ByteText.FromUnicode(System.Environment.CurrentDirectory);

    /// <summary>
    /// Files that the host program provides: absolute path → value of <c>import</c>ing it. They exist before any file on disk.
    /// </summary>
    public IReadOnlyDictionary<string, Func<Interpreter, Value>> HostFiles { get; init; }
        = new Dictionary<string, Func<Interpreter, Value>>();

    /// <summary>
    /// Directories of which the host program knows without any file in them: <c>&lt;name&gt;</c> finds every path below them.
    /// </summary>
    public IReadOnlyList<string> HostDirectories { get; init; } = [];

    /// <summary>
    /// Where <c>&lt;name&gt;</c> is looked up last: what the host program provides itself, of which <c>builtins.nixPath</c> tells nothing.
    /// </summary>
    public IReadOnlyList<SearchPathEntry> HostSearchPath { get; init; } = [];

    /// <summary>What <c>~/</c> stands for; null where home is not to be seen.</summary>
    public string? HomeDirectory { get; init; }

    /// <summary>What <c>builtins.getEnv</c> tells; nothing is visible by default.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>What <c>builtins.currentSystem</c> is.</summary>
    public string CurrentSystem { get; init; } = "x86_64-linux";

    /// <summary>Where <c>builtins.trace</c> and <c>builtins.warn</c> write.</summary>
    public TextWriter Messages { get; init; } = TextWriter.Null;

    /// <summary>
    /// Nix's experimental features that add builtins: <c>flakes</c>, <c>fetch-tree</c>, <c>fetch-closure</c>,
    /// <c>dynamic-derivations</c>. None is enabled by default, as with Nix.
    /// </summary>
    public IReadOnlySet<string> ExperimentalFeatures { get; init; } = new HashSet<string>();

    /// <summary>How much is read before it is asked for. It changes nothing but the time that evaluation takes.</summary>
    public ReadAheadSettings ReadAhead { get; init; } = ReadAheadSettings.Default;

    /// <summary>
    /// Whether errors note every call on their way. It costs time on the way, so that without it only the steps are noted that Nix
    /// shows without <c>--show-trace</c>.
    /// </summary>
    public bool NotesEveryCall { get; init; }
}
