using NixOci.Containers.Configuration;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Lints;

/// <summary>Images that are another one tomorrow.</summary>
internal static class ImageLints
{
    public static void Find(TranslatedContainer container, LintCollection lints)
    {
        // An image that comes as a file is what the file is, whatever its tag.
        if (IsGiven(container, "imageFile") || IsGiven(container, "imageStream")) return;
        string image = container.Image;
        int name = image.LastIndexOf('/') + 1;
        if (image.Contains('@', StringComparison.Ordinal)) return;
        int colon = image.IndexOf(':', name);
        string? tag = colon < 0 ? null : image[(colon + 1)..];
        if (tag is not (null or "" or "latest")) return;
        lints.Add(
            LintRules.UnpinnedImage, container, ContainerPlaces.Find(container, "image"),
            $"the image '{image}' of container '{container.Name}' has {(string.IsNullOrEmpty(tag) ? "no tag" : "the tag latest")}: "
            + "what is run depends on when it was pulled",
            "Name a version, as in IMAGE:1.2, or a digest, as in IMAGE@sha256:...");
    }

    private static bool IsGiven(TranslatedContainer container, string option)
        => container.Options.SelectOrNull(option) is { } value and not NixNull;
}
