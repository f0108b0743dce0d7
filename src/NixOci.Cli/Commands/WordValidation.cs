using System.CommandLine;
using System.CommandLine.Parsing;

namespace NixOci.Cli.Commands;

/// <summary>Checks on the words of a command line.</summary>
internal static class WordValidation
{
    /// <summary>Lets an argument be no word that looks like an option: it is a misspelt one.</summary>
    public static void RefuseOptions(Argument argument)
        => argument.Validators.Add(static result =>
        {
            foreach (Token token in result.Tokens)
            {
                if (token.Value.Length > 1 && token.Value[0] == '-') result.AddError($"unrecognised option '{token.Value}'");
            }
        });
}
