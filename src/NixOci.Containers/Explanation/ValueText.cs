using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Explanation;

/// <summary>Values of definitions as texts, to find them again in what they became.</summary>
internal static class ValueText
{
    private const int LongestShown = 60;

    /// <summary>A value as units and scripts write it; null where it is no such value, or cannot be evaluated.</summary>
    public static string? Of(Value value)
    {
        try
        {
            return value.Force() switch
            {
                NixString text => text.Text,
                NixPath path => path.Path,
                NixInt number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
                NixBool truth => truth.Value ? "true" : "false",
                AttrSet set when set["outPath"] is { } path => Of(path),
                _ => null,
            };
        }
        catch (NixException)
        {
            // A definition that does not stand may be wrong: nothing is shown of it.
            return null;
        }
    }

    /// <summary>The elements of a list, of a list with an order, or a single value; those that are no texts are left out.</summary>
    public static IReadOnlyList<string> Items(Value value)
    {
        try
        {
            Value content = Content(value);
            if (content is not NixList list) return Of(content) is { } single ? [single] : [];
            List<string> items = new(list.Count);
            foreach (Value item in list.Items)
            {
                if (Of(item) is { } text) items.Add(text);
            }

            return items;
        }
        catch (NixException)
        {
            return [];
        }
    }

    /// <summary>Whether a list has an element, or a single value is that text.</summary>
    public static bool Has(Value value, string text)
    {
        foreach (string item in Items(value))
        {
            if (item == text) return true;
        }

        return false;
    }

    /// <summary>A value without the order that <c>mkBefore</c> and its like give it; forced.</summary>
    public static Value Content(Value value)
        => value.Force() is AttrSet set && set["_type"]?.Force() is NixString { Text: "order" } ? set.Select("content") : value.Force();

    /// <summary>A value in one line for people; null where it has none.</summary>
    public static string? Shown(Value value)
    {
        try
        {
            Value content = Content(value);
            string? text = content switch
            {
                NixNull => "null",
                NixList list => list.Count == 0 ? "[ ]" : $"[ {string.Join(' ', Items(list))} ]",
                _ => Of(content),
            };
            if (text is null) return null;
            int end = text.IndexOf('\n', StringComparison.Ordinal);
            if (end < 0 && text.Length <= LongestShown) return text;
            int length = Math.Min(end < 0 ? text.Length : end, LongestShown);
            return text[..length] + " ...";
        }
        catch (NixException)
        {
            return null;
        }
    }
}
