using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation.Nodes;

/// <summary>A function, with those directly inside it (<c>a: b: …</c>): all take their arguments into one frame.</summary>
internal sealed class LambdaNode(LambdaStage[] stages) : Node
{
    private Node _body = null!;

    public LambdaStage[] Stages { get; } = stages;

    /// <summary>The slot of the argument of a function that takes one plain name; 0 for any other function.</summary>
    public int OnlySlot { get; } = stages.Length == 1 && stages[0].Formals is null ? stages[0].Slot : 0;

    /// <summary>How many slots a frame of the function has.</summary>
    public int Slots { get; private set; }

    /// <summary>Completes the function: its body is bound when its arguments are known.</summary>
    public void Complete(Node body, int slots) => (_body, Slots) = (body, slots);

    public override Value Eval(Frame frame) => new Closure(this, frame.Cells, 0);

    public override Value Delay(Frame frame) => new Closure(this, frame.Cells, 0) { IsUnread = true };

    /// <summary>Runs the body in a frame that holds all arguments.</summary>
    public Value Run(Frame frame, EvalSite site)
    {
        CallStack.Push(site);
        if (Tracing.IsFull) return RunTraced(frame, site);
        Value result = _body.Eval(frame);
        CallStack.Pop();
        return result;
    }

    private Value RunTraced(Frame frame, EvalSite site)
    {
        try
        {
            Value result = _body.Eval(frame);
            CallStack.Pop();
            return result;
        }
        catch (NixException e) when (NoteCall(e, site))
        {
            throw;
        }
    }

    private bool NoteCall(NixException error, EvalSite site)
    {
        LambdaStage stage = Stages[^1];
        Tracing.Step(error, stage.Position, $"while calling {stage.QuotedName}");
        return site.Position.IsKnown && Tracing.Step(error, site.Position, "from call site");
    }
}

/// <summary>One argument of a function: a plain name, a set pattern, or both.</summary>
/// <param name="parameter">The name of the whole argument; undefined where there is none.</param>
/// <param name="slot">The slot of the whole argument.</param>
/// <param name="formals">The set pattern, or null.</param>
/// <param name="name">The name that the function is bound to.</param>
/// <param name="position">Where the function is written.</param>
internal sealed class LambdaStage(Symbol parameter, int slot, FormalsMatcher? formals, Symbol name, Position position)
{
    public Symbol Parameter => parameter;

    public int Slot => slot;

    public FormalsMatcher? Formals => formals;

    public Symbol Name => name;

    public Position Position => position;

    /// <summary>The function as messages name it.</summary>
    public string QuotedName => name.IsDefined ? $"'{name.Text}'" : "anonymous lambda";

    public void Bind(Frame frame, Value argument, EvalSite site)
    {
        if (formals is null)
        {
            frame[slot] = argument;
            return;
        }

        AttrSet given = Given(argument, site);
        if (parameter.IsDefined) frame[slot] = given;
        formals.Match(frame, given, site, this);
    }

    private AttrSet Given(Value argument, EvalSite site)
    {
        if (argument.Force(site) is AttrSet set) return set;
        TypeException error = ValueOperations.TypeError("a set", argument.Force(site));
        error.AddTrace(position, "while evaluating the value passed for the lambda argument");
        if (site.Position.IsKnown) error.AddTrace(site.Position, "from call site");
        throw error;
    }
}
