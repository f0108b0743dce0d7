using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Systemd.Rendering;

/// <summary>Turns values into the texts of one file and collects what they refer to, so that the file refers to it as well.</summary>
/// <param name="interpreter">Turns values into strings.</param>
internal sealed class TextCollector(Interpreter interpreter)
{
    /// <summary>What the texts so far refer to.</summary>
    public StringContext Context { get; private set; } = StringContext.Empty;

    /// <summary>A value as <c>toString</c> gives it: paths stay where they are, the elements of lists stand beside each other.</summary>
    public string Text(Value value) => Note(interpreter.Coercion.ToNixString(EvalSite.None, value, CoercionMode.More, ""));

    /// <summary>A value as it is inside <c>"${…}"</c>: paths are copied to the store.</summary>
    public string Interpolated(Value value)
        => Note(interpreter.Coercion.ToNixString(EvalSite.None, value, CoercionMode.CopyToStore, ""));

    /// <summary>A string that is there already.</summary>
    public string Note(NixString text)
    {
        Context = Context.Union(text.Context);
        return text.Text;
    }

    /// <summary>A text with what was collected.</summary>
    public NixString Build(string text) => new(text, Context);
}
