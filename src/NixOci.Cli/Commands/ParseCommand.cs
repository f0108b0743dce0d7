using System.CommandLine;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Syntax;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci parse</c>: prints expressions as the parser understood them, as <c>nix-instantiate --parse</c> does.</summary>
internal sealed class ParseCommand() : CommandDefinition(
    "parse",
    "Print Nix expressions as the parser understood them.",
    [
        ("nixoci parse configuration.nix", "Prints the file's expression with all brackets."),
        ("nixoci parse -E '1 + 2 * 3'", "Prints (1 + (__mul 2 3))."),
    ])
{
    public override void Configure(Command command, CommandContext context)
    {
        InputOptions input = new(command);
        command.SetAction(parsed => GuardedRun.Run(context, showTrace: false, () =>
        {
            string? home = context.Environment("HOME");
            Interpreter interpreter = new(new InterpreterOptions { HomeDirectory = home is null ? null : ByteText.FromUnicode(home) });
            foreach (SourceFile source in input.Read(parsed, context))
            {
                context.Output.Write(ByteText.ToBytes(ExprPrinter.Print(interpreter.Parse(source)) + "\n"));
            }

            return ExitCode.Done;
        }));
    }
}
