using System.CommandLine;

namespace NixOci.Cli.Commands;

/// <summary>A command of the program.</summary>
/// <param name="name">The word that asks for it.</param>
/// <param name="description">One sentence for the help.</param>
/// <param name="examples">Command lines, each with what it does.</param>
internal abstract class CommandDefinition(string name, string description, (string CommandLine, string Meaning)[] examples)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public (string CommandLine, string Meaning)[] Examples { get; } = examples;

    /// <summary>What the command's exit codes say.</summary>
    public virtual IReadOnlyList<(int Code, string Meaning)> ExitCodes => ExitCode.OfCommands;

    /// <summary>Adds arguments, options and what the command does.</summary>
    public abstract void Configure(Command command, CommandContext context);
}
