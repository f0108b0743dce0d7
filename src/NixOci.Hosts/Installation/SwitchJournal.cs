using System.Text.Json;
using NixOci.Hosts.Files;

namespace NixOci.Hosts.Installation;

/// <summary>
/// What a switch has still to tell systemd, kept in a file until it is done: whoever comes next after an interruption goes on from
/// there. After a reboot there is nothing to tell, since systemd starts what it finds.
/// </summary>
/// <param name="host">The host.</param>
internal sealed class SwitchJournal(HostRoot host)
{
    private const string Place = GenerationStore.StateDirectory + "/journal.json";
    private const string BootIdentifier = "/proc/sys/kernel/random/boot_id";

    /// <summary>What is still to be done; null where nothing is.</summary>
    public SwitchPlan? Read()
    {
        if (host.TryRead(Place) is not { } bytes) return null;
        using JsonDocument document = JsonDocument.Parse(bytes);
        JsonElement root = document.RootElement;
        if (root.GetProperty("boot").GetString() != Boot()) return null;
        SwitchPlan plan = new();
        Add(plan.Stop, "stop");
        Add(plan.Start, "start");
        Add(plan.Restart, "restart");
        Add(plan.Reload, "reload");
        return plan;

        void Add(SortedSet<string> list, string name)
        {
            foreach (JsonElement unit in root.GetProperty(name).EnumerateArray()) list.Add(unit.GetString()!);
        }
    }

    /// <summary>Remembers what is to be done.</summary>
    public void Write(SwitchPlan plan)
    {
        string boot = Boot();
        byte[] content = JsonOutput.ToBytes(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("boot", boot);
                WriteList(json, "stop", plan.Stop);
                WriteList(json, "start", plan.Start);
                WriteList(json, "restart", plan.Restart);
                WriteList(json, "reload", plan.Reload);
                json.WriteEndObject();
            },
            default);
        string directory = host.CreateDirectories(GenerationStore.StateDirectory);
        host.Files.Replace(Path.Combine(directory, Path.GetFileName(Place)), content);
    }

    /// <summary>Nothing is to be done any more.</summary>
    public void Clear()
    {
        string path = host.Locate(Place);
        if (host.Files.KindOf(path) == EntryKind.Missing) return;
        host.Files.Delete(path);
        host.Files.Sync(Path.GetDirectoryName(path)!);
    }

    private string Boot() => host.IsThisHost && host.TryRead(BootIdentifier) is { } bytes ? System.Text.Encoding.ASCII.GetString(bytes).Trim() : "";

    private static void WriteList(Utf8JsonWriter json, string name, SortedSet<string> units)
    {
        json.WriteStartArray(name);
        foreach (string unit in units) json.WriteStringValue(unit);
        json.WriteEndArray();
    }
}
