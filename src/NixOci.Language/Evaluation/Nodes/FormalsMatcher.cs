using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary>A formal argument with its slot.</summary>
internal readonly record struct FormalSlot(Symbol Name, int Slot, Node? Default, Position Position);

/// <summary>Takes a set apart into the slots of a set pattern.</summary>
internal sealed class FormalsMatcher(bool hasEllipsis, FormalSlot[] formalSlots)
{
    private readonly FormalSlot[] _formals = formalSlots;
    private KeyValuePair<Symbol, bool>[]? _description;
    private AttrShape? _lastShape;
    private int[] _lastIndices = [];

    public bool HasEllipsis => hasEllipsis;

    public IReadOnlyList<KeyValuePair<Symbol, bool>> Describe()
    {
        if (_description is not null) return _description;
        KeyValuePair<Symbol, bool>[] description = new KeyValuePair<Symbol, bool>[_formals.Length];
        for (int i = 0; i < description.Length; i++) description[i] = new(_formals[i].Name, _formals[i].Default is not null);
        return _description = description;
    }

    public Position PositionOf(Symbol name)
    {
        foreach (FormalSlot formal in _formals)
        {
            if (formal.Name == name) return formal.Position;
        }

        return default;
    }

    public void Match(Frame frame, AttrSet given, EvalSite site, LambdaStage stage)
    {
        // Calls from one place give sets of one shape, so what was found for the last set is mostly right for this one.
        int[] indices = ReferenceEquals(given.Shape, _lastShape) ? _lastIndices : Locate(given, site, stage);
        FormalSlot[] formals = _formals;
        for (int i = 0; i < formals.Length; i++)
        {
            int index = indices[i];
            frame[formals[i].Slot] = index >= 0 ? given.Values[index] : MissingValue(formals[i], frame, given, site, stage);
        }
    }

    private static Value MissingValue(FormalSlot formal, Frame frame, AttrSet given, EvalSite site, LambdaStage stage)
    {
        if (formal.Default is not null) return formal.Default.DelayPart(frame);
        return given[formal.Name] ?? throw Fail($"called without required argument '{formal.Name.Text}'", site, stage, []);
    }

    private int[] Locate(AttrSet given, EvalSite site, LambdaStage stage)
    {
        int[] indices = new int[_formals.Length];
        int used = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = given.Shape.IndexOf(_formals[i].Name);
            if (indices[i] >= 0) used++;
            else if (_formals[i].Default is null && !given.Has(_formals[i].Name))
            {
                throw Fail($"called without required argument '{_formals[i].Name.Text}'", site, stage, []);
            }
        }

        if (!hasEllipsis && used < given.Count) throw Unexpected(given, site, stage);
        _lastIndices = indices;
        _lastShape = given.Shape;
        return indices;
    }

    private TypeException Unexpected(AttrSet given, EvalSite site, LambdaStage stage)
    {
        HashSet<Symbol> expected = new(_formals.Length);
        List<string> names = new(_formals.Length);
        foreach (FormalSlot formal in _formals)
        {
            expected.Add(formal.Name);
            names.Add(formal.Name.Text);
        }

        foreach (Symbol name in given.Names)
        {
            if (!expected.Contains(name))
            {
                return Fail($"called with unexpected argument '{name.Text}'", site, stage, Suggestion.BestMatches(names, name.Text));
            }
        }

        throw new InvalidOperationException("a set with more attributes than the pattern has one that the pattern lacks");
    }

    private static TypeException Fail(string what, EvalSite site, LambdaStage stage, IReadOnlyList<string> suggestions)
    {
        string function = stage.Name.IsDefined ? stage.Name.Text : "anonymous lambda";
        TypeException error = new($"function '{function}' {what}", stage.Position) { Suggestions = suggestions };
        if (site.Position.IsKnown) error.AddTrace(site.Position, "from call site");
        return error;
    }
}
