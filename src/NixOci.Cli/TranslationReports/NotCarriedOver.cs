using NixOci.Modules.Packages;

namespace NixOci.Cli.TranslationReports;

/// <summary>What to do about what only Nix can build.</summary>
internal static class NotCarriedOver
{
    /// <summary>What to do, in a sentence or two.</summary>
    public static string AdviceFor(UnbuiltObject unbuilt)
        => unbuilt.Maker.StartsWith("dockerTools.", StringComparison.Ordinal)
            ? "Build the image where Nix is and push it to a registry, or save it and load it on the host; then name it in `image` and leave out the file."
            : "Build it where Nix is and copy it to the host, or use a file or package that the host has.";
}
