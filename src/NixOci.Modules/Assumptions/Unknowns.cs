using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Modules.Assumptions;

/// <summary>
/// What a configuration needs and what is not at hand: decides whether something is put in its place, and keeps a list of it, so
/// that nothing of it is silent.
/// </summary>
/// <param name="areAssumed">Whether placeholders stand for unknown values; otherwise each is an error.</param>
public sealed class Unknowns(bool areAssumed)
{
    private readonly Dictionary<string, Placeholder> _placeholders = new(StringComparer.Ordinal);
    private readonly List<Placeholder> _inOrder = [];
    private readonly List<LeftOutModule> _leftOut = [];
    private readonly HashSet<LeftOutModule> _known = [];

    /// <summary>Whether placeholders stand for unknown values.</summary>
    public bool AreAssumed { get; } = areAssumed;

    /// <summary>The modules that were left out, in the order in which they were met.</summary>
    public IReadOnlyList<LeftOutModule> LeftOutModules => _leftOut;

    /// <summary>The values that were assumed so far, in the order in which they were read.</summary>
    public IReadOnlyList<Placeholder> Placeholders
        => _inOrder.FindAll(static placeholder => placeholder.UsedAs is not null || !placeholder.IsOnlySelectedFrom);

    /// <summary>Whether anything is missing that might declare further options.</summary>
    public bool MayDeclareMore
        => AreAssumed || _leftOut.Exists(static module => module.IsMissed);

    /// <summary>A set that stands for a value that is not known, without telling that it was read.</summary>
    /// <param name="kind">What it would come from.</param>
    /// <param name="path">Its path.</param>
    public AttrSet Symbol(UnknownKind kind, string path) => new UnknownValue(this, kind, path, default, null).Set;

    /// <summary>An unknown value that is read: a placeholder, or an error.</summary>
    /// <param name="kind">What it would come from.</param>
    /// <param name="path">Its path as far as it was selected: what the placeholder is called.</param>
    /// <param name="rest">The names that are selected from it in turn, for messages.</param>
    /// <param name="position">Where it is read.</param>
    /// <param name="similar">Names that may be meant instead.</param>
    public AttrSet Read(
        UnknownKind kind, string path, IReadOnlyList<string> rest, Position position, IReadOnlyList<string>? similar = null)
    {
        if (!AreAssumed) throw UnknownErrors.NotDefined(this, kind, path, rest, position, similar);
        return new UnknownValue(this, kind, path, position, Record(kind, path, position)).Set;
    }

    /// <summary>Tells of a module that is not at hand.</summary>
    public void LeaveOut(LeftOutModule module)
    {
        if (_known.Add(module)) _leftOut.Add(module);
    }

    /// <summary>Whether a module of an input, given by its path, only declares what is declared here as well.</summary>
    internal static bool IsDeclaredHere(string path)
        => path.StartsWith("inputs.sops-nix.", StringComparison.Ordinal) || path.StartsWith("inputs.agenix.", StringComparison.Ordinal);

    /// <summary>Whether a text begins with the text of a placeholder.</summary>
    internal bool BeginsWithPlaceholder(string text)
        => text.StartsWith('@') && text.IndexOf('@', 1) is > 0 and var end && _placeholders.ContainsKey(text[1..end]);

    internal Placeholder Record(UnknownKind kind, string path, Position position)
    {
        if (!_placeholders.TryGetValue(path, out Placeholder? placeholder))
        {
            _placeholders.Add(path, placeholder = new Placeholder(kind, path, position));
            _inOrder.Add(placeholder);
        }

        return placeholder;
    }
}
