namespace NixOci.Language.Store;

/// <summary>Names below the store directory.</summary>
public static class StorePaths
{
    /// <summary>The store's directory.</summary>
    public const string StoreDirectory = "/nix/store";

    /// <summary>How many base-32 characters a store path's hash has.</summary>
    public const int HashLength = 32;

    /// <summary>Whether a path lies in the store.</summary>
    public static bool IsInStore(string path)
        => path.Length > StoreDirectory.Length + 1 && path.StartsWith(StoreDirectory + "/", StringComparison.Ordinal);
}
