namespace NixOci.Containers.Comparison;

/// <summary>Names of images in full.</summary>
internal static class ImageName
{
    /// <summary>
    /// The name with its tag. Docker takes short names from its own registry; where podman takes them from is set on the host, so
    /// that for it they stay short.
    /// </summary>
    public static string Normalize(string image, string engine)
    {
        if (image.AsSpan().ContainsAnyInRange('\0', '\x1f') || image.Contains("://", StringComparison.Ordinal)) return image;
        int slash = image.LastIndexOf('/');
        bool hasTag = image.IndexOf(':', slash + 1) >= 0 || image.Contains('@', StringComparison.Ordinal);
        string name = hasTag ? image : image + ":latest";
        if (engine != "docker") return name;
        int first = name.IndexOf('/', StringComparison.Ordinal);
        if (first < 0) return "docker.io/library/" + name;
        string registry = name[..first];
        bool isRegistry = registry == "localhost" || registry.AsSpan().IndexOfAny('.', ':') >= 0;
        return isRegistry ? name : "docker.io/" + name;
    }
}
