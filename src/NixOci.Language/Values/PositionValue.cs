using NixOci.Language.Source;

namespace NixOci.Language.Values;

/// <summary>Positions as Nix code sees them: <c>{ file, line, column }</c>.</summary>
public static class PositionValue
{
    private static readonly Symbol FileAttr = "file";
    private static readonly Symbol LineAttr = "line";
    private static readonly Symbol ColumnAttr = "column";

    /// <summary>The set for a position in a file; <c>null</c> where the position is not in a file.</summary>
    public static Value Of(Position position)
    {
        if (position.File is not { IsOnDisk: true } file) return NixNull.Instance;
        (int line, int column) = file.LineAndColumn(position.Offset);
        return new AttrSetBuilder(3)
            .Add(FileAttr, new NixString(file.Name))
            .Add(LineAttr, NixInt.Of(line))
            .Add(ColumnAttr, NixInt.Of(column))
            .Build();
    }
}
