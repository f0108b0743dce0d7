using System.CommandLine;
using NixOci.Cli.Errors;
using NixOci.Containers.Configuration;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Evaluation;

namespace NixOci.Cli.Commands;

/// <summary><c>nixoci options</c>: prints what is known of options.</summary>
internal sealed class OptionsCommand() : CommandDefinition(
    "options",
    "Print the options that are known, with type, default, example and description.",
    [
        ("nixoci options virtualisation.oci-containers", "Prints all options of containers."),
        ("nixoci options systemd.services.web.path", "Prints one option."),
        ("nixoci options --names", "Prints the names of all options."),
        ("nixoci options --json", "Prints all of them in the form of NixOS's options.json."),
    ])
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "An option, or the beginning of names.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print JSON: an object with a member for each option." };
    private readonly Option<bool> _names = new("--names") { Description = "Print names only." };

    public override void Configure(Command command, CommandContext context)
    {
        WordValidation.RefuseOptions(_name);
        command.Add(_name);
        command.Add(_json);
        command.Add(_names);
        ReleaseOption release = new(command);
        EvaluationOptions evaluation = new(command, context);
        command.SetAction(parsed => evaluation.Run(parsed, () =>
        {
            context.Tell("collecting options");
            NixpkgsSource nixpkgs = new(release.Asked(parsed), new Unknowns(areAssumed: false));
            return Print(parsed, nixpkgs.Settings(new Interpreter(evaluation.Create(parsed, [], nixpkgs))), context);
        }));
    }

    private int Print(ParseResult parsed, SystemSettings settings, CommandContext context)
    {
        KnownOptions known = NixosSystem.OptionsOf(settings);
        IReadOnlyList<KnownOption> options = known.All;
        if (parsed.GetValue(_name) is { } name)
        {
            IReadOnlyList<string> path = new SelectionPath(ByteText.FromUnicode(name)).Steps;
            options = path.Count == 0 ? options : known.Find(path);
            if (options.Count == 0)
            {
                new ErrorRenderer(context, showTrace: false).Write(Unknown(name, known.Near(path)));
                return ExitCode.InputIsWrong;
            }
        }

        BufferedStream output = new(context.Output);
        void Write(string text) => output.Write(ByteText.ToBytes(text));
        if (parsed.GetValue(_json))
        {
            AttrSetBuilder all = new(options.Count);
            foreach (KnownOption option in options) all.Add(option.Name, option.ToJsonValue());
            Write(settings.Interpreter.BuiltinSet["toJSON"]!.Call(all.Build()).ForceString().Text + "\n");
        }
        else if (parsed.GetValue(_names))
        {
            foreach (KnownOption option in options) Write(option.Name + "\n");
        }
        else
        {
            string between = "";
            foreach (KnownOption option in options)
            {
                Write(between + OptionText.Of(option));
                between = "\n";
            }
        }

        output.Flush();
        return ExitCode.Done;
    }

    private static string Unknown(string name, IReadOnlyList<string> near)
    {
        string message = $"no option is known as '{name}'";
        return near.Count == 0 ? message : $"{message}; did you mean {string.Join(" or ", near.Select(static other => $"'{ByteText.ToUnicode(other)}'"))}?";
    }
}
