using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Nixos;

/// <summary>Under which names NixOS has options, so that a definition without a declared option can be told from a mistake.</summary>
internal sealed class Namespaces
{
    private static readonly Lazy<Namespaces> Default = new(Load);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly List<string[]> _closed = [];

    private Namespaces(TextReader text)
    {
        while (text.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.StartsWith("closed ", StringComparison.Ordinal)) _closed.Add(line["closed ".Length..].Split('.'));
            else _open.Add(line);
        }
    }

    /// <summary>The namespaces of NixOS.</summary>
    public static Namespaces OfNixos => Default.Value;

    /// <summary>Whether a path may be defined without an option for it.</summary>
    public bool Accepts(IReadOnlyList<string> path)
    {
        return path.Count > 0 && _open.Contains(path[0]) && !IsClosed(path);
    }

    /// <summary>Whether all options under a path are declared, so that an unknown one is a mistake.</summary>
    public bool IsClosed(IReadOnlyList<string> path)
    {
        foreach (string[] closed in _closed)
        {
            if (IsPrefix(closed, path)) return true;
        }

        return false;
    }

    /// <summary>The path of a mistake among definitions nested in a set, or null.</summary>
    public string[]? FindMistake(AttrSet definitions)
    {
        foreach ((Symbol name, _) in definitions.ByName)
        {
            if (!_open.Contains(name.Text)) return [name.Text];
        }

        foreach (string[] closed in _closed)
        {
            if (NameBelow(definitions, closed) is { } name) return [.. closed, name];
        }

        return null;
    }

    private static bool IsPrefix(string[] prefix, IReadOnlyList<string> path)
    {
        if (path.Count < prefix.Length) return false;
        for (int i = 0; i < prefix.Length; i++)
        {
            if (prefix[i] != path[i]) return false;
        }

        return true;
    }

    private static string? NameBelow(AttrSet set, string[] path)
    {
        Value? value = set;
        foreach (string name in path) value = (value?.Force() as AttrSet)?[name];
        if (value?.Force() is AttrSet found)
        {
            foreach ((Symbol name, _) in found.ByName) return name.Text;
        }

        return null;
    }

    private static Namespaces Load()
    {
        using Stream stream = typeof(Namespaces).Assembly.GetManifestResourceStream("namespaces.txt")
            ?? throw new InvalidOperationException("resource namespaces.txt is missing");
        using StreamReader reader = new(stream, Encoding.ASCII);
        return new Namespaces(reader);
    }
}
