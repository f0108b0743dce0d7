namespace NixOci.Language.Values;

/// <summary>A list; its elements may be thunks.</summary>
/// <param name="items">The elements. The list takes the array over: nobody changes it afterwards.</param>
public sealed class NixList(Value[] items) : Value
{
    /// <summary>The empty list.</summary>
    public static readonly NixList Empty = new([]);

    /// <summary>The elements, which may be thunks. Not to be changed.</summary>
    public Value[] Items { get; } = items;

    /// <summary>The number of elements.</summary>
    public int Count => Items.Length;

    /// <summary>An element, which may be a thunk.</summary>
    public Value this[int index] => Items[index];

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.List;

    /// <summary>A list of elements collected one by one.</summary>
    public static NixList Of(List<Value> items) => items.Count == 0 ? Empty : new NixList([.. items]);
}
