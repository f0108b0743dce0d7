using NixOci.Systemd.Comparison.Shell;
using NixOci.Systemd.Units;

namespace NixOci.Systemd.Comparison;

/// <summary>The commands that a unit runs, also those in its scripts.</summary>
public static class UnitCommands
{
    private static readonly string[] Keys = ["ExecStartPre", "ExecStart", "ExecStartPost"];

    /// <summary>The words of each command with which a unit starts; none where its files cannot be read.</summary>
    public static IEnumerable<IReadOnlyList<string>> OfStart(ComparedUnit unit, IUnitFiles files)
    {
        FoldedUnit folded;
        try
        {
            folded = new FoldedUnit(unit);
        }
        catch (UnitSyntaxException)
        {
            // What systemd cannot read runs nothing.
            yield break;
        }

        foreach (string key in Keys)
        {
            foreach (ExecCommand command in ExecCommand.ReadAll(folded.Values("Service", key), unit.Name))
            {
                yield return command.Words;
                if (!command.Program.StartsWith('/') || files.Find(command.Program, unit.Name) is not [ReferredFile file, ..]) continue;
                foreach (ShellCommand line in ScriptText.Read(file.Text).Commands ?? [])
                {
                    yield return line.Simple is ["exec", ..] ? [.. line.Simple.Skip(1)] : line.Simple;
                }
            }
        }
    }

    /// <summary>The variables of a unit's environment that are set in the unit itself.</summary>
    public static IReadOnlyDictionary<string, string> EnvironmentOf(ComparedUnit unit)
    {
        try
        {
            return new SettingValue(unit.Name, new Values.PathText(ignoresVersions: false))
                .Environment(new FoldedUnit(unit).Values("Service", "Environment"));
        }
        catch (UnitSyntaxException)
        {
            return new Dictionary<string, string>();
        }
    }
}
