using System.CommandLine;
using NixOci.Language.Source;

namespace NixOci.Cli.Commands;

/// <summary>The options that say what evaluation may see of the machine.</summary>
internal sealed class AccessOptions
{
    private readonly CommandContext _context;
    private readonly Option<string[]> _allowPath = new("--allow-path")
    {
        HelpName = "DIR",
        Description = "Let evaluation read the directory or file DIR too.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _allowEnvironment = new("--allow-env")
    {
        Description = "Let evaluation see the environment: 'getEnv' and '~'.",
    };

    private readonly Option<bool>? _restrict;

    /// <param name="command">The command that evaluates.</param>
    /// <param name="context">Where it runs.</param>
    /// <param name="isChoice">Whether evaluation sees everything unless it is restricted, as with Nix.</param>
    public AccessOptions(Command command, CommandContext context, bool isChoice)
    {
        _context = context;
        if (isChoice)
        {
            _restrict = new Option<bool>("--restrict")
            {
                Description = "Show evaluation nothing but the tree of the files that are named: no other files, no environment.",
            };
            command.Add(_restrict);
        }

        command.Add(_allowPath);
        command.Add(_allowEnvironment);
    }

    /// <summary>Whether evaluation may see environment variables.</summary>
    public bool ShowsEnvironment(ParseResult parsed) => !IsRestricted(parsed) || parsed.GetValue(_allowEnvironment);

    /// <summary>The files that evaluation may see.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="sources">The configuration's files and directories as the command line names them; <c>-</c> means the working directory.</param>
    /// <param name="others">Absolute paths of what else was named, as byte text.</param>
    public FileView View(ParseResult parsed, IEnumerable<string> sources, IEnumerable<string> others)
    {
        if (!IsRestricted(parsed)) return FileView.Unrestricted;
        List<string> trees = [];
        foreach (string source in sources) AddTree(trees, source);
        foreach (string allowed in parsed.GetValue(_allowPath) ?? []) trees.Add(ByteText.FromUnicode(_context.FullPath(allowed)));
        trees.AddRange(others);
        return new RestrictedFileView(FileView.Unrestricted, trees);
    }

    private bool IsRestricted(ParseResult parsed) => _restrict is null || parsed.GetValue(_restrict);

    private void AddTree(List<string> trees, string source)
    {
        string path = source == SourceReader.StandardInput ? _context.WorkingDirectory : _context.FullPath(source);
        string directory = Directory.Exists(path) ? path : Path.GetDirectoryName(path) ?? "/";

        // The way by which the configuration is named can be seen, as well as the tree that it leads to.
        trees.Add(ByteText.FromUnicode(SourceTree.Around(directory, _context.Environment("HOME"))));
        trees.Add(ByteText.FromUnicode(directory));
    }
}
