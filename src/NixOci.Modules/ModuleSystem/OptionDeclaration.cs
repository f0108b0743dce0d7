using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>What one module says under one name of its <c>options</c>: an option, or a set of options.</summary>
/// <param name="File">The module's file.</param>
/// <param name="Options">The declaration; may be a thunk.</param>
/// <param name="Owner">The set that the declaration stands in, which knows the position; null where that is unknown.</param>
/// <param name="Name">The name in that set.</param>
internal readonly record struct OptionDeclaration(Value File, Value Options, AttrSet? Owner = null, Symbol Name = default)
{
    private static readonly AttrTemplate PositionTemplate = new("file", "line", "column");

    /// <summary>A position that user code gave instead.</summary>
    public Value? GivenPosition { get; init; }

    /// <summary>Where the declaration is written, as far as it is known.</summary>
    public Position Position => Owner is null ? default : Owner.PositionOf(Name);

    /// <summary>Whether another declaration is certainly in the same file; files are not evaluated for it.</summary>
    public bool IsInFileOf(OptionDeclaration other)
        => ReferenceEquals(File, other.File)
            || (File is NixString { HasContext: false } mine && other.File is NixString { HasContext: false } theirs && mine.Text == theirs.Text);

    /// <summary>The position as <c>declarationPositions</c> lists it: a module without one has at least its file.</summary>
    public Value PositionValue()
    {
        Value position = GivenPosition?.Force() ?? Language.Values.PositionValue.Of(Position);
        return position is NixNull ? FileAlone(File) : position;
    }

    /// <summary>A position of which only the file is known.</summary>
    public static AttrSet FileAlone(Value file) => PositionTemplate.Create(file, NixNull.Instance, NixNull.Instance);
}
