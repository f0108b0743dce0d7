using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Language.Flakes;

/// <summary>What a flake reference says, by name: strings, Booleans, and integers that are not negative.</summary>
internal sealed class InputAttributes : SortedDictionary<string, Value>
{
    public InputAttributes()
        : base(StringComparer.Ordinal)
    {
    }

    public InputAttributes(InputAttributes other)
        : base(other, StringComparer.Ordinal)
    {
    }

    /// <summary>What kind of reference it is.</summary>
    public string Type => Text("type");

    /// <summary>The branch or tag, where one is named.</summary>
    public string? Ref => TryText("ref");

    /// <summary>The commit, where one is named, in hexadecimal digits.</summary>
    public string? Revision => TryText("rev") is { } text ? ParseRevision(text) : null;

    /// <summary>The hash of the tree, where one is given, in Nix's own form.</summary>
    public string? TreeHash => TryText("narHash") switch
    {
        null => null,
        "" => NixHash.Zero(HashKind.Sha256).ToText(HashFormat.Sri),
        var text => CheckTreeHash(text),
    };

    /// <summary>A commit in any form of a hash, in hexadecimal digits; SHA-1 unless it says otherwise.</summary>
    public static string ParseRevision(string text)
        => NixHash.Parse(text, text.StartsWith("sha256", StringComparison.Ordinal) ? HashKind.Sha256 : HashKind.Sha1).ToText(HashFormat.Base16);

    public void Set(string name, string value) => this[name] = new NixString(value);

    public void SetIfGiven(string name, string? value)
    {
        if (value is not null) Set(name, value);
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string name) => TryText(name) ?? throw new EvalException($"input attribute '{name}' is missing");

    public string? TryText(string name)
        => TryGetValue(name, out Value? value)
            ? value is NixString text ? text.Text : throw new EvalException($"input attribute '{name}' is not a string {ToJson()}")
            : null;

    public bool IsOn(string name)
        => TryGetValue(name, out Value? value)
            && (value is NixBool flag ? flag.Value : throw new EvalException($"input attribute '{name}' is not a Boolean"));

    /// <summary>Checks what every kind of reference may hold.</summary>
    public void Check()
    {
        _ = (Type, Ref, Revision);
        CheckCount("revCount");
        CheckCount("lastModified");
    }

    /// <summary>All of it as a query.</summary>
    public SortedDictionary<string, string> ToQuery()
    {
        SortedDictionary<string, string> query = new(StringComparer.Ordinal);
        foreach ((string name, Value value) in this)
        {
            query[name] = value switch
            {
                NixInt number => number.Value.ToString(CultureInfo.InvariantCulture),
                NixBool flag => flag.Value ? "1" : "0",
                _ => ((NixString)value).Text,
            };
        }

        return query;
    }

    /// <summary>All of it as JSON, for messages; byte text.</summary>
    public string ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach ((string name, Value value) in this)
            {
                writer.WritePropertyName(ByteText.ToUnicode(name));
                if (value is NixInt number) writer.WriteNumberValue(number.Value);
                else if (value is NixBool flag) writer.WriteBooleanValue(flag.Value);
                else writer.WriteStringValue(ByteText.ToUnicode(((NixString)value).Text));
            }

            writer.WriteEndObject();
        }

        return ByteText.FromUnicode(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static string CheckTreeHash(string text)
    {
        if (!text.Contains('-', StringComparison.Ordinal)) throw new EvalException($"hash '{text}' is not SRI");
        NixHash hash = NixHash.Parse(text, null);
        return hash.Kind == HashKind.Sha256 ? hash.ToText(HashFormat.Sri) : throw new EvalException("narHash must use SHA-256");
    }

    private void CheckCount(string name)
    {
        if (TryGetValue(name, out Value? value) && value is not NixInt) throw new EvalException($"input attribute '{name}' is not an integer");
    }
}
