using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>
/// Evaluates values with all that is inside them, as <c>builtins.deepSeq</c> and <c>--strict</c> do. Attributes are evaluated in the
/// order in which their names were first seen, as Nix does: it decides which of several errors comes first.
/// </summary>
/// <remarks>
/// The way down is kept in an array and not on the stack: a stack of a million frames is walked by every collection of garbage, and
/// takes seconds to be unwound.
/// </remarks>
public sealed class DeepForce
{
    /// <summary>How deep values may nest; Nix's own stack ends a little earlier.</summary>
    private const int MaxNesting = 1_000_000;

    private readonly HashSet<Value> _seen = new(ReferenceEqualityComparer.Instance);
    private Level[] _levels = new Level[8];
    private int _depth;

    private DeepForce()
    {
    }

    /// <summary>Evaluates a value deeply; the result is the value in weak head normal form.</summary>
    public static Value Run(Value value)
    {
        Value forced = value.Force();
        if (forced is AttrSet or NixList) new DeepForce().VisitAll(forced);
        return forced;
    }

    private void VisitAll(Value root)
    {
        Enter(root);
        try
        {
            while (_depth > 0)
            {
                ref Level level = ref _levels[_depth - 1];
                if (level.Next == level.Items.Length) _levels[--_depth] = default;
                else Enter(level.Items[level.Next++].Force());
            }
        }
        catch (NixException e) when (Note(e))
        {
            throw;
        }
    }

    private void Enter(Value value)
    {
        switch (value)
        {
            case AttrSet set when set.Count > 0 && _seen.Add(set):
                Push(set.Values, set);
                break;
            case NixList list when list.Count > 0 && _seen.Add(list):
                Push(list.Items, null);
                break;
            case Closure closure:
                closure.IsUnread = false;
                break;
        }
    }

    private void Push(Value[] items, AttrSet? set)
    {
        LimitWatch.Check(EvalSite.None);
        if (_depth == MaxNesting) throw new LimitException("stack overflow; max-call-depth exceeded");
        if (_depth == _levels.Length) Array.Resize(ref _levels, _depth * 2);
        _levels[_depth++] = new Level { Items = items, Set = set };
    }

    /// <summary>Adds the steps to an error inside of all that is being visited, from the inside out.</summary>
    private bool Note(NixException error)
    {
        for (int i = _depth - 1; i >= 0; i--)
        {
            if (_levels[i].Set is not { } set) continue;
            Symbol name = set.Shape.Names[_levels[i].Next - 1];
            Tracing.Step(error, set.PositionOf(name), $"while evaluating the attribute '{name.Text}'");
        }

        return false;
    }

    /// <summary>A list or set on the way down, and which of its parts is next.</summary>
    private struct Level
    {
        public Value[] Items;
        public AttrSet? Set;
        public int Next;
    }
}
