using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Library;

namespace NixOci.Modules.Assumptions;

/// <summary>Answers for arguments that modules ask for and that nobody gives.</summary>
/// <param name="unknowns">What becomes of them.</param>
internal sealed class UnknownArguments(Unknowns unknowns) : AttrResolver
{
    private readonly Dictionary<Symbol, Value> _read = [];

    /// <summary>What becomes of unknown values.</summary>
    public Unknowns Unknowns => unknowns;

    /// <inheritdoc/>
    public override Value? Resolve(Symbol name) => null;

    /// <inheritdoc/>
    public override Value? ResolveRequired(Symbol name, IReadOnlyList<string> rest, Position position)
    {
        if (_read.TryGetValue(name, out Value? known)) return known;
        Value read = unknowns.Read(UnknownKind.Argument, NixText.Identifier(name.Text), rest, position);
        _read.Add(name, read);
        return read;
    }
}
