using System.Text;
using System.Text.Json;
using NixOci.Hosts.Files;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Systemd.Comparison;

namespace NixOci.Hosts.Comparison;

/// <summary>Differences that are known and accepted, kept in a file of JSON.</summary>
public sealed class Baseline
{
    private const int Version = 1;

    private readonly Dictionary<Entry, bool> _isMet = [];

    private Baseline()
    {
    }

    /// <summary>A baseline that accepts nothing.</summary>
    public static Baseline Empty { get; } = new();

    /// <summary>The number of accepted differences that were not met.</summary>
    public int Unmet => _isMet.Values.Count(static isMet => !isMet);

    /// <summary>Reads a baseline.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="IOException">It is none.</exception>
    public static Baseline Read(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("version", out JsonElement version)
                || !version.TryGetInt32(out int number) || number != Version
                || !root.TryGetProperty("accepted", out JsonElement accepted) || accepted.ValueKind != JsonValueKind.Array)
            {
                throw new IOException($"'{name}' is no baseline: it must hold \"version\": {Version} and a list \"accepted\"");
            }

            Baseline baseline = new();
            foreach (JsonElement entry in accepted.EnumerateArray()) baseline._isMet[ReadEntry(entry, name)] = false;
            return baseline;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new IOException($"'{name}' is no baseline: {e.Message}", e);
        }
    }

    /// <summary>The file that accepts given differences.</summary>
    public static byte[] Write(IEnumerable<Difference> differences) => JsonOutput.ToBytes(
        json =>
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteStartArray("accepted");
            foreach (Difference difference in differences) Write(json, Entry.Of(difference));
            json.WriteEndArray();
            json.WriteEndObject();
        },
        JsonOutput.Readable);

    /// <summary>Whether a difference is accepted.</summary>
    public bool Accepts(Difference difference)
    {
        Entry entry = Entry.Of(difference);
        if (!_isMet.ContainsKey(entry)) return false;
        _isMet[entry] = true;
        return true;
    }

    /// <summary>A short text that tells a difference from others and stays the same from run to run.</summary>
    public static string Fingerprint(Difference difference)
    {
        Entry entry = Entry.Of(difference);
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\0', entry.Unit, entry.Rule, entry.Setting, entry.Left, entry.Right));
        return NixHash.Sha256Of(text)[..32];
    }

    private static Entry ReadEntry(JsonElement entry, string name)
    {
        if (entry.ValueKind != JsonValueKind.Object) throw new IOException($"'{name}' is no baseline: what is accepted must be objects");
        return new Entry(Text(entry, "unit") ?? "", Text(entry, "rule") ?? "", Text(entry, "setting") ?? "", Text(entry, "left"), Text(entry, "right"));
    }

    private static string? Text(JsonElement entry, string key)
        => entry.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    private static void Write(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        json.WriteString("unit", entry.Unit);
        json.WriteString("rule", entry.Rule);
        json.WriteString("setting", entry.Setting);
        if (entry.Left is not null) json.WriteString("left", entry.Left);
        if (entry.Right is not null) json.WriteString("right", entry.Right);
        json.WriteEndObject();
    }

    /// <summary>What identifies a difference; ordinary text.</summary>
    private sealed record Entry(string Unit, string Rule, string Setting, string? Left, string? Right)
    {
        public static Entry Of(Difference difference) => new(
            ByteText.ToUnicode(difference.Unit),
            difference.Rule.Id,
            ByteText.ToUnicode(difference.Setting),
            difference.Left is null ? null : ByteText.ToUnicode(difference.Left),
            difference.Right is null ? null : ByteText.ToUnicode(difference.Right));
    }
}
