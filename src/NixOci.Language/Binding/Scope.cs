using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Binding;

/// <summary>The frame of one function (or of a whole file): hands out slots.</summary>
internal sealed class FrameLayout(FrameLayout? outer)
{
    /// <summary>How many functions enclose this one.</summary>
    public int Level { get; } = outer is null ? 0 : outer.Level + 1;

    /// <summary>How many slots were handed out.</summary>
    public int Slots { get; private set; }

    public int NewSlot() => Frame.FirstSlot + Slots++;
}

/// <summary>A region of the source in which names or a <c>with</c> are visible.</summary>
internal abstract class Scope(Scope? outer, FrameLayout layout)
{
    public Scope? Outer { get; } = outer;

    /// <summary>The frame in which the scope's values are kept.</summary>
    public FrameLayout Layout { get; } = layout;
}

/// <summary>Arguments, <c>let</c> variables, or the attributes of a recursive set.</summary>
internal sealed class NameScope(Scope? outer, FrameLayout layout, int capacity) : Scope(outer, layout)
{
    private const int LongestScanned = 8;
    private readonly List<(Symbol Name, int Slot)> _names = new(capacity);
    private Dictionary<Symbol, int>? _index;

    /// <summary>Gives a name a slot of its own.</summary>
    public int Declare(Symbol name)
    {
        int slot = Layout.NewSlot();
        _names.Add((name, slot));
        if (_index is not null)
        {
            _index[name] = slot;
        }
        else if (_names.Count > LongestScanned)
        {
            _index = new Dictionary<Symbol, int>(Math.Max(_names.Capacity, _names.Count));
            foreach ((Symbol known, int knownSlot) in _names) _index[known] = knownSlot;
        }

        return slot;
    }

    public bool TryFind(Symbol name, out int slot)
    {
        if (_index is not null) return _index.TryGetValue(name, out slot);
        for (int i = _names.Count - 1; i >= 0; i--)
        {
            if (_names[i].Name != name) continue;
            slot = _names[i].Slot;
            return true;
        }

        slot = 0;
        return false;
    }
}

/// <summary>The body of a <c>with</c>; its set is kept in a slot.</summary>
internal sealed class WithScope(Scope? outer, FrameLayout layout, int slot) : Scope(outer, layout)
{
    public int Slot { get; } = slot;
}

/// <summary>The variables that <c>scopedImport</c> puts around a file: they hide the globals.</summary>
internal sealed class ImportScope(FrameLayout layout, AttrSet variables) : Scope(null, layout)
{
    public AttrSet Variables { get; } = variables;
}
