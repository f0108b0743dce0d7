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
    private const string Name = "nixoci";

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
    ];

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="context">Where it runs.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, CommandContext context)
    {
        CommandDefinition[] commands = CreateCommands();

        // Only the command that is asked for gets its options: the others are names in the help.
        Command root = new(Name, "Reads a NixOS configuration and writes the systemd units of its containers, without Nix.")
        {
            new HelpOption(), new VersionOption(),
        };
        string? asked = arguments.Count > 0 ? arguments[0] : null;
        foreach (CommandDefinition definition in commands)
        {
            Command command = new(definition.Name, definition.Description);
            if (definition.Name == asked) definition.Configure(command, context);
            root.Add(command);
        }

        CommandDefinition? definitionAsked = Array.Find(commands, command => command.Name == asked);
        SetExamples(root, definitionAsked?.Examples ?? [commands[0].Examples[0]], definitionAsked?.ExitCodes ?? ExitCode.OfCommands);
        ParseResult result = root.Parse(
            ArgumentFolding.Fold(arguments),
            new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0 && result.Action is not { ClearsParseErrors: true }) return RefuseUsage(result, arguments, context);

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
            Assembly assembly = typeof(CommandLine).Assembly;
            string version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
            parseResult.InvocationConfiguration.Output.WriteLine(Name + " " + version);
            return ExitCode.Done;
        }
    }
}
