using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Releases;

/// <summary>The options of a container of any release: one that the release does not have is null.</summary>
/// <param name="container">The container's merged options; may be a thunk.</param>
/// <param name="arguments">The arguments of the module that declares containers.</param>
public sealed class ContainerView(Value container, ModuleArguments arguments)
{
    private const string Root = "root";

    /// <summary>An option's value, forced; null where there is none of that name or its value is <c>null</c>.</summary>
    public Value? this[params ReadOnlySpan<string> path]
        => container.SelectOrNull(path) is { } value and not NixNull ? value : null;

    /// <summary>Whether an option is set to true.</summary>
    public bool Is(string option) => this[option]?.ForceBool() ?? false;

    /// <summary>How podman tells systemd that the container runs.</summary>
    public string SdNotify => this["podman", "sdnotify"]?.ForceString().Text ?? "conmon";

    /// <summary>The account that podman runs the container as.</summary>
    public string User => this["podman", "user"]?.ForceString().Text ?? Root;

    /// <summary>Whether that account is another than root.</summary>
    public bool IsRootless => User != Root;

    /// <summary>What the configuration says of that account.</summary>
    public Value Account => arguments.Config.Select("users", "users", User);
}
