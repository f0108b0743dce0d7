using System.CommandLine;
using NixOci.Containers.Configuration;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Cli.Commands;

/// <summary>The argument that names a configuration.</summary>
internal sealed class ConfigurationModule
{
    private readonly Argument<string> _configuration = new("CONFIG")
    {
        Description = "The configuration: a NixOS module; - is standard input, a directory means its default.nix.",
    };

    public ConfigurationModule(Command command)
    {
        WordValidation.RefuseOptions(_configuration);
        command.Add(_configuration);
    }

    /// <summary>Finds the configuration; what is read of it, is read once, however many interpreters are given it.</summary>
    /// <returns>What makes a user's module of it for an interpreter.</returns>
    public Func<Interpreter, Value> Find(ParseResult parsed, CommandContext context)
    {
        SourceReader reader = new(context);
        string name = parsed.GetValue(_configuration)!;
        if (name == SourceReader.StandardInput)
        {
            SourceFile source = reader.Read(name);
            return interpreter => NixosSystem.ModuleFrom(source, interpreter);
        }

        NixPath path = new(ByteText.FromUnicode(reader.FindFile(name)));
        return _ => path;
    }
}
