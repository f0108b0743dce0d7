using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Reflection;
using System.Text;
using NixOci.Cli.Commands;

namespace NixOci.Cli;

/// <summary>The program: finds the command that is asked for and runs it.</summary>
public static class CommandLine
{
    /// <summary>One sentence about the program.</summary>
    internal const string Description = "Reads a NixOS configuration and writes the systemd units of its containers, without Nix.";

    private const string Name = "nixoci";

    /// <summary>The program's version.</summary>
    internal static string Version
        => typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>All commands, each able to be configured once.</summary>
    internal static CommandDefinition[] CreateCommands() =>
    [
        new TranslateCommand(),
        new CheckCommand(),
        new DiffCommand(),
        new ExplainCommand(),
        new InstallCommand(),
        new RollbackCommand(),
        new GenerationsCommand(),
        new UninstallCommand(),
        new OptionsCommand(),
        new EvalCommand(),
        new ParseCommand(),
        new CompletionCommand(),
        new ManCommand(),
    ];

    /// <summary>A command with all of its arguments and options.</summary>
    /// <param name="definition">The command.</param>
    /// <param name="context">Where it runs.</param>
    /// <param name="quiet">The option by which it tells nothing but errors.</param>
    internal static Command Build(CommandDefinition definition, CommandContext context, Option<bool> quiet)
    {
        Command command = new(definition.Name, definition.Description);
        definition.Configure(command, context);
        command.Add(quiet);
        return command;
    }

    /// <summary>The option of all commands by which they tell nothing but errors.</summary>
    internal static Option<bool> CreateQuiet() => new("-q", "--quiet")
    {
        Description = "Tell nothing on standard error but errors: no warnings, notes, traces, summary or progress.",
    };

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="context">Where it runs.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, CommandContext context)
    {
        CommandDefinition[] commands = CreateCommands();

        // Only the command that is asked for gets its options: the others are names in the help.
        Command root = new(Name, Description)
        {
            new HelpOption(), new VersionOption(),
        };
        Option<bool> quiet = CreateQuiet();
        string? asked = arguments.Count > 0 ? arguments[0] : null;
        foreach (CommandDefinition definition in commands)
        {
            root.Add(definition.Name == asked ? Build(definition, context, quiet) : new Command(definition.Name, definition.Description));
        }

        CommandDefinition? definitionAsked = Array.Find(commands, command => command.Name == asked);
        SetExamples(root, definitionAsked?.Examples ?? [commands[0].Examples[0]], definitionAsked?.ExitCodes ?? ExitCode.OfCommands);
        ParseResult result = root.Parse(
            ArgumentFolding.Fold(arguments),
            new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0 && result.Action is not { ClearsParseErrors: true }) return RefuseUsage(result, arguments, context);

        context.IsQuiet = result.GetValue(quiet);

        // Commands write bytes; help and version are text, which goes the way of all output when it is complete.
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int exitCode = result.Invoke(new InvocationConfiguration
        {
            Output = text,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
        return text.GetStringBuilder().Length == 0 ? exitCode : GuardedRun.Run(context, showTrace: false, () =>
        {
            context.Output.Write(Encoding.UTF8.GetBytes(text.ToString()));
            return exitCode;
        });
    }

    private static int RefuseUsage(ParseResult result, IReadOnlyList<string> arguments, CommandContext context)
    {
        Errors.ErrorRenderer errors = new(context, showTrace: false);
        foreach (string message in new Errors.UsageErrors(result, arguments).Messages()) errors.Write(message);
        string command = result.CommandResult.Parent is null ? Name : Name + " " + result.CommandResult.Command.Name;
        context.Error.WriteLine($"Try '{command} --help' for more information.");
        return ExitCode.UsageIsWrong;
    }

    private static void SetExamples(
        Command root, (string CommandLine, string Meaning)[] examples, IReadOnlyList<(int Code, string Meaning)> exitCodes)
    {
        foreach (Option option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new HelpWithExamples((HelpAction)help.Action!, examples, exitCodes);
            }
            else if (option is VersionOption version)
            {
                version.Action = new ShowVersion();
            }
        }
    }

    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Name + " " + Version);
            return ExitCode.Done;
        }
    }
}
