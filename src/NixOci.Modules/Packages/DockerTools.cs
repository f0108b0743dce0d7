using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>
/// <c>pkgs.dockerTools</c>: container images under the names that nixpkgs gives them. They cannot be built here; what refers
/// to one is told so where it is installed.
/// </summary>
/// <param name="nixpkgs">The package set.</param>
internal sealed class DockerTools(Nixpkgs nixpkgs)
{
    private static readonly string[] Helpers =
        ["binSh", "usrBinEnv", "caCertificates", "fakeNss", "exportImage", "shadowSetup", "tarsum", "tools"];

    /// <summary>The set <c>dockerTools</c>.</summary>
    public AttrSet Build()
    {
        AttrSetBuilder set = new(24);
        Add(set, "buildImage", "docker-image-", ".tar.gz");
        Add(set, "buildImageWithNixDb", "docker-image-", ".tar.gz");
        Add(set, "buildLayeredImage", "", ".tar.gz");
        Add(set, "buildLayeredImageWithNixDb", "", ".tar.gz");
        Add(set, "streamLayeredImage", "stream-", "");
        Add(set, "streamNixShellImage", "stream-", "");
        Add(set, "buildNixShellImage", "", ".tar.gz");
        set.Add("pullImage", Nix.Function("pullImage", Pull));
        set.Add("mergeImages", Nix.Function("mergeImages", images => nixpkgs.Unbuilt(
            "dockerTools.mergeImages", Nix.Attrs(("name", Nix.Str("merge-docker-images")), ("images", images)))));
        foreach (string helper in Helpers)
        {
            set.Add(helper, Nix.Lazy(() => nixpkgs.Unbuilt("dockerTools." + helper, Nix.Attrs(("name", Nix.Str(helper))))));
        }

        return set.Build();
    }

    private void Add(AttrSetBuilder set, string function, string prefix, string suffix)
        => set.Add(function, Nix.Function(function, given => Image("dockerTools." + function, given.ForceAttrs(), prefix, suffix)));

    private AttrSet Image(string maker, AttrSet given, string prefix, string suffix)
    {
        if (!given.Has("name")) throw new EvalException($"function '{maker["dockerTools.".Length..]}' called without required argument 'name'");
        AttrSet? image = null;
        Thunk baseName = new(() => Nix.Str(prefix + BaseName(given["name"]!.ForceString().Text) + suffix));
        Thunk imageName = new(() => Nix.Str(given["name"]!.ForceString().Text.ToLowerInvariant()));

        // Without a tag the hash in the store path is the tag.
        Thunk imageTag = new(() => given["tag"]?.Force() is NixString tag ? tag : HashOf(image!));
        AttrSet arguments = given.Update(Nix.Attrs(
            ("name", baseName),
            ("imageReference", given["name"]!),
            ("imageName", imageName),
            ("passthru", Nix.Attrs(("imageTag", imageTag), ("buildArgs", given)))));
        return image = nixpkgs.Unbuilt(maker, arguments);
    }

    private AttrSet Pull(Value argument)
    {
        AttrSet given = argument.ForceAttrs();
        Value imageName = given["imageName"]
            ?? throw new EvalException("function 'pullImage' called without required argument 'imageName'");
        Value finalName = given["finalImageName"] ?? imageName;
        Value finalTag = given["finalImageTag"] ?? Nix.Str("latest");

        // What separates registry, name and tag cannot be in the name of a store path.
        Thunk name = new(() => given["name"] ?? Nix.Str(
            "docker-image-" + (finalName.ForceString().Text + "-" + finalTag.ForceString().Text + ".tar").Replace('/', '-').Replace(':', '-')));
        return nixpkgs.Unbuilt("dockerTools.pullImage", given.Update(Nix.Attrs(
            ("name", name), ("imageName", finalName), ("imageTag", finalTag))));
    }

    private static NixString HashOf(AttrSet image)
    {
        string path = image.Select("outPath").ForceString().Text;
        string name = path[(path.LastIndexOf('/') + 1)..];
        return Nix.Str(name[..name.IndexOf('-')]);
    }

    private static string BaseName(string name)
    {
        string path = name.TrimEnd('/');
        return path[(path.LastIndexOf('/') + 1)..];
    }
}
