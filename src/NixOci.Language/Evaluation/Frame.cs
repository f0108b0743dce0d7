using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>
/// The variables of one call: cell 0 holds the cells of the enclosing call, the others the values of arguments, <c>let</c>
/// variables, recursive attributes and <c>with</c> sets. One array, so that a call allocates once.
/// </summary>
/// <param name="state">The cells, or what else a thunk's node keeps until it runs.</param>
internal readonly struct Frame(object state)
{
    /// <summary>The cell of the enclosing frame's cells.</summary>
    public const int ParentCell = 0;

    /// <summary>The first cell that holds a value.</summary>
    public const int FirstSlot = 1;

    /// <summary>What the frame is made of. It is the cells for every node that the binder makes.</summary>
    public object State { get; } = state;

    public object?[] Cells
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.As<object?[]>(State);
    }

    public Frame Parent
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Unsafe.As<object?[]>(Cells[ParentCell]!));
    }

    /// <summary>A slot's value. Slots hold nothing but values, so no cast is checked.</summary>
    public Value this[int slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.As<Value>(Cells[slot]!);
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Cells), slot) = value;
    }

    public static Frame Create(Frame parent, int slots)
    {
        object?[] cells = new object?[slots + FirstSlot];
        cells[ParentCell] = parent.State;
        return new Frame(cells);
    }

    /// <summary>The frame a number of calls further out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Frame Ancestor(int depth)
    {
        object?[] cells = Cells;
        for (; depth > 0; depth--) cells = Unsafe.As<object?[]>(cells[ParentCell]!);
        return new Frame(cells);
    }
}
