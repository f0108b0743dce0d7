using NixOci.Language.Source;

namespace NixOci.Cli.Commands;

/// <summary>Reads what a command line names: a file, standard input, or an expression that stands on it.</summary>
/// <param name="context">Where the command runs.</param>
internal sealed class SourceReader(CommandContext context)
{
    /// <summary>The word that means standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>A file, or standard input; a directory means the <c>default.nix</c> in it.</summary>
    public SourceFile Read(string name)
    {
        if (name == StandardInput) return ReadInput();
        string path = FindFile(name);
        try
        {
            return SourceFile.FromBytes(ByteText.FromUnicode(path), FileView.Unrestricted.ReadBytes(ByteText.FromUnicode(path)));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"opening file '{path}': Permission denied", e);
        }
    }

    /// <summary>The absolute path of a file that the command line names.</summary>
    public string FindFile(string name)
    {
        string path = context.FullPath(name);
        if (Directory.Exists(path)) path = Path.Combine(path, "default.nix");
        return Path.Exists(path) ? path : throw new IOException($"path '{path}' does not exist");
    }

    /// <summary>An expression that stands on the command line.</summary>
    public SourceFile FromText(string text)
        => new(ByteText.FromUnicode("\u00abstring\u00bb"), ByteText.FromUnicode(text), ByteText.FromUnicode(context.WorkingDirectory));

    private SourceFile ReadInput()
    {
        using MemoryStream bytes = new();
        context.Input.CopyTo(bytes);
        return new SourceFile(
            ByteText.FromUnicode("\u00abstdin\u00bb"),
            ByteText.FromBytes(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)),
            ByteText.FromUnicode(context.WorkingDirectory));
    }
}
