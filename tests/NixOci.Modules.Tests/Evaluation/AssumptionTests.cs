using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Library;
using NixOci.Modules.Nixos;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Modules.Tests.Evaluation;

/// <summary>
/// Every directory of <c>fixtures/assumptions</c> has a configuration, <c>main.nix</c>, that needs what is not at hand. Beside it stands
/// what <c>config.result</c> is without assumptions and with them, and what is told of it.
/// </summary>
public sealed class AssumptionTests
{
    private static readonly string Top = ProjectFiles.Fixture("assumptions");

    public static TheoryData<string> Cases { get; } = [.. ProjectFiles.CasesOf("assumptions")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void WhatIsNotAtHandIsTold(string name)
    {
        string directory = Path.Combine(Top, name);
        StringBuilder told = new();
        foreach (bool areAssumed in new[] { false, true })
        {
            told.Append(areAssumed ? "assumed: " : "asked: ");
            EvalStack.Run(() => Tell(told, directory, new Unknowns(areAssumed)));
        }

        Assert.Equal(File.ReadAllText(Path.Combine(directory, "expected.txt")), told.Replace(directory + "/", "").ToString());
    }

    private static bool Tell(StringBuilder text, string directory, Unknowns unknowns)
    {
        Interpreter interpreter = new(new InterpreterOptions
        {
            HostFiles = NixpkgsHost.HostFiles, HostSearchPath = [NixpkgsHost.SearchPath], Messages = TextWriter.Null,
        });
        ModuleEvaluation evaluation = new(
            new Lib(NixpkgsHost.ImportLib(interpreter, NixpkgsHost.Root)),
            NixosModules.Create(interpreter, PackageRelease.Seed, new SymbolicStore(), unknowns, ["result"]),
            [ModuleEvaluation.PathModule(ByteText.FromUnicode(Path.Combine(directory, "main.nix")))],
            ModuleEvaluation.ArgumentsWith(Nix.Attrs(("modulesPath", Nix.Str(NixpkgsHost.Root + "/nixos/modules"))), unknowns));
        try
        {
            Value result = interpreter.BuiltinSet["toJSON"]!.Call(evaluation.Config.Select("result"));
            text.Append(ByteText.ToUnicode(result.ForceString().Text)).Append('\n');
            foreach (UndeclaredDefinition definition in UndeclaredDefinition.ListOf(evaluation.Result))
            {
                text.Append("  undeclared ").Append(definition.Path).Append(" in ").Append(definition.File).Append(Line(definition.Position));
            }
        }
        catch (EvalException e)
        {
            text.Append("error: ").Append(ByteText.ToUnicode(e.Message)).Append('\n');
        }

        foreach (Placeholder placeholder in unknowns.Placeholders)
        {
            text.Append("  ").Append(placeholder.Kind).Append(' ').Append(placeholder.Path).Append(" as ")
                .Append(placeholder.UsedAs?.ToString() ?? "nothing").Append(Line(placeholder.Position));
        }

        foreach (LeftOutModule module in unknowns.LeftOutModules)
        {
            text.Append("  left out ").Append(module.Name).Append(" of ").Append(module.ImportedBy).Append(": ").Append(module.Reason).Append('\n');
        }

        return true;
    }

    private static string Line(Position position) => position.IsKnown ? $", line {position.Line}\n" : ", at an unknown place\n";
}
