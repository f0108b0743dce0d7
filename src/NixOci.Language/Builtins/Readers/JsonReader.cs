using System.Globalization;
using System.Runtime.InteropServices;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins.Readers;

/// <summary>Reads JSON text into values. Nesting is kept on a stack of its own, so that no depth is too deep.</summary>
internal sealed class JsonReader
{
    private readonly JsonLexer _lexer;
    private readonly SetShapes _shapes = new();
    private readonly List<Value> _values = [];
    private readonly List<Symbol> _keys = [];
    private readonly List<Container> _open = [];
    private JsonToken _last;

    private JsonReader(string text) => _lexer = new JsonLexer(text);

    /// <summary>The value of a JSON text.</summary>
    public static Value Read(string text) => new JsonReader(text).Document();

    private Value Document()
    {
        Next();
        while (true)
        {
            if (BeginsContainer()) continue;
            if (!ContinuesContainer()) break;
        }

        if (Next() != JsonToken.End) throw Unexpected(JsonToken.End, "value");
        return _values[0];
    }

    /// <summary>Takes the value that begins at the token at hand; true where that opened a container that has members.</summary>
    private bool BeginsContainer()
    {
        switch (_last)
        {
            case JsonToken.ObjectStart:
                _open.Add(new Container(IsObject: true, _values.Count, _keys.Count));
                if (Next() == JsonToken.ObjectEnd)
                {
                    CloseObject();
                    return false;
                }

                Key();
                return true;
            case JsonToken.ArrayStart:
                _open.Add(new Container(IsObject: false, _values.Count, _keys.Count));
                if (Next() != JsonToken.ArrayEnd) return true;
                CloseArray();
                return false;
            case JsonToken.String:
                _values.Add(new NixString(ByteStrings.WithoutNul(_lexer.StringValue)));
                return false;
            case JsonToken.Integer:
                _values.Add(NixInt.Of(_lexer.IntegerValue));
                return false;
            case JsonToken.Unsigned:
                ulong number = _lexer.UnsignedValue;
                if (number > long.MaxValue)
                {
                    throw new EvalException(string.Create(
                        CultureInfo.InvariantCulture, $"unsigned json number {number} outside of Nix integer range"));
                }

                _values.Add(NixInt.Of((long)number));
                return false;
            case JsonToken.Float:
                if (!double.IsFinite(_lexer.FloatValue))
                {
                    throw new EvalException($"[json.exception.out_of_range.406] number overflow parsing '{_lexer.LastRead}'");
                }

                _values.Add(new NixFloat(_lexer.FloatValue));
                return false;
            case JsonToken.True:
                _values.Add(NixBool.True);
                return false;
            case JsonToken.False:
                _values.Add(NixBool.False);
                return false;
            case JsonToken.Null:
                _values.Add(NixNull.Instance);
                return false;
            case JsonToken.Error:
                throw Unexpected(JsonToken.None, "value");
            case JsonToken.End when _lexer.CharactersRead == 1:
                throw Error(
                    "attempting to parse an empty input; check that your input string or stream contains the expected JSON");
            default:
                throw Unexpected(JsonToken.Value, "value");
        }
    }

    /// <summary>After a value: goes to the next one of a container, or closes containers; false where none is open.</summary>
    private bool ContinuesContainer()
    {
        while (_open.Count > 0)
        {
            bool isObject = _open[^1].IsObject;
            Next();
            if (_last == JsonToken.Comma)
            {
                Next();
                if (isObject) Key();
                return true;
            }

            if (isObject)
            {
                if (_last != JsonToken.ObjectEnd) throw Unexpected(JsonToken.ObjectEnd, "object");
                CloseObject();
            }
            else
            {
                if (_last != JsonToken.ArrayEnd) throw Unexpected(JsonToken.ArrayEnd, "array");
                CloseArray();
            }
        }

        return false;
    }

    private void Key()
    {
        if (_last != JsonToken.String) throw Unexpected(JsonToken.String, "object key");
        _keys.Add(Symbol.Intern(ByteStrings.WithoutNul(_lexer.StringValue)));
        if (Next() != JsonToken.Colon) throw Unexpected(JsonToken.Colon, "object separator");
        Next();
    }

    private void CloseArray()
    {
        Container container = Pop();
        int count = _values.Count - container.FirstValue;
        NixList list = count == 0 ? NixList.Empty : new NixList(CollectionsMarshal.AsSpan(_values)[container.FirstValue..].ToArray());
        _values.RemoveRange(container.FirstValue, count);
        _values.Add(list);
    }

    private void CloseObject()
    {
        Container container = Pop();
        int count = _values.Count - container.FirstValue;
        AttrSet set = _shapes.Build(
            CollectionsMarshal.AsSpan(_keys)[container.FirstKey..],
            CollectionsMarshal.AsSpan(_values)[container.FirstValue..]);
        _keys.RemoveRange(container.FirstKey, _keys.Count - container.FirstKey);
        _values.RemoveRange(container.FirstValue, count);
        _values.Add(set);
    }

    private Container Pop()
    {
        Container container = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        return container;
    }

    private JsonToken Next() => _last = _lexer.Next();

    private EvalException Unexpected(JsonToken expected, string context)
    {
        string found = _last == JsonToken.Error
            ? $"{_lexer.Fault}; last read: '{_lexer.LastRead}'"
            : $"unexpected {JsonLexer.NameOf(_last)}";
        string wanted = expected == JsonToken.None ? "" : $"; expected {JsonLexer.NameOf(expected)}";
        return Error($"syntax error while parsing {context} - {found}{wanted}");
    }

    private EvalException Error(string what)
        => new($"[json.exception.parse_error.101] parse error at {_lexer.Place}: {what}");

    private readonly record struct Container(bool IsObject, int FirstValue, int FirstKey);
}
