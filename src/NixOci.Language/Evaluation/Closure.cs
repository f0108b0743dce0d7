using NixOci.Language.Evaluation.Nodes;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>
/// A function of the language with the frame that it was made in. Nested functions such as <c>a: b: …</c> share one frame: a
/// closure that was given some of the arguments holds them there already.
/// </summary>
public sealed class Closure : Function
{
    private readonly LambdaNode _lambda;
    private readonly object?[] _cells;
    private readonly int _stage;

    /// <param name="lambda">The function.</param>
    /// <param name="cells">At stage 0 the enclosing frame's cells; later the function's own, with the arguments so far.</param>
    /// <param name="stage">How many arguments it was given already.</param>
    internal Closure(LambdaNode lambda, object?[] cells, int stage)
    {
        _lambda = lambda;
        _cells = cells;
        _stage = stage;
    }

    /// <summary>
    /// Whether Nix would still have a thunk in the function's place: it was written as an attribute or an element and nobody has
    /// called it or evaluated what holds it. Only printing tells the difference.
    /// </summary>
    internal bool IsUnread { get; set; }

    /// <summary>Where the function is written.</summary>
    public Position Position => Stage.Position;

    /// <summary>The name that the function is bound to; undefined for an anonymous one.</summary>
    public Symbol Name => Stage.Name;

    /// <summary>The names of the set pattern with whether each has a default; null where the argument is a plain name.</summary>
    public IReadOnlyList<KeyValuePair<Symbol, bool>>? Formals => Stage.Formals?.Describe();

    /// <summary>Where a formal argument is written.</summary>
    public Position FormalPosition(Symbol name) => Stage.Formals?.PositionOf(name) ?? default;

    /// <summary>Whether the set pattern allows other attributes.</summary>
    public bool HasEllipsis => Stage.Formals?.HasEllipsis ?? false;

    /// <summary>The name of the whole argument; undefined where there is none.</summary>
    public Symbol Parameter => Stage.Parameter;

    /// <summary>Whether the next argument is the last that goes into the function's own body.</summary>
    internal bool TakesOneArgument => _stage + 1 == _lambda.Stages.Length;

    internal LambdaStage Stage => _lambda.Stages[_stage];

    /// <summary>Whether two closures are the same function with the same variables, as far as that can be told.</summary>
    internal bool IsSame(Closure other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override Value Call(EvalSite site, Value argument)
    {
        IsUnread = false;
        Frame frame = NewFrame();
        if (_lambda.OnlySlot != 0)
        {
            frame[_lambda.OnlySlot] = argument;
            return _lambda.Run(frame, site);
        }

        _lambda.Stages[_stage].Bind(frame, argument, site);
        int next = _stage + 1;
        return next == _lambda.Stages.Length ? _lambda.Run(frame, site) : new Closure(_lambda, frame.Cells, next);
    }

    /// <inheritdoc/>
    public override Value Call(EvalSite site, Value first, Value second)
    {
        LambdaStage[] stages = _lambda.Stages;
        int remaining = stages.Length - _stage;
        if (remaining < 2) return Call(site, first).Call(site, second);
        IsUnread = false;
        Frame frame = NewFrame();
        stages[_stage].Bind(frame, first, site);
        stages[_stage + 1].Bind(frame, second, site);
        return remaining == 2 ? _lambda.Run(frame, site) : new Closure(_lambda, frame.Cells, _stage + 2);
    }

    /// <summary>Applies to any number of arguments.</summary>
    internal Value Call(EvalSite site, ReadOnlySpan<Value> arguments)
    {
        LambdaStage[] stages = _lambda.Stages;
        IsUnread = false;
        int taken = Math.Min(stages.Length - _stage, arguments.Length);
        Frame frame = NewFrame();
        for (int i = 0; i < taken; i++) stages[_stage + i].Bind(frame, arguments[i], site);
        if (_stage + taken < stages.Length) return new Closure(_lambda, frame.Cells, _stage + taken);
        Value result = _lambda.Run(frame, site);
        for (int i = taken; i < arguments.Length; i++) result = result.Call(site, arguments[i]);
        return result;
    }

    /// <summary>A frame of the call's own: a partial one is copied, because it may be completed several times.</summary>
    private Frame NewFrame()
        => _stage == 0 ? Frame.Create(new Frame(_cells), _lambda.Slots) : new Frame((object?[])_cells.Clone());
}
