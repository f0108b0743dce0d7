using NixOci.Hosts.Placement;

namespace NixOci.Hosts.Layouts;

/// <summary>Single lines of a unit and of its scripts as <see cref="HostLayout"/> writes them.</summary>
public sealed class HostLines
{
    private readonly UnitPlacement _placement;

    /// <param name="placement">Where things lie on the host.</param>
    internal HostLines(UnitPlacement placement) => _placement = placement;

    /// <summary>A line of the unit, or of a script of it; null where a host's unit does without it.</summary>
    /// <param name="line">The line as NixOS has it, without its end; byte text.</param>
    public string? Of(string line)
        => HostEnvironment.IsDefault(line, 0, _placement) ? null : _placement.Rewrite(line);

    /// <summary>A line as <see cref="NixosLayout"/> writes it: with hashes of store paths that do not change with every text.</summary>
    /// <param name="line">The line as NixOS has it; byte text.</param>
    public static string OnNixos(string line) => StoreHashes.Mask(line);
}
