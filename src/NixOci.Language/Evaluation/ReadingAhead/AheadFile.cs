using NixOci.Language.Syntax;

namespace NixOci.Language.Evaluation.ReadingAhead;

/// <summary>How far a file is that may be asked for.</summary>
internal enum AheadState
{
    /// <summary>Nobody has begun with it.</summary>
    Waiting,

    /// <summary>A thread is at it.</summary>
    Reading,

    /// <summary>It is parsed, or cannot be read ahead, and was not asked for yet.</summary>
    Done,

    /// <summary>It was asked for, or given up.</summary>
    Gone,
}

/// <summary>A file, or a directory with a <c>default.nix</c>, that may be asked for. All but its path is changed under one lock.</summary>
/// <param name="path">The absolute path by which it will be asked for.</param>
internal sealed class AheadFile(string path)
{
    /// <summary>The absolute path by which it will be asked for.</summary>
    public string Path { get; } = path;

    /// <summary>How far it is.</summary>
    public AheadState State { get; set; }

    /// <summary>Its text and expression; null where it is not done, or cannot be read ahead.</summary>
    public ParsedSource? Parsed { get; set; }
}
