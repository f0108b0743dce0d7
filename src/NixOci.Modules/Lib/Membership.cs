using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>
/// Answers <c>elem x list</c> for many <c>x</c> and one list. Elements are forced in order and only as far as <c>elem</c> would,
/// but strings that were seen once are found at once.
/// </summary>
/// <param name="list">The list; it may grow while it is asked.</param>
internal sealed class Membership(IReadOnlyList<Value> list)
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly List<Value> _others = [];
    private int _seen;

    /// <summary>Whether an element of the list is equal to a value.</summary>
    public bool Contains(EvalSite site, Value value)
    {
        if (list.Count == 0) return false;
        string? text = (value.Force(site) as NixString)?.Text;
        if (text is not null ? _texts.Contains(text) : Matches(site, value)) return true;
        while (_seen < list.Count)
        {
            Value next = list[_seen].Force(site);
            _seen++;
            if (next is NixString other) _texts.Add(other.Text);
            else _others.Add(next);
            if (ReferenceEquals(next, value) || ValueComparer.Equal(site, value, next)) return true;
        }

        return false;
    }

    private bool Matches(EvalSite site, Value value)
    {
        foreach (Value other in _others)
        {
            if (ValueComparer.Equal(site, value, other)) return true;
        }

        return false;
    }
}
