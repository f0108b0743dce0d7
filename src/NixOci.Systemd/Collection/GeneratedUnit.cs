using NixOci.Modules.Packages;

namespace NixOci.Systemd.Collection;

/// <summary>How a unit is laid beside units of the same name that packages bring.</summary>
public enum OverrideStrategy
{
    /// <summary>A file of its own, or a drop-in where a package has a unit of that name.</summary>
    AsDropinIfExists,

    /// <summary>A drop-in in any case.</summary>
    AsDropin,
}

/// <summary>A unit that a configuration defines.</summary>
public sealed record GeneratedUnit
{
    /// <summary>The name with its extension, for example <c>podman-web.service</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The file's bytes, one per character.</summary>
    public required string Text { get; init; }

    /// <summary>Whether the unit can be started; one that cannot is a link to <c>/dev/null</c> on NixOS.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>The units that want it.</summary>
    public required IReadOnlyList<string> WantedBy { get; init; }

    /// <summary>The units that require it.</summary>
    public required IReadOnlyList<string> RequiredBy { get; init; }

    /// <summary>The units that keep it running.</summary>
    public required IReadOnlyList<string> UpheldBy { get; init; }

    /// <summary>Its further names.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>How it is laid beside units of packages.</summary>
    public required OverrideStrategy OverrideStrategy { get; init; }

    /// <summary>
    /// Everything in the store that the text refers to, also by way of files, in the order of their names.
    /// </summary>
    public required IReadOnlyList<StoreObject> References { get; init; }

    /// <summary>The files among <see cref="References"/> whose text is known.</summary>
    public IEnumerable<TextObject> Files
    {
        get
        {
            foreach (StoreObject reference in References)
            {
                if (reference is TextObject file) yield return file;
            }
        }
    }
}
