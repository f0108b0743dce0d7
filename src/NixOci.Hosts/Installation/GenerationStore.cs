using System.Globalization;
using System.Text.Json;
using NixOci.Hosts.Files;
using NixOci.Hosts.Manifests;
using NixOci.Language.Source;
using NixOci.Language.Store;

namespace NixOci.Hosts.Installation;

/// <summary>What is remembered of a generation beside its files.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Created">When it was made, in UTC.</param>
/// <param name="Description">What it was made of, as ordinary text.</param>
/// <param name="Manifest">Its manifest.</param>
public sealed record Generation(int Number, DateTimeOffset Created, string Description, Manifest Manifest);

/// <summary>
/// The generations of a host, below <c>/var/lib/nixoci</c>: <c>generations/N</c> with the manifest, and <c>blobs</c> with the contents
/// of all files by their SHA-256. What stands there under its name is complete.
/// </summary>
/// <param name="host">The host.</param>
internal sealed class GenerationStore(HostRoot host)
{
    /// <summary>The directory.</summary>
    public const string StateDirectory = "/var/lib/nixoci";

    private const string Generations = StateDirectory + "/generations";
    private const string Blobs = StateDirectory + "/blobs";
    private const string Details = "generation.json";

    private IFileOperations Files => host.Files;

    /// <summary>The numbers of the generations, ascending.</summary>
    public List<int> Numbers()
    {
        List<int> numbers = [];
        foreach (string name in host.List(Generations))
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0) numbers.Add(number);
        }

        numbers.Sort();
        return numbers;
    }

    /// <summary>A generation.</summary>
    public Generation Load(int number)
    {
        string directory = DirectoryOf(number);
        byte[] list = host.TryRead($"{directory}/{Manifest.FileName}") ?? throw new IOException($"there is no generation {number}");
        byte[] details = host.TryRead($"{directory}/{Details}") ?? throw new IOException($"generation {number} is not complete");
        try
        {
            using JsonDocument document = JsonDocument.Parse(details);
            return new Generation(
                number,
                document.RootElement.GetProperty("created").GetDateTimeOffset(),
                document.RootElement.GetProperty("description").GetString() ?? "",
                ManifestReader.Read(list, $"{directory}/{Manifest.FileName}"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new IOException($"'{directory}/{Details}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A generation's files.</summary>
    public GenerationTree Tree(int number)
    {
        Manifest manifest = Load(number).Manifest;
        return GenerationTree.Read(manifest, Content);

        string? Content(ManifestEntry entry) => entry.IsLink
            ? entry.Target
            : host.TryRead($"{Blobs}/{entry.Sha256}") is { } bytes ? ByteText.FromBytes(bytes) : null;
    }

    /// <summary>Remembers a tree as the newest generation. A tree that the newest generation has already is not remembered twice.</summary>
    /// <returns>Its number.</returns>
    public int Record(GenerationTree tree, string description, DateTimeOffset now)
    {
        List<int> numbers = Numbers();
        int newest = numbers.Count == 0 ? 0 : numbers[^1];
        if (newest > 0 && Tree(newest).IsSameAs(tree)) return newest;
        string blobs = host.CreateDirectories(Blobs), generations = host.CreateDirectories(Generations);
        foreach (HostFile file in tree.Files.Values)
        {
            if (file is RegularFile regular) RecordBlob(blobs, ByteText.ToBytes(regular.Text));
        }

        Files.Sync(blobs);
        int number = newest + 1;
        string target = Path.Combine(generations, Text(number));
        string fresh = FileOperationsExtensions.BesideFor(target);
        Files.DeleteTree(fresh);
        Files.CreateDirectory(fresh);
        Files.WriteFile(Path.Combine(fresh, Manifest.FileName), ManifestWriter.ToBytes(tree.Manifest), isExecutable: false);
        Files.WriteFile(Path.Combine(fresh, Details), DetailsOf(description, now), isExecutable: false);
        Files.Sync(fresh);
        Files.Rename(fresh, target);
        Files.Sync(generations);
        return number;
    }

    /// <summary>Forgets all generations but the newest ones and one more, and the contents that only they had.</summary>
    /// <param name="count">How many of the newest are kept.</param>
    /// <param name="current">The generation that is kept in any case.</param>
    /// <returns>How many were forgotten.</returns>
    public int Prune(int count, int current)
    {
        List<int> numbers = Numbers();
        int forgotten = 0;
        HashSet<string> used = new(StringComparer.Ordinal);
        for (int i = 0; i < numbers.Count; i++)
        {
            if (i < numbers.Count - count && numbers[i] != current)
            {
                Forget(DirectoryOf(numbers[i]));
                forgotten++;
                continue;
            }

            foreach (ManifestEntry entry in Load(numbers[i]).Manifest.Entries) used.Add(entry.Sha256);
        }

        foreach (string blob in host.List(Blobs))
        {
            if (!used.Contains(blob)) Files.Delete(host.Locate($"{Blobs}/{blob}"));
        }

        return forgotten;
    }

    /// <summary>Forgets everything but the lock.</summary>
    public void Clear()
    {
        Forget(Generations);
        Forget(Blobs);
    }

    /// <summary>Removes a directory; it loses its name before it loses what is in it.</summary>
    private void Forget(string directory)
    {
        string path = host.Locate(directory), dying = FileOperationsExtensions.BesideFor(path);
        Files.DeleteTree(dying);
        if (Files.KindOf(path) == EntryKind.Missing) return;
        Files.Rename(path, dying);
        Files.Sync(Path.GetDirectoryName(path)!);
        Files.DeleteTree(dying);
    }

    private void RecordBlob(string blobs, byte[] content)
    {
        string path = Path.Combine(blobs, NixHash.Sha256Of(content));
        if (Files.KindOf(path) == EntryKind.File) return;
        string fresh = FileOperationsExtensions.BesideFor(path);
        Files.DeleteTree(fresh);
        Files.WriteFile(fresh, content, isExecutable: false);
        Files.Rename(fresh, path);
    }

    private static byte[] DetailsOf(string description, DateTimeOffset now) => JsonOutput.ToBytes(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("created", now.ToUniversalTime());
            json.WriteString("description", description);
            json.WriteEndObject();
        },
        default);

    private static string DirectoryOf(int number) => $"{Generations}/{Text(number)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
