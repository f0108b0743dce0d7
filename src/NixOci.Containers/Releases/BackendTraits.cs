using NixOci.Language.Values;
using NixOci.Systemd.Rendering;

namespace NixOci.Containers.Releases;

/// <summary>What a release says of the services of one backend.</summary>
public sealed record BackendTraits
{
    /// <summary>The command that runs containers; it is the backend's name too.</summary>
    public required string Command { get; init; }

    /// <summary>Whether the backend can run containers as other accounts than root.</summary>
    public bool UsesAccounts { get; init; }

    /// <summary>Units that every container of the backend comes after.</summary>
    public required IReadOnlyList<string> After { get; init; }

    /// <summary>Settings of the section <c>[Service]</c> beyond those of both backends.</summary>
    public required IReadOnlyList<ServiceSetting> Settings { get; init; }

    /// <summary>Where the backend notes the id of a container, by its quoted name; null where it does not.</summary>
    public required Func<string, string>? IdFile { get; init; }

    /// <summary>Arguments of <c>run</c> that only this backend is given, ready for the shell.</summary>
    public required Func<ServiceFacts, IReadOnlyList<string>> RunFlags { get; init; }

    /// <summary>What stops a container.</summary>
    public required TextTemplate Stop { get; init; }

    /// <summary>What is done when a container has stopped.</summary>
    public required TextTemplate Remove { get; init; }
}

/// <summary>What settings and arguments may depend on.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="QuotedName">The same, ready for the shell.</param>
/// <param name="IdFile">Where the backend notes the container's id, ready for the shell; null where it does not.</param>
/// <param name="Options">The container's options.</param>
public readonly record struct ServiceFacts(string Name, string QuotedName, string? IdFile, ContainerView Options);

/// <summary>A setting of the section <c>[Service]</c>.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Value">Its value for a container; null where the container does not have the setting.</param>
/// <param name="Option">The option of a container that it follows from, with the names on the way to it; null where there is none.</param>
public readonly record struct ServiceSetting(string Key, Func<ServiceFacts, Value?> Value, string? Option = null);
