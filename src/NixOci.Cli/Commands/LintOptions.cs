using System.CommandLine;
using NixOci.Cli.Errors;
using NixOci.Cli.TranslationReports;
using NixOci.Containers.Configuration;
using NixOci.Containers.Lints;

namespace NixOci.Cli.Commands;

/// <summary>Which warnings of the form NIXOCI000 are told, and whether they are errors: the same for all commands that translate.</summary>
internal sealed class LintOptions
{
    private readonly Option<string[]> _noLint = new("--no-lint")
    {
        HelpName = "CODE",
        Description = "Say nothing of CODE, which may be the code or the name of a warning, as in docs/diagnostics.md.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<bool> _strict;
    private readonly string _consequence;

    /// <param name="command">The command, which gets the options.</param>
    /// <param name="verb">What it does, and with <c>--strict</c> does to nothing: for example <c>Write</c>.</param>
    /// <param name="consequence">What becomes of that: for example <c>nothing is written</c>.</param>
    public LintOptions(Command command, string verb, string consequence)
    {
        _strict = new Option<bool>("--strict") { Description = $"{verb} nothing and fail if there are warnings of the form NIXOCI000." };
        _consequence = consequence;
        command.Add(_noLint);
        command.Add(_strict);
        _noLint.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (LintRules.Find(token.Value) is null) result.AddError($"Option '--no-lint' takes the code of a warning, such as NIXOCI009, not '{token.Value}'.");
            }
        });
    }

    /// <summary>The lints of a translation that are told.</summary>
    public IReadOnlyList<Lint> Of(ParseResult parsed, Translation translation)
    {
        HashSet<LintRule> left = [];
        foreach (string code in parsed.GetValue(_noLint) ?? []) left.Add(LintRules.Find(code)!);
        List<Lint> lints = [];
        foreach (Lint lint in translation.Lints)
        {
            if (!left.Contains(lint.Rule)) lints.Add(lint);
        }

        return lints;
    }

    /// <summary>Whether lints are errors and there are some: then they are told, even where warnings are not.</summary>
    public bool Refuse(ParseResult parsed, IReadOnlyList<Lint> lints, CommandContext context)
    {
        if (!parsed.GetValue(_strict) || lints.Count == 0) return false;
        context.IsQuiet = false;
        LintNotes.Write(lints, context);
        new ErrorRenderer(context, showTrace: false).Write("there are warnings, and with --strict they are errors: " + _consequence);
        return true;
    }
}
