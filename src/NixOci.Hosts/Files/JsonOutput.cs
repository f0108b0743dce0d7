using System.Text.Encodings.Web;
using System.Text.Json;
using NixOci.Language.Source;

namespace NixOci.Hosts.Files;

/// <summary>How documents of JSON are written, to files and to streams: each ends with a line end.</summary>
public static class JsonOutput
{
    /// <summary>Indented, with no more escapes than JSON asks for: people read it too.</summary>
    public static JsonWriterOptions Readable { get; } = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>How much of a document a writer may hold back.</summary>
    private const int HeldBack = 1 << 15;

    /// <summary>
    /// Passes on what a writer holds back, where it is much: by itself it holds the whole document, in buffers that grow with it. To be
    /// called between the parts of a long list.
    /// </summary>
    public static void PassOn(Utf8JsonWriter json)
    {
        if (json.BytesPending > HeldBack) json.Flush();
    }

    /// <summary>Writes a readable document to a stream.</summary>
    /// <param name="output">Where it goes, in UTF-8.</param>
    /// <param name="content">Writes its value.</param>
    public static void Write(Stream output, Action<Utf8JsonWriter> content) => Write(output, content, Readable);

    /// <summary>A document's bytes, in UTF-8.</summary>
    /// <param name="content">Writes its value.</param>
    /// <param name="options">The form, such as <see cref="Readable"/>.</param>
    public static byte[] ToBytes(Action<Utf8JsonWriter> content, JsonWriterOptions options)
    {
        using MemoryStream bytes = new();
        Write(bytes, content, options);
        return bytes.ToArray();
    }

    /// <summary>Writes a property that is a list of strings.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">The property's name.</param>
    /// <param name="items">The strings, as byte text.</param>
    public static void WriteStrings(this Utf8JsonWriter json, string name, IReadOnlyList<string> items)
    {
        json.WriteStartArray(name);
        foreach (string item in items) json.WriteStringValue(ByteText.ToUnicode(item));
        json.WriteEndArray();
    }

    private static void Write(Stream output, Action<Utf8JsonWriter> content, JsonWriterOptions options)
    {
        using (Utf8JsonWriter json = new(output, options)) content(json);
        output.Write("\n"u8);
    }
}
