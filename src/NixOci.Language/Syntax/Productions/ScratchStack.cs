
namespace NixOci.Language.Syntax.Productions;

/// <summary>A stack of things whose number is not known yet, from which the topmost are taken together as an array.</summary>
internal sealed class ScratchStack<T>
{
    private T[] _items = new T[32];

    /// <summary>How many things there are.</summary>
    public int Count { get; private set; }

    public T this[int index] => _items[index];

    public void Push(T item)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        _items[Count++] = item;
    }

    /// <summary>Takes away what was pushed since there were <paramref name="mark"/> things.</summary>
    public T[] PopFrom(int mark)
    {
        T[] result = _items.AsSpan(mark, Count - mark).ToArray();
        Discard(mark);
        return result;
    }

    public void Discard(int mark)
    {
        Array.Clear(_items, mark, Count - mark);
        Count = mark;
    }
}
