using System.Text.RegularExpressions;

namespace NixOci.TestSupport;

/// <summary>Hashes of store paths, in which texts that are equal may differ.</summary>
public static partial class StoreHashes
{
    /// <summary>The hash that expected texts have in the place of every other.</summary>
    public static readonly string Placeholder = new('e', 32);

    /// <summary>A text with one and the same hash in all store paths.</summary>
    public static string Mask(string text) => InStorePaths().Replace(text, $"/nix/store/{Placeholder}-");

    /// <summary>A text whose store paths have no hashes.</summary>
    public static string Remove(string text) => InStorePaths().Replace(text, "/nix/store/");

    [GeneratedRegex("/nix/store/[0-9a-z]{32}-")]
    private static partial Regex InStorePaths();
}
