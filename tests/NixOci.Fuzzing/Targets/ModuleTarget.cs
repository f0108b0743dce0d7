using System.Text;
using NixOci.Containers.Configuration;
using NixOci.Containers.Lints;
using NixOci.Containers.Releases;
using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Library;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Collection;
using NixOci.Systemd.Units;

namespace NixOci.Fuzzing;

/// <summary>
/// The module system: configurations are translated, for a release that the text decides, and evaluations of modules are evaluated.
/// </summary>
internal static class ModuleTarget
{
    /// <summary>What tells an evaluation of modules from a configuration.</summary>
    public const string ModuleEvaluation = "evalModules";

    private const int MaxCallDepth = 1_500;
    private const int LongestConfiguration = 6_000;

    private static readonly Layout[] Layouts = [new HostLayout(), new NixosLayout()];

    /// <summary>The target.</summary>
    public static FuzzTarget Instance { get; } = new(
        "modules",
        Seeds.NixExtension,
        static () => Mutations.Of(Seeds.Configurations, LanguagePieces.All, new ConfigurationEdits(Seeds.Configurations).Apply, LongestConfiguration),
        Run);

    private static void Run(string text)
    {
        if (Outcome(text) is not { } once || Outcome(text) is not { } again) return;
        if (once != again) throw new BrokenPromiseException($"two evaluations give different results:\n{once}\n{again}");
    }

    /// <summary>All that comes of a text, or the error; null where that depends on the machine.</summary>
    private static string? Outcome(string text)
    {
        CallStack.Limit = MaxCallDepth;
        int depth = CallStack.Depth;
        try
        {
            return text.Contains(ModuleEvaluation, StringComparison.Ordinal) ? Evaluate(text) : Translate(text);
        }
        catch (Exception e) when (e is LimitException or OutOfMemoryException)
        {
            CallStack.Depth = depth;
            return null;
        }
        catch (NixException e)
        {
            CallStack.Depth = depth;
            return $"{e.Message} at {e.Position}";
        }
    }

    private static string Evaluate(string text)
    {
        Interpreter interpreter = new(new InterpreterOptions
        {
            Files = NoFiles.Instance,
            HostFiles = NixpkgsHost.HostFiles,
            HostSearchPath = [NixpkgsHost.SearchPath],
            Environment = static _ => null,
            Messages = TextWriter.Null,
        });
        SourceFile source = new(LanguageTargets.Directory + "/input.nix", "let lib = import <nixpkgs/lib>; in " + text, LanguageTargets.Directory);
        return interpreter.BuiltinSet["toJSON"]!.Call(interpreter.Evaluate(source)).ForceString().Text;
    }

    private static string Translate(string text)
    {
        NixpkgsSource nixpkgs = new(Release(text), new Unknowns(areAssumed: text.Length % 2 == 0));
        Interpreter interpreter = new(new InterpreterOptions
        {
            Files = nixpkgs.View(NoFiles.Instance),
            HostFiles = nixpkgs.HostFiles(),
            HostDirectories = [NixpkgsHost.ModulesPath],
            HostSearchPath = [NixpkgsHost.SearchPath],
            Environment = static _ => null,
            Messages = TextWriter.Null,
        });
        Value module = NixosSystem.ModuleFrom(LanguageTargets.File(text), interpreter);
        Translation translation = new NixosSystem(nixpkgs.Settings(interpreter), [module]).Translate();
        foreach (GeneratedUnit unit in translation.Units.Units) UnitFileReader.ReadWhatIsReadable(unit.Text);
        StringBuilder outcome = new();
        Layout layout = Layouts[text.Length / 2 % Layouts.Length];
        foreach (HostFile file in layout.Arrange(translation.Units).Tree.Files)
        {
            if (LeadsOut(file.Path)) throw new BrokenPromiseException($"'{file.Path}' leads out of the directory");
            outcome.Append(file).Append('\n');
        }

        foreach (Lint lint in translation.Lints) outcome.Append(lint.Rule.Code).Append(' ').Append(lint.Message).Append(lint.Position).Append('\n');
        outcome.Append(translation.Needs.Paths.Count).Append(' ').Append(translation.WithoutEffect.Count);
        return outcome.ToString();
    }

    private static bool LeadsOut(string path)
        => path.StartsWith('/') || path.Split('/').Any(static part => part is "" or "." or "..") || path.Contains('\0', StringComparison.Ordinal);

    // Not string.GetHashCode(), which differs from run to run.
    private static ReleaseChoice? Release(string text)
    {
        int sum = 0;
        foreach (char c in text) sum = unchecked((sum * 31) + c);
        int index = (int)((uint)sum % (uint)(NixosReleases.All.Count + 1));
        return index == NixosReleases.All.Count ? null : ReleaseChoice.Of(NixosReleases.All[index]);
    }
}
