using System.Text.Json;
using NixOci.Hosts.Files;
using NixOci.Language.Source;

namespace NixOci.Hosts.Manifests;

/// <summary>Writes a manifest as JSON. Equal manifests give equal bytes.</summary>
public static class ManifestWriter
{
    // Every entry has these names.
    private static readonly JsonEncodedText Path = JsonEncodedText.Encode("path");
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText Target = JsonEncodedText.Encode("target");
    private static readonly JsonEncodedText Sha256 = JsonEncodedText.Encode("sha256");
    private static readonly JsonEncodedText Mode = JsonEncodedText.Encode("mode");
    private static readonly JsonEncodedText Unit = JsonEncodedText.Encode("unit");
    private static readonly JsonEncodedText Container = JsonEncodedText.Encode("container");
    private static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
    private static readonly JsonEncodedText File = JsonEncodedText.Encode("file");
    private static readonly JsonEncodedText Line = JsonEncodedText.Encode("line");
    private static readonly JsonEncodedText Column = JsonEncodedText.Encode("column");

    /// <summary>The manifest's bytes in UTF-8, with a line end at the end.</summary>
    public static byte[] ToBytes(Manifest manifest) => JsonOutput.ToBytes(json => Write(manifest, json), JsonOutput.Readable);

    /// <summary>Writes the manifest to a stream, by parts: the same bytes.</summary>
    public static void Write(Manifest manifest, Stream output) => JsonOutput.Write(output, json => Write(manifest, json));

    private static void Write(Manifest manifest, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Manifest.Version);
        json.WriteString("layout", manifest.Layout);
        json.WriteString("release", manifest.Release);
        WriteOptional(json, "unitDirectory", manifest.UnitDirectory);
        WriteOptional(json, "fileDirectory", manifest.FileDirectory);
        json.WriteStartArray("needs");
        foreach (ManifestNeed need in manifest.Needs) WriteNeed(json, need);
        json.WriteEndArray();
        json.WriteStartArray("entries");
        foreach (ManifestEntry entry in manifest.Entries)
        {
            WriteEntry(json, entry);
            JsonOutput.PassOn(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNeed(Utf8JsonWriter json, ManifestNeed need)
    {
        json.WriteStartObject();
        json.WriteString("package", ByteText.ToUnicode(need.Package));
        json.WriteString("version", ByteText.ToUnicode(need.Version));
        WriteOptional(json, "hostPackage", need.HostPackage);
        json.WriteStrings("programs", need.Programs);
        json.WriteStrings("units", need.Units);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, ManifestEntry entry)
    {
        json.WriteStartObject();
        json.WriteString(Path, ByteText.ToUnicode(entry.Path));
        json.WriteString(Type, entry.IsLink ? "link" : "file");
        WriteOptional(json, Target, entry.Target);
        json.WriteString(Sha256, entry.Sha256);
        json.WriteString(Mode, entry.Mode);
        WriteOptional(json, Unit, entry.Unit);
        WriteOptional(json, Container, entry.Container);
        if (entry.Source is { } source)
        {
            json.WriteStartObject(Source);
            json.WriteString(File, ByteText.ToUnicode(source.File));
            json.WriteNumber(Line, source.Line);
            json.WriteNumber(Column, source.Column);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, ByteText.ToUnicode(value));
    }

    private static void WriteOptional(Utf8JsonWriter json, JsonEncodedText name, string? value)
    {
        if (value is not null) json.WriteString(name, ByteText.ToUnicode(value));
    }
}
