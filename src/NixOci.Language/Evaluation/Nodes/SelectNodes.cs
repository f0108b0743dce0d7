using System.Text;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary>A name in an attribute path.</summary>
internal readonly record struct PathName(Symbol Symbol, Node? Computed)
{
    public Symbol Resolve(Frame frame)
    {
        if (Computed is null) return Symbol;
        return ToSymbol(Computed.Eval(frame), Computed.Position, "while evaluating an attribute name");
    }

    /// <summary>A computed name; an error that it is no string stands where the name does.</summary>
    public static Symbol ToSymbol(Value name, Position position, string context)
    {
        if (name is not NixString text) throw ValueOperations.TypeError("a string", name, new PositionSite(position), context);
        if (text.HasContext) text.ForceStringNoContext(new PositionSite(position), context);
        return text.AsSymbol();
    }
}

/// <summary><c>target.name</c> with one fixed name and no default: the most common form by far.</summary>
internal sealed class SelectOneNode(Node target, Symbol name, Position position) : Node
{
    // Sets made by the same expression share a shape, so the place found last is nearly always the right one again.
    private AttrShape? _lastShape;
    private int _lastIndex;

    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        Value evaluated = target.Eval(frame);
        if (evaluated is not AttrSet set)
        {
            throw ValueOperations.TypeError("a set", evaluated, this, "while selecting an attribute");
        }

        AttrShape shape = set.Shape;
        if (!ReferenceEquals(shape, _lastShape))
        {
            int found = shape.IndexOf(name);
            if (found < 0) return SelectErrors.Supplied(set, name, position) ?? throw SelectErrors.Missing(set, name, position);
            _lastIndex = found;
            _lastShape = shape;
        }

        int index = _lastIndex;
        Value value = set.Values[index];
        if (value is not Thunk thunk) return value;
        if (thunk.ValueIfEvaluated is not { } known) known = Select.ForceTraced(thunk, set.PositionOf(name), this, name.Text);

        // The set takes the value itself, so that the next reader is spared the thunk; but whether two functions are the
        // same element is told by their thunks.
        if (!Function.Is(known)) set.Values[index] = known;
        return known;
    }

    public override Value? Peek(Frame frame)
    {
        if (target.Peek(frame) is not AttrSet set || !set.TryGet(name, out Value? value)) return null;
        return value is Thunk thunk ? thunk.ValueIfEvaluated : value;
    }
}

/// <summary><c>target.path</c> or <c>target.path or default</c></summary>
internal sealed class SelectNode(Node target, PathName[] path, Node? defaultValue, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        Value value = target.Eval(frame);
        Position definition = default;
        for (int i = 0; i < path.Length; i++)
        {
            Symbol name = path[i].Resolve(frame);
            if (i > 0) value = value is Thunk thunk ? Select.ForceTraced(thunk, definition, this, path, i, frame) : value;
            if (value is not AttrSet set)
            {
                if (defaultValue is not null) return defaultValue.Eval(frame);
                TypeException error = ValueOperations.TypeError("a set", value, this, "while selecting an attribute");
                if (definition.IsKnown) error.AddTrace(definition, Select.Description(path, frame));
                throw error;
            }

            if (set.TryGet(name, out Value? found))
            {
                definition = set.PositionOf(name);
                value = found;
            }
            else
            {
                if (defaultValue is not null) return defaultValue.Eval(frame);
                if (set.Resolver is { } resolver && SelectErrors.Required(resolver, name, path, i, frame, position) is { } known)
                {
                    value = known;
                    continue;
                }

                EvalException error = SelectErrors.Missing(set, name, position);
                if (definition.IsKnown) error.AddTrace(definition, Select.Description(path, frame));
                throw error;
            }
        }

        return value is Thunk last ? Select.ForceTraced(last, definition, this, path, path.Length, frame) : value;
    }
}

/// <summary><c>target ? path</c></summary>
internal sealed class HasAttrNode(Node target, PathName[] path, Position position) : Node
{
    public override Position Position => position;

    public override Value Eval(Frame frame)
    {
        Value value = target.Eval(frame);
        foreach (PathName part in path)
        {
            Value forced = value.Force(this);
            Symbol name = part.Resolve(frame);
            if (forced is not AttrSet set || !set.TryGet(name, out Value? found)) return NixBool.False;
            value = found;
        }

        return NixBool.True;
    }
}

/// <summary>Forcing what was selected, with the step that a trace then shows.</summary>
internal static class Select
{
    public static Value ForceTraced(Thunk thunk, Position definition, EvalSite site, string name)
    {
        if (!definition.IsKnown) return thunk.Force(site);
        try
        {
            return thunk.Force(new PositionSite(definition));
        }
        catch (NixException e) when (Tracing.Step(e, definition, $"while evaluating the attribute '{name}'"))
        {
            throw;
        }
    }

    public static Value ForceTraced(Thunk thunk, Position definition, EvalSite site, PathName[] path, int upTo, Frame frame)
    {
        // Where the value is known there is nothing to trace.
        if (thunk.ValueIfEvaluated is { } known) return known;
        if (!definition.IsKnown) return thunk.Force(site);
        try
        {
            return thunk.Force(upTo == path.Length ? new PositionSite(definition) : site);
        }
        catch (NixException e) when (Tracing.Step(e, definition, Description(path, frame)))
        {
            throw;
        }
    }

    public static string Description(PathName[] path, Frame frame)
    {
        StringBuilder text = new("while evaluating the attribute '");
        for (int i = 0; i < path.Length; i++)
        {
            if (i > 0) text.Append('.');
            if (path[i].Computed is null)
            {
                text.Append(path[i].Symbol.Text);
            }
            else
            {
                // The name was computed on the way here, so it is at hand again.
                text.Append(path[i].Resolve(frame).Text);
            }
        }

        return text.Append('\'').ToString();
    }
}

/// <summary>The errors of selecting.</summary>
internal static class SelectErrors
{
    /// <summary>An attribute that the set does not list; null where there is none.</summary>
    public static Value? Supplied(AttrSet set, Symbol name, Position position)
        => set.Resolver is { } resolver ? resolver.Resolve(name)?.Force() ?? resolver.ResolveRequired(name, [], position) : null;

    /// <summary>What a resolver makes of a name that there is not, at a place in a path; null where it makes nothing.</summary>
    public static Value? Required(AttrResolver resolver, Symbol name, PathName[] path, int index, Frame frame, Position position)
    {
        string[] rest = new string[path.Length - index - 1];
        for (int i = 0; i < rest.Length; i++) rest[i] = path[index + 1 + i].Resolve(frame).Text;
        return resolver.ResolveRequired(name, rest, position);
    }

    public static EvalException Missing(AttrSet set, Symbol name, Position position)
        => new($"attribute '{NixSyntax.Name(name.Text)}' missing", position) { Suggestions = Suggestion.BestMatches(set, name.Text) };
}
