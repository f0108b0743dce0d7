using System.Reflection;

namespace NixOci.Acceptance.Tests.Architecture;

/// <summary>The projects in the order in which they may use each other: each only those before it.</summary>
internal static class Staircase
{
    /// <summary>The assemblies, the one that uses none first.</summary>
    public static IReadOnlyList<Assembly> Steps { get; } =
    [
        typeof(Language.Values.Value).Assembly,
        typeof(NixOci.Modules.Protocol.HostModule).Assembly,
        typeof(Systemd.Collection.UnitCollection).Assembly,
        typeof(Containers.Releases.ContainerRelease).Assembly,
        typeof(Hosts.Files.FileTree).Assembly,
        typeof(Cli.CommandLine).Assembly,
    ];

    /// <summary>What the namespaces of a step begin with.</summary>
    public static string NamespaceOf(Assembly step)
        => step == typeof(Cli.CommandLine).Assembly ? "NixOci.Cli" : step.GetName().Name!;

    /// <summary>The directory of a step's project, relative to the project's own.</summary>
    public static string DirectoryOf(Assembly step) => "src/" + NamespaceOf(step);
}
