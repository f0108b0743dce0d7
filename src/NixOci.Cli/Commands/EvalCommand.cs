using System.CommandLine;
using NixOci.Containers.Configuration;
using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci eval</c>: evaluates expressions and prints their values, as <c>nix-instantiate --eval</c> does.</summary>
internal sealed class EvalCommand() : CommandDefinition(
    "eval",
    "Evaluate Nix expressions and print their values.",
    [
        ("nixoci eval -E '1 + 2'", "Prints 3."),
        ("nixoci eval --strict --json default.nix", "Prints the file's value as JSON."),
        ("nixoci eval -A services.web --argstr host alpha default.nix", "Calls the file's function and prints a part of its result."),
        ("echo 'map (x: x * x) [ 1 2 3 ]' | nixoci eval --strict -", "Evaluates standard input."),
    ])
{
    private readonly Option<bool> _strict = new("--strict") { Description = "Evaluate all parts of the value before it is printed." };
    private readonly Option<bool> _json = new("--json") { Description = "Print the value as JSON." };
    private readonly Option<bool> _xml = new("--xml") { Description = "Print the value as XML." };
    private readonly Option<bool> _noLocation = new("--no-location") { Description = "Leave places in files out of XML." };
    private readonly Option<string[]> _attributes = new("-A", "--attr")
    {
        HelpName = "ATTRS",
        Description = "Print what ATTRS selects from the value, such as a.b or list.0.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public override void Configure(Command command, CommandContext context)
    {
        InputOptions input = new(command);
        command.Add(_strict);
        command.Add(_json);
        command.Add(_xml);
        command.Add(_noLocation);
        command.Add(_attributes);
        FunctionArguments arguments = new(command);
        EvaluationOptions evaluation = new(command, context, isUnrestricted: true);
        command.SetAction(parsed => evaluation.Run(parsed, () =>
        {
            Interpreter interpreter = new(evaluation.Create(
                parsed, input.Names(parsed), new NixpkgsSource(null, new Unknowns(areAssumed: false))));
            AttrSet given = arguments.Evaluate(parsed, interpreter, context);
            string[] paths = parsed.GetValue(_attributes) is { Length: > 0 } selected ? selected : [""];
            foreach (SourceFile source in input.Read(parsed, context))
            {
                context.Tell("evaluating " + ByteText.ToUnicode(source.Name));
                Value value = interpreter.Evaluate(source);
                foreach (string path in paths)
                {
                    Value part = new SelectionPath(ByteText.FromUnicode(path)).Select(value, given);
                    if (given.Count > 0) part = AutoCall.Run(part, given);
                    context.Output.Write(ByteText.ToBytes(Print(parsed, interpreter, part)));
                }
            }

            return ExitCode.Done;
        }));
    }

    private string Print(ParseResult parsed, Interpreter interpreter, Value value)
    {
        bool isStrict = parsed.GetValue(_strict);
        if (parsed.GetValue(_json)) return Convert(interpreter, "toJSON", value) + "\n";
        if (isStrict) value = DeepForce.Run(value);
        return parsed.GetValue(_xml) ? Convert(interpreter, "toXML", value) : ValuePrinter.Print(value) + "\n";
    }

    private static string Convert(Interpreter interpreter, string builtin, Value value)
        => interpreter.BuiltinSet[builtin]!.Call(value).ForceString().Text;
}
