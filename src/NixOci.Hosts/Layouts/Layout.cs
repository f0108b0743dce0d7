using NixOci.Hosts.Files;
using NixOci.Systemd.Collection;

namespace NixOci.Hosts.Layouts;

/// <summary>A way to lay units and what they refer to out as files.</summary>
public abstract class Layout
{
    /// <summary>The name by which the layout is chosen.</summary>
    public abstract string Name { get; }

    /// <summary>What the paths begin with where they are shown.</summary>
    public abstract string Root { get; }

    /// <summary>The host that the files are for; null where they are for reading only.</summary>
    public virtual HostSettings? Host => null;

    /// <summary>Lays units out.</summary>
    public abstract LaidOutFiles Arrange(UnitCollection collection);

    /// <summary>The name of a unit as that of a file.</summary>
    /// <exception cref="LayoutException">It cannot be one.</exception>
    protected static string FileName(string unit)
        => FileTree.IsName(unit) ? unit : throw new LayoutException($"the unit name '{unit}' cannot be the name of a file");
}

/// <summary>Units as files.</summary>
/// <param name="Tree">The files.</param>
/// <param name="Warnings">What will be missing on the host, as byte text.</param>
/// <param name="Needs">The software that the units need, in the order of its names.</param>
public sealed record LaidOutFiles(FileTree Tree, IReadOnlyList<string> Warnings, IReadOnlyList<HostNeed> Needs);
