namespace NixOci.Containers.Comparison;

/// <summary>The options of a container that become arguments of the command that runs it.</summary>
internal static class ContainerOptionOf
{
    private static readonly Dictionary<string, string> Flags = new(StringComparer.Ordinal)
    {
        ["--publish"] = "ports",
        ["--env"] = "environment",
        ["--env-file"] = "environmentFiles",
        ["--volume"] = "volumes",
        ["--label"] = "labels",
        ["--user"] = "user",
        ["--workdir"] = "workdir",
        ["--hostname"] = "hostname",
        ["--entrypoint"] = "entrypoint",
        ["--log-driver"] = "log-driver",
        ["--network"] = "networks",
        ["--device"] = "devices",
        ["--cap-add"] = "capabilities",
        ["--cap-drop"] = "capabilities",
        ["--privileged"] = "privileged",
        ["--pull"] = "pull",
        ["--rm"] = "autoRemoveOnStop",
        ["image"] = "image",
        ["command"] = "cmd",
        ["options"] = "preRunExtraOptions",
    };

    /// <summary>The option of a flag by its name in use, or of a part of the command line; null where no option is for it.</summary>
    public static string? Flag(string name) => Flags.GetValueOrDefault(name);
}
