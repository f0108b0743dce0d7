using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Modules.ModuleSystem;

namespace NixOci.Modules.Assumptions;

/// <summary>
/// Answers for the names that a set of the configuration does not have: whoever reads one reads an option that nobody declares or
/// defines.
/// </summary>
/// <param name="unknowns">What becomes of it.</param>
/// <param name="location">The path of the set.</param>
/// <param name="known">The set, for the names that it does have; null where it is not known.</param>
internal sealed class UnknownOptions(Unknowns unknowns, Location location, AttrSet? known = null) : AttrResolver
{
    private readonly Dictionary<Symbol, Value> _read = [];

    /// <summary>What becomes of unknown values.</summary>
    public Unknowns Unknowns => unknowns;

    /// <summary>The definitions of the configuration for which there is no option; at the root only.</summary>
    public Func<List<UnmatchedDefinition>> Undeclared { get; set; } = static () => [];

    /// <summary>A value of the configuration that answers for the names it does not have, where it is an ordinary set.</summary>
    public Value Attach(Location at, Value forced)
        => forced is AttrSet { Resolver: null } set && !set.Has("outPath") && !set.Has("_type") && !set.IsCallable()
            ? set.WithResolver(new UnknownOptions(unknowns, at, set))
            : forced;

    private IReadOnlyList<string> Near(Symbol name) => known is null ? [] : Suggestion.BestMatches(known, name.Text);

    /// <inheritdoc/>
    public override Value? Resolve(Symbol name) => null;

    /// <inheritdoc/>
    public override Value? ResolveRequired(Symbol name, IReadOnlyList<string> rest, Position position)
    {
        if (_read.TryGetValue(name, out Value? before)) return before;
        string prefix = location.Show();
        string part = NixText.Identifier(name.Text);
        Value read = unknowns.Read(UnknownKind.Option, prefix.Length == 0 ? part : prefix + "." + part, rest, position, Near(name));
        _read.Add(name, read);
        return read;
    }
}
