using NixOci.Language.Store;
using NixOci.Modules.Packages;

namespace NixOci.Hosts.Placement;

/// <summary>A store path in a text.</summary>
/// <param name="Object">What it leads to.</param>
/// <param name="End">Where in the text the object's own path ends.</param>
internal readonly record struct StoreReference(StoreObject Object, int End)
{
    public const string Prefix = StorePaths.StoreDirectory + "/";

    /// <summary>The reference that begins at a place in a text, if one does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where <see cref="Prefix"/> stands in it.</param>
    /// <param name="objects">The known objects by their paths.</param>
    public static StoreReference? Read(string text, int start, Dictionary<string, StoreObject> objects)
    {
        int length = text.AsSpan(start + Prefix.Length).IndexOfAnyExcept(StorePaths.NameCharacters);
        int end = length < 0 ? text.Length : start + Prefix.Length + length;

        // A full stop or the like may belong to the sentence and not to the name.
        int shortest = start + Prefix.Length + StorePaths.HashLength;
        Dictionary<string, StoreObject>.AlternateLookup<ReadOnlySpan<char>> byPath = objects.GetAlternateLookup<ReadOnlySpan<char>>();
        for (; end > shortest; end--)
        {
            if (byPath.TryGetValue(text.AsSpan(start, end - start), out StoreObject? found)) return new StoreReference(found, end);
            if (char.IsAsciiLetterOrDigit(text[end - 1])) break;
        }

        return null;
    }

    /// <summary>Whether a character may stand in a name in the store.</summary>
    public static bool IsNameCharacter(char c) => StorePaths.NameCharacters.Contains(c);

    /// <summary>Whether a path that begins at a place in a text goes on with given parts, and ends there.</summary>
    public static bool EndsWith(string text, int start, string parts)
    {
        int end = start + parts.Length;
        return text.AsSpan(start).StartsWith(parts, StringComparison.Ordinal)
            && (end == text.Length || !(IsNameCharacter(text[end]) || text[end] == '/'));
    }

    /// <summary>Whether a path that begins at a place in a text goes on with given parts, and perhaps further.</summary>
    public static bool GoesThrough(string text, int start, string parts)
        => EndsWith(text, start, parts)
            || GoesInto(text, start, parts);

    /// <summary>Whether a path that begins at a place in a text goes on with given parts, and then with a slash.</summary>
    public static bool GoesInto(string text, int start, string parts)
    {
        int end = start + parts.Length;
        return end < text.Length && text[end] == '/' && text.AsSpan(start).StartsWith(parts, StringComparison.Ordinal);
    }
}
