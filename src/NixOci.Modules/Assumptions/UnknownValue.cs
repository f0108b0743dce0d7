using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Assumptions;

/// <summary>
/// A value that is not known, as evaluation sees it: a set that lists nothing, has any attribute that is selected without a
/// default, can be applied, and is a string, a Boolean or a list where one is needed.
/// </summary>
internal sealed class UnknownValue : AttrResolver
{
    private static readonly Symbol OutPath = "outPath";

    private readonly Unknowns _unknowns;
    private readonly UnknownKind _kind;
    private readonly Dictionary<Symbol, Value> _parts = [];
    private readonly Position _position;
    private Placeholder? _placeholder;

    /// <param name="unknowns">Keeps the list of what is assumed.</param>
    /// <param name="kind">What the value would come from.</param>
    /// <param name="path">Its path.</param>
    /// <param name="position">Where it was selected.</param>
    /// <param name="placeholder">The entry for it; null where it was not read yet.</param>
    public UnknownValue(Unknowns unknowns, UnknownKind kind, string path, Position position, Placeholder? placeholder)
    {
        _position = position;
        _unknowns = unknowns;
        _kind = kind;
        _placeholder = placeholder;
        Path = path;
        Set = AttrSet.Empty.WithResolver(this);
    }

    /// <summary>The value.</summary>
    public AttrSet Set { get; }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>What stands for a value that is not known; null for all other values.</summary>
    public static UnknownValue? Of(Value forced) => (forced as AttrSet)?.Resolver as UnknownValue;

    /// <summary>Tells that the value is a module, which is left out: nothing stands in its place.</summary>
    public void IsLeftOut()
    {
        if (_placeholder is not null) _placeholder.IsOnlySelectedFrom = true;
    }

    /// <inheritdoc/>
    public override Value? Resolve(Symbol name) => name == OutPath ? new Thunk(() => Text(default)) : null;

    /// <inheritdoc/>
    public override Value? ResolveRequired(Symbol name, IReadOnlyList<string> rest, Position position)
    {
        if (_placeholder is not null) _placeholder.IsOnlySelectedFrom = true;
        if (_parts.TryGetValue(name, out Value? part)) return part;

        // What is only symbolic may be looked into: it is needed, and missing, when a value is to be made of it.
        string path = Path + "." + NixText.Identifier(name.Text);
        part = _placeholder is null ? new UnknownValue(_unknowns, _kind, path, position, null).Set : _unknowns.Read(_kind, path, rest, position);
        _parts.Add(name, part);
        return part;
    }

    /// <inheritdoc/>
    public override Value? ConvertTo(ValueKind wanted, Position position) => wanted switch
    {
        ValueKind.String => Text(position),
        ValueKind.Bool => Used(ValueKind.Bool, position, NixBool.False),
        ValueKind.List => Used(ValueKind.List, position, Nix.List(Set)),
        ValueKind.Int or ValueKind.Float => throw Refused("a number", position),
        _ => null,
    };

    /// <inheritdoc/>
    public override Value? Call(Value argument, Position position) => Set;

    /// <summary>
    /// The value as one that a type accepts: a string, a Boolean, a list, an empty set, a package.
    /// </summary>
    /// <param name="accepts">Whether a value is of the type.</param>
    /// <param name="description">What the type is called.</param>
    public Value As(Func<Value, bool> accepts, string description)
    {
        NixString text = new(PlaceholderText);
        if (accepts(text)) return Used(ValueKind.String, default, text);
        NixString path = new("/" + PlaceholderText);
        if (accepts(path)) return Used(ValueKind.String, default, path);
        if (accepts(NixBool.False)) return Used(ValueKind.Bool, default, NixBool.False);
        if (accepts(Nix.List(Set))) return Used(ValueKind.List, default, Nix.List(Set));
        if (accepts(AttrSet.Empty)) return Used(ValueKind.Attrs, default, AttrSet.Empty);
        AttrSet package = Nix.Attrs(("type", Nix.Str("derivation")), ("name", text), ("outPath", text));
        if (accepts(package)) return Used(ValueKind.String, default, package);
        throw Refused("a value of type `" + description + "'", default);
    }

    private string PlaceholderText => "@" + Path + "@";

    private NixString Text(Position position) => Used(ValueKind.String, position, new NixString(PlaceholderText));

    private T Used<T>(ValueKind kind, Position position, T value)
        where T : Value
    {
        if (!_unknowns.AreAssumed) throw UnknownErrors.NotDefined(_unknowns, _kind, Path, [], At(position));
        _placeholder ??= _unknowns.Record(_kind, Path, At(position));
        _placeholder.UsedAs ??= kind;
        return value;
    }

    private UnknownValueException Refused(string wanted, Position position)
        => _unknowns.AreAssumed
            ? UnknownErrors.CannotStandFor(_kind, Path, wanted, At(position))
            : UnknownErrors.NotDefined(_unknowns, _kind, Path, [], At(position));

    private Position At(Position position) => position.IsKnown ? position : _position;
}
