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

    private readonly Option<string[]> _features = new("--extra-experimental-features")
    {
        HelpName = "LIST",
        Description = "Enable these experimental features of Nix: words with spaces between them, such as flakes, fetch-tree, fetch-closure.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly AccessOptions _access;
    private readonly LimitOptions _limits;
    private readonly bool _isOfConfigurations;

    /// <param name="command">The command that evaluates.</param>
    /// <param name="context">Where it runs.</param>
    /// <param name="isUnrestricted">Whether evaluation sees everything unless told otherwise, as with Nix.</param>
    public EvaluationOptions(Command command, CommandContext context, bool isUnrestricted = false)
    {
        _context = context;
        command.Add(_searchPath);
        command.Add(_nixpkgs);
        command.Add(_features);
        command.Add(_showTrace);
        _isOfConfigurations = !isUnrestricted;
        _access = new AccessOptions(command, context, isUnrestricted);
        _limits = new LimitOptions(command, endsByItself: !isUnrestricted);
    }

    private bool ShowTrace(ParseResult parsed) => parsed.GetValue(_showTrace);

    /// <summary>Runs a command's work within the limits of the command line.</summary>
    public int Run(ParseResult parsed, Func<int> work)
    {
        if (_isOfConfigurations) _context.BeforeEvaluation?.Invoke();
        return GuardedRun.Run(_context, ShowTrace(parsed), _limits.Read(parsed), work);
    }

    /// <summary>What the interpreter may see, by the command line and the environment.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="sources">The configuration as the command line names it: files, directories, or <c>-</c>.</param>
    /// <param name="nixpkgs">What stands for nixpkgs; it sees the files that evaluation writes; null for <c>lib</c> alone.</param>
    /// <param name="messages">Where evaluation writes what it has to say; null for standard error.</param>
    /// <param name="inputs">Absolute paths of what else was named for the configuration, as byte text.</param>
    public InterpreterOptions Create(
        ParseResult parsed,
        IEnumerable<string> sources,
        NixpkgsSource? nixpkgs = null,
        TextWriter? messages = null,
        IEnumerable<string>? inputs = null)
    {
        List<SearchPathEntry> searchPath = SearchPath(parsed);
        List<string> others = [.. inputs ?? []];
        foreach (SearchPathEntry entry in searchPath)
        {
            if (!SearchPathText.IsUrl(entry.Path)) others.Add(entry.Path);
        }

        FileView files = _access.View(parsed, sources, others);
        bool showsEnvironment = _access.ShowsEnvironment(parsed);
        return Create(parsed, files, searchPath, showsEnvironment, nixpkgs, messages);
    }

    private InterpreterOptions Create(
        ParseResult parsed,
        FileView files,
        List<SearchPathEntry> searchPath,
        bool showsEnvironment,
        NixpkgsSource? nixpkgs,
        TextWriter? messages) => new()
    {
        Files = nixpkgs?.View(files) ?? files,
        SearchPath = searchPath,
        HostFiles = nixpkgs?.HostFiles() ?? NixpkgsHost.HostFiles,
        HostDirectories = [NixpkgsHost.ModulesPath],
        HostSearchPath = [NixpkgsHost.SearchPath],
        HomeDirectory = showsEnvironment ? Bytes(_context.Environment("HOME")) : null,
        Environment = showsEnvironment ? name => Bytes(_context.Environment(ByteText.ToUnicode(name))) : static _ => null,
        Messages = messages ?? new MessageWriter(_context),
        ExperimentalFeatures = Features(parsed),
        NotesEveryCall = ShowTrace(parsed),
        ReadAhead = _context.ReadAhead,
    };

    private HashSet<string> Features(ParseResult parsed)
    {
        HashSet<string> features = new(StringComparer.Ordinal);
        foreach (string list in parsed.GetValue(_features) ?? [])
        {
            features.UnionWith(list.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries));
        }

        return features;
    }

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
