using System.CommandLine;
using NixOci.Cli.Errors;
using NixOci.Containers.Configuration;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Library;

namespace NixOci.Cli.Commands;

/// <summary>The options of every command that evaluates.</summary>
internal sealed class EvaluationOptions
{
    private readonly CommandContext _context;
    private readonly Option<string[]> _searchPath = new("-I")
    {
        HelpName = "PATH",
        Description = "Look up <name> in PATH first; NAME=PATH gives it a name.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string> _nixpkgs = new("--nixpkgs")
    {
        HelpName = "DIR",
        Description = "Use the nixpkgs in DIR for <nixpkgs>, and its lib instead of the built-in one.",
    };

    private readonly Option<bool> _showTrace = new("--show-trace") { Description = "With an error, show all steps that led to it." };
    private readonly LimitOptions _limits;

    public EvaluationOptions(Command command, CommandContext context)
    {
        _context = context;
        command.Add(_searchPath);
        command.Add(_nixpkgs);
        command.Add(_showTrace);
        _limits = new LimitOptions(command);
    }

    private bool ShowTrace(ParseResult parsed) => parsed.GetValue(_showTrace);

    /// <summary>Runs a command's work within the limits of the command line.</summary>
    public int Run(ParseResult parsed, Func<int> work) => GuardedRun.Run(_context, ShowTrace(parsed), _limits.Read(parsed), work);

    /// <summary>What the interpreter may see, by the command line and the environment.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="nixpkgs">What stands for nixpkgs; it sees the files that evaluation writes; null for <c>lib</c> alone.</param>
    /// <param name="messages">Where evaluation writes what it has to say; null for standard error.</param>
    public InterpreterOptions Create(ParseResult parsed, NixpkgsSource? nixpkgs = null, TextWriter? messages = null) => new()
    {
        Files = nixpkgs?.View(FileView.Unrestricted) ?? FileView.Unrestricted,
        SearchPath = SearchPath(parsed),
        HostFiles = nixpkgs?.HostFiles() ?? NixpkgsHost.HostFiles,
        HostDirectories = [NixpkgsHost.ModulesPath],
        HostSearchPath = [NixpkgsHost.SearchPath],
        HomeDirectory = Bytes(_context.Environment("HOME")),
        Environment = name => Bytes(_context.Environment(ByteText.ToUnicode(name))),
        Messages = messages ?? new MessageWriter(_context),
        NotesEveryCall = ShowTrace(parsed),
    };

    private List<SearchPathEntry> SearchPath(ParseResult parsed)
    {
        List<SearchPathEntry> entries = [];
        if (parsed.GetValue(_nixpkgs) is { } nixpkgs) entries.Add(NixpkgsHost.EntryOf(Bytes(FindNixpkgs(nixpkgs))!));
        foreach (string entry in parsed.GetValue(_searchPath) ?? []) entries.Add(Absolute(SearchPathText.ParseEntry(Bytes(entry)!)));
        if (Bytes(_context.Environment("NIX_PATH")) is { Length: > 0 } list)
        {
            foreach (SearchPathEntry entry in SearchPathText.ParseList(list)) entries.Add(Absolute(entry));
        }

        return entries;
    }

    private string FindNixpkgs(string given)
    {
        string path = _context.FullPath(given);
        return File.Exists(Path.Combine(path, "lib", "default.nix"))
            ? path
            : throw new UsageException($"'{given}' is no nixpkgs: there is no file '{Path.Combine(path, "lib", "default.nix")}'");
    }

    private SearchPathEntry Absolute(SearchPathEntry entry)
        => entry.Path.StartsWith('/') || SearchPathText.IsUrl(entry.Path)
            ? entry
            : entry with { Path = NixPaths.Canonicalize(Bytes(_context.WorkingDirectory) + "/" + entry.Path) };

    private static string? Bytes(string? text) => text is null ? null : ByteText.FromUnicode(text);
}
