using System.Text;
using System.Text.RegularExpressions;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Library;
using NixOci.Modules.Nixos;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Collection;
using NixOci.Systemd.Modules;
using NixOci.Systemd.Options;
using NixOci.Systemd.Releases;
using NixOci.TestSupport;
using Xunit;

namespace NixOci.Systemd.Tests.Modules;

/// <summary>
/// Every file of <c>fixtures/systemd</c> is a configuration without containers, and beside it stands what becomes of it: warnings,
/// assertions that fail, settings that systemd reads as others, units and the scripts that they run, or the error. The first line may say that it is of another release.
/// </summary>
public sealed partial class ConfigurationTests
{
    private static readonly string Top = ProjectFiles.Fixture("systemd");

    public static TheoryData<string> Cases { get; } = [.. Directory.GetFiles(Top, "*.nix").Select(Path.GetFileNameWithoutExtension).Order().OfType<string>()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void BecomesWhatStandsBesideIt(string name)
    {
        string told = EvalStack.Run(() => Tell(Path.Combine(Top, name + ".nix")));
        Assert.Equal(File.ReadAllText(Path.Combine(Top, name + ".txt")), told);
    }

    private static string Tell(string file)
    {
        using StringWriter messages = new();
        StringBuilder text = new();
        try
        {
            Describe(text, file, messages);
        }
        catch (EvalException e)
        {
            text.Append("error: ").Append(ByteText.ToUnicode(e.Message)).Append('\n');
        }

        return messages + LongLine().Replace(
            StoreHashes.Remove(text.ToString()).Replace(Top, "<dir>", StringComparison.Ordinal),
            static line => $"{line.Value[..80]}… ({line.Length} characters)");
    }

    private static void Describe(StringBuilder text, string file, TextWriter messages)
    {
        Interpreter interpreter = new(new InterpreterOptions
        {
            HostFiles = NixpkgsHost.HostFiles, HostSearchPath = [NixpkgsHost.SearchPath], Messages = messages,
        });
        SymbolicStore store = new() { Copies = interpreter.Store };
        Value config = new ModuleEvaluation(
            new Lib(NixpkgsHost.ImportLib(interpreter, NixpkgsHost.Root)),
            [
                .. NixosModules.Create(interpreter, PackageRelease.Seed, store, new Unknowns(areAssumed: false), ["result"]),
                .. SystemdModules.Create(ReleaseOf(file), interpreter),
            ],
            [
                Nix.Attrs(("system", Nix.Attrs(("stateVersion", Nix.Str("24.05"))))),
                ModuleEvaluation.PathModule(ByteText.FromUnicode(file)),
            ]).Config;

        foreach (Value warning in config.Select("warnings").ForceList().Items) Append(text, "warning", warning);
        foreach (Value assertion in config.Select("assertions").ForceList().Items)
        {
            if (!assertion.Select("assertion").ForceBool()) Append(text, "assertion", assertion.Select("message"));
        }

        foreach (UnitInjection found in UnitInjections.Find(config))
        {
            text.Append("injection: ").Append(found.Unit).Append(" [").Append(found.Section).Append("] ").Append(Escaped(found.Key)).Append(": ")
                .Append(found.Reason).Append('\n');
        }

        HashSet<string> told = [];
        foreach (GeneratedUnit unit in UnitCollection.Read(config, store).Units) Describe(text, unit, told);
        if (config.SelectOrNull("result") is not { } result) return;
        foreach ((Symbol name, Value value) in result.ForceAttrs().ByName) Append(text, name.Text, value);
    }

    private static SystemdRelease ReleaseOf(string file) => File.ReadLines(file).First() switch
    {
        "# Of an earlier release." => SystemdRelease.Seed with
        {
            Service = SystemdRelease.ServiceWithGaps, WritesInstall = false, Triggers = TriggerForm.Inline,
        },
        "# Of a later release." => SystemdRelease.Seed with
        {
            JobScript = SystemdRelease.SpacedJobScript, Triggers = TriggerForm.File,
            ServiceOptions = [ServiceOption.NotSocketActivated, ServiceOption.StrictShellChecks, ServiceOption.DefaultPath],
        },
        _ => SystemdRelease.Seed,
    };

    private static void Describe(StringBuilder text, GeneratedUnit unit, HashSet<string> told)
    {
        text.Append("=== ").Append(unit.Name).Append(unit.IsEnabled ? "" : " disabled")
            .Append(unit.OverrideStrategy == OverrideStrategy.AsDropin ? " drop-in" : "");
        AppendNames(text, "wanted by", unit.WantedBy);
        AppendNames(text, "required by", unit.RequiredBy);
        AppendNames(text, "upheld by", unit.UpheldBy);
        AppendNames(text, "also", unit.Aliases);
        text.Append('\n').Append(ByteText.ToUnicode(unit.Text));
        foreach (TextObject file in unit.Files)
        {
            string path = file.RelativePath.Length > 0 ? file.Name + "/" + file.RelativePath : file.Name;
            if (told.Add(path)) text.Append("--- ").Append(path).Append('\n').Append(ByteText.ToUnicode(file.Text.Text)).Append('\n');
        }
    }

    private static void AppendNames(StringBuilder text, string relation, IReadOnlyList<string> names)
    {
        if (names.Count > 0) text.Append(", ").Append(relation).Append(' ').AppendJoin(' ', names);
    }

    private static string Escaped(string key)
        => key.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);

    private static void Append(StringBuilder text, string what, Value value)
        => text.Append(what).Append(": ").Append(ByteText.ToUnicode(value.ForceString().Text)).Append('\n');

    [GeneratedRegex("^.{1001,}$", RegexOptions.Multiline)]
    private static partial Regex LongLine();
}
