using System.Text.Json;
using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;

namespace NixOci.Containers.Flakes;

/// <summary>What a flake's lock file tells of the nixpkgs that the flake was locked with.</summary>
public static class FlakeLock
{
    private const string FileName = "flake.lock";

    /// <summary>The release of the nixpkgs that a flake is locked with; null where there is no lock file or it names none.</summary>
    /// <param name="files">How files are seen.</param>
    /// <param name="directory">The flake's directory: an absolute path as byte text.</param>
    /// <exception cref="FlakeException">The lock file is no lock file.</exception>
    public static ReleaseChoice? ReleaseIn(FileView files, string directory)
    {
        string path = directory + "/" + FileName;
        if (!files.Exists(path)) return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(EvalFiles.ReadBytes(files, path));
            return Reference(document.RootElement) is { } reference ? ReleaseChoice.FromLock(reference) : null;
        }
        catch (JsonException e)
        {
            throw new FlakeException($"lock file '{path}' is not JSON: {ByteText.FromUnicode(e.Message)}");
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            throw new FlakeException($"lock file '{path}' has not the form of one");
        }
    }

    /// <summary>The branch or channel of the root's input <c>nixpkgs</c>.</summary>
    private static string? Reference(JsonElement document)
    {
        JsonElement nodes = document.GetProperty("nodes");
        JsonElement root = nodes.GetProperty(document.GetProperty("root").GetString()!);
        if (!root.TryGetProperty("inputs", out JsonElement inputs) || !inputs.TryGetProperty("nixpkgs", out JsonElement target)) return null;
        if (target.ValueKind != JsonValueKind.String) return null;
        JsonElement node = nodes.GetProperty(target.GetString()!);
        if (!node.TryGetProperty("original", out JsonElement original)) return null;
        foreach (string name in new[] { "ref", "url" })
        {
            if (original.TryGetProperty(name, out JsonElement value) && value.GetString() is { Length: > 0 } text) return text;
        }

        return null;
    }
}
