namespace NixOci.Containers.Configuration;

/// <summary>What a container wants of a path.</summary>
public enum HostPathUse
{
    /// <summary>Variables are read from it.</summary>
    EnvironmentFile,

    /// <summary>The password for the registry is read from it.</summary>
    PasswordFile,

    /// <summary>The container sees it.</summary>
    Volume,
}

/// <summary>A file or directory of the host that a container names.</summary>
/// <param name="Path">The absolute path; byte text.</param>
/// <param name="Use">What for.</param>
/// <param name="Container">The container.</param>
public sealed record HostPath(string Path, HostPathUse Use, TranslatedContainer Container)
{
    internal static IReadOnlyList<HostPath> ListOf(IReadOnlyList<TranslatedContainer> containers)
    {
        List<HostPath> paths = [];
        foreach (TranslatedContainer container in containers)
        {
            foreach (string file in container.EnvironmentFiles) paths.Add(new HostPath(file, HostPathUse.EnvironmentFile, container));
            if (container.PasswordFile is { } password) paths.Add(new HostPath(password, HostPathUse.PasswordFile, container));
            foreach (string volume in container.Volumes)
            {
                int colon = volume.IndexOf(':', StringComparison.Ordinal);
                string source = colon < 0 ? volume : volume[..colon];
                if (colon > 0 && source.StartsWith('/')) paths.Add(new HostPath(source, HostPathUse.Volume, container));
            }
        }

        return paths;
    }
}
