namespace NixOci.Language.Source;

/// <summary>A place in a source; the default value is "no position known".</summary>
/// <param name="File">The source, or null where no position is known.</param>
/// <param name="Offset">The zero-based offset in bytes.</param>
public readonly record struct Position(SourceFile? File, int Offset)
{
    /// <summary>Whether this names a place.</summary>
    public bool IsKnown => File is not null;

    /// <summary>The one-based line, or 0 where no position is known.</summary>
    public int Line => File is null ? 0 : File.LineAndColumn(Offset).Line;

    /// <summary>The one-based column in bytes, or 0 where no position is known.</summary>
    public int Column => File is null ? 0 : File.LineAndColumn(Offset).Column;

    /// <inheritdoc/>
    public override string ToString()
    {
        if (File is null) return "«none»";
        (int line, int column) = File.LineAndColumn(Offset);
        return $"{File.Name}:{line}:{column}";
    }
}
