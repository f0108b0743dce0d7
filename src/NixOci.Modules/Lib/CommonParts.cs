namespace NixOci.Modules.Library;

/// <summary>What texts have in common, in bytes.</summary>
internal static class CommonParts
{
    /// <summary>The length of the longest common beginning.</summary>
    public static int CommonPrefix(string first, string second) => first.AsSpan().CommonPrefixLength(second);

    /// <summary>The length of the longest common end.</summary>
    public static int CommonSuffix(string first, string second)
    {
        int length = 0;
        while (length < first.Length && length < second.Length && first[^(length + 1)] == second[^(length + 1)]) length++;
        return length;
    }
}
