using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Modules;

/// <summary>The modules that turn containers into services.</summary>
public static class ContainerModules
{
    /// <summary>The modules of a release.</summary>
    /// <param name="release">The release that is followed.</param>
    /// <param name="interpreter">Turns values into strings.</param>
    public static IReadOnlyList<HostModule> Create(Deferred<ContainerRelease> release, Interpreter interpreter)
        => [new OciContainersModule(release, interpreter), BackendModule.Podman, BackendModule.Docker, new DockerPruneModule(release)];
}
