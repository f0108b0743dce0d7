using System.Globalization;
using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Library;
using NixOci.Modules.Protocol;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Modules.Tests.Evaluation;

/// <summary>
/// Every directory of <c>fixtures/definitions</c> is a configuration, <c>main.nix</c>, with paths and what is to be told of them.
/// </summary>
public sealed class DefinitionHistoryTests
{
    private static readonly string Top = ProjectFiles.Fixture("definitions");

    public static TheoryData<string> Cases { get; } = [.. ProjectFiles.CasesOf("definitions")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void DefinitionsAreFound(string name)
    {
        string directory = Path.Combine(Top, name);
        string told = EvalStack.Run(() => Tell(directory, File.ReadAllLines(Path.Combine(directory, "paths.txt"))));
        Assert.Equal(File.ReadAllText(Path.Combine(directory, "expected.txt")), told);
    }

    private static string Tell(string directory, string[] paths)
    {
        Interpreter interpreter = new(new InterpreterOptions { HostFiles = NixpkgsHost.HostFiles, HostSearchPath = [NixpkgsHost.SearchPath] });
        ModuleEvaluation evaluation = new(
            new Lib(NixpkgsHost.ImportLib(interpreter, NixpkgsHost.Root)),
            [],
            [ModuleEvaluation.PathModule(ByteText.FromUnicode(Path.Combine(directory, "main.nix")))]);
        StringBuilder text = new();
        foreach (string path in paths)
        {
            text.Append(path).Append(": ");
            if (DefinitionHistory.Find(evaluation.Result, path.Split('.')) is { } history) Describe(text, history);
            else text.Append("nothing\n");
        }

        return text.Replace(directory + "/", "").ToString();
    }

    private static void Describe(StringBuilder text, DefinitionHistory history)
    {
        text.Append(history.IsOption ? "option" : "no option").Append(", type ").Append(history.TypeDescription ?? "unknown")
            .Append(", inside [").AppendJoin(' ', history.Names).Append("]\n");
        foreach (DeclarationPlace place in history.Declarations)
        {
            text.Append("  declared in ").Append(place.File).Append(" at ").Append(Place(place.Position)).Append('\n');
        }

        foreach (KnownDefinition definition in history.Definitions)
        {
            text.Append("  ").Append(definition.Outcome).Append(definition.IsDefault ? " (default)" : "").Append(": ").Append(Show(definition))
                .Append(CultureInfo.InvariantCulture, $", priority {definition.Priority}, condition ")
                .Append(definition.Condition switch { null => "none", true => "holds", false => "fails" })
                .Append(", in ").Append(definition.File).Append(" at ").Append(Place(definition.Position)).Append('\n');
        }
    }

    private static string Show(KnownDefinition definition)
    {
        try
        {
            return ValuePrinter.Print(DeepForce.Run(definition.Value));
        }
        catch (EvalException e) when (definition.Outcome != DefinitionOutcome.Stands)
        {
            return $"({e.Message})";
        }
    }

    private static string Place(Position position) => position.IsKnown ? $"{position.Line}:{position.Column}" : "an unknown place";
}
