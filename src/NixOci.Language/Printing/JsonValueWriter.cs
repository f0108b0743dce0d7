using System.Buffers;
using System.Globalization;
using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Language.Printing;

/// <summary>
/// Writes values as JSON without blanks, and collects what store objects they refer to. The text is that of the library that Nix
/// uses, to the digits of floats.
/// </summary>
/// <param name="coercion">How sets with <c>__toString</c> become strings.</param>
/// <param name="store">Where paths are copied to; null where they are written as they are.</param>
internal sealed class JsonValueWriter(Coercion coercion, ObjectStore? store)
{
    private const string ToStringContext = "while evaluating the result of the `__toString` attribute";
    private static readonly Symbol ToStringAttr = "__toString";
    private static readonly Symbol OutPathAttr = "outPath";

    // Everything that cannot stand in a JSON string as it is, and everything that may be bad UTF-8.
    private static readonly SearchValues<char> Plain = SearchValues.Create(PlainCharacters());

    private readonly StringBuilder _text = SharedBuilder.Take();
    private HashSet<string>? _references;
    private StringContext _lastContext = StringContext.Empty;
    private string? _fault;
    private bool _separate;

    /// <summary>Begins an object whose members come one by one.</summary>
    public void BeginObject() => Open('{');

    /// <summary>Ends an object.</summary>
    public void EndObject() => Close('}');

    /// <summary>The name of the next member.</summary>
    public void Key(string name)
    {
        Separate();
        Quote(name);
        _text.Append(':');
        _separate = false;
    }

    /// <summary>What was written, with its context; nothing is written afterwards.</summary>
    public NixString Finish()
    {
        // Nix builds the whole document before it writes it: text that is no UTF-8 is found after all else.
        if (_fault is not null) throw new EvalException("JSON serialization error: [json.exception.type_error.316] " + _fault);
        return new NixString(SharedBuilder.Finish(_text), _references is null ? StringContext.Empty : StringContext.Of(_references));
    }

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="strict">Whether what is not evaluated is evaluated; otherwise it is an error.</param>
    /// <param name="position">Where the value comes from; may be unknown.</param>
    public void Value(Value value, bool strict, Position position)
    {
        EvalStack.EnsureSpace(EvalSite.None);
        Value forced = strict || value is Thunk { IsEvaluated: true } ? value.Force() : value;
        switch (forced)
        {
            case NixString text:
                Collect(text.Context);
                Separate();
                Quote(text.Text);
                break;
            case NixInt number:
                Separate();
                Number(number.Value);
                break;
            case NixFloat number:
                Separate();
                JsonFloat.Append(_text, number.Value);
                break;
            case NixBool boolean:
                Separate();
                _text.Append(boolean.Value ? "true" : "false");
                break;
            case NixNull:
                Separate();
                _text.Append("null");
                break;
            case NixPath path:
                string copied = store is null ? path.Path : store.CopyPath(EvalSite.None, path.Path);
                if (store is not null) Collect(StringContext.Of(ContextElement.ForPath(copied)));
                Separate();
                Quote(copied);
                break;
            case NixList list:
                List(list, strict, position);
                break;
            case AttrSet set:
                Set(set, strict, position);
                break;
            default:
                throw new TypeException(
                    $"cannot convert {ValueTypes.Describe(forced)} to JSON", forced is Closure closure ? closure.Position : position);
        }
    }

    private void Number(long number)
    {
        Span<char> digits = stackalloc char[20];
        number.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture);
        _text.Append(digits[..length]);
    }

    private void List(NixList list, bool strict, Position position)
    {
        Open('[');
        int index = 0;
        try
        {
            for (; index < list.Count; index++) Value(list[index], strict, position);
        }
        catch (NixException e) when (Tracing.IsFull && Tracing.Step(e, position, $"while evaluating list element at index {index}"))
        {
            throw;
        }

        Close(']');
    }

    private void Set(AttrSet set, bool strict, Position position)
    {
        if (set.TryGet(ToStringAttr, out Value? toString))
        {
            NixString text = coercion.ToNixString(
                EvalSite.None, toString.Call(EvalSite.None, set), CoercionMode.None, ToStringContext);
            Collect(text.Context);
            Separate();
            Quote(text.Text);
            return;
        }

        if (set.TryGet(OutPathAttr, out Value? outPath))
        {
            Value(outPath, strict, set.PositionOf(OutPathAttr));
            return;
        }

        Open('{');
        Symbol current = default;
        try
        {
            AttrShape shape = set.Shape;
            foreach (int index in shape.ByName)
            {
                current = shape.Names[index];
                Key(current.Text);
                Value(set.Values[index], strict, shape.Positions is { } positions ? positions[index] : default);
            }
        }
        catch (NixException e) when (Tracing.Step(e, set.PositionOf(current), $"while evaluating attribute '{current.Text}'"))
        {
            throw;
        }

        Close('}');
    }

    private void Open(char bracket)
    {
        Separate();
        _text.Append(bracket);
        _separate = false;
    }

    private void Close(char bracket)
    {
        _text.Append(bracket);
        _separate = true;
    }

    private void Separate()
    {
        if (_separate) _text.Append(',');
        _separate = true;
    }

    private void Collect(StringContext context)
    {
        if (context.IsEmpty || ReferenceEquals(context, _lastContext)) return;
        _lastContext = context;
        (_references ??= new HashSet<string>(StringComparer.Ordinal)).UnionWith(context.Elements);
    }

    private void Quote(string text)
    {
        LimitWatch.Grow(EvalSite.None, _text, text.Length);
        _text.Append('"');
        ReadOnlySpan<char> rest = text;
        int special = rest.IndexOfAnyExcept(Plain);
        if (special < 0)
        {
            _text.Append(text);
        }
        else
        {
            int at = 0;
            while (special >= 0)
            {
                _text.Append(text, at, special);
                at += special;
                at += text[at] >= 0x80 ? Sequence(text, at) : Escape(text[at]);
                special = text.AsSpan(at).IndexOfAnyExcept(Plain);
            }

            _text.Append(text, at, text.Length - at);
        }

        _text.Append('"');
    }

    private int Escape(char c)
    {
        switch (c)
        {
            case '"': _text.Append("\\\""); break;
            case '\\': _text.Append(@"\\"); break;
            case '\b': _text.Append("\\b"); break;
            case '\f': _text.Append("\\f"); break;
            case '\n': _text.Append("\\n"); break;
            case '\r': _text.Append("\\r"); break;
            case '\t': _text.Append("\\t"); break;
            default: _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
        }

        return 1;
    }

    /// <summary>Copies the bytes of one character beyond ASCII; the first fault is remembered.</summary>
    private int Sequence(string text, int start)
    {
        int length = Utf8Sequences.Length(text, start, out int bad);
        if (length > 0)
        {
            _text.Append(text, start, length);
            return length;
        }

        _fault ??= bad == text.Length
            ? $"incomplete UTF-8 string; last byte: 0x{(int)text[^1]:X2}"
            : $"invalid UTF-8 byte at index {bad}: 0x{(int)text[bad]:X2}";
        return text.Length - start;
    }

    private static string PlainCharacters()
    {
        StringBuilder plain = new();
        for (char c = ' '; c < 0x80; c++)
        {
            if (c is not ('"' or '\\')) plain.Append(c);
        }

        return plain.ToString();
    }
}
