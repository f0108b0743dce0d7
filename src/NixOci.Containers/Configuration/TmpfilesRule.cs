using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Configuration;

/// <summary>A rule of <c>systemd.tmpfiles</c> about a path that containers name: it has to be on the host as well.</summary>
/// <param name="Text">The rule as a line of tmpfiles.d(5); byte text.</param>
/// <param name="Path">The path that it is about.</param>
/// <param name="User">The owner that it gives; empty where it gives none.</param>
/// <param name="Group">The group that it gives; empty where it gives none.</param>
/// <param name="Containers">The containers that name the path, or one in it or above it.</param>
public sealed record TmpfilesRule(string Text, string Path, string User, string Group, IReadOnlyList<string> Containers)
{
    internal static IReadOnlyList<TmpfilesRule> ListOf(Translation translation)
    {
        List<TmpfilesRule> rules = [];
        IReadOnlyList<HostPath>? paths = null;
        foreach (string line in Lines(translation.Config))
        {
            paths ??= translation.Needs.Paths;
            if (paths.Count == 0) break;
            string[] fields = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 2) continue;
            string path = fields[1].Trim('"', '\'');
            SortedSet<string> containers = new(StringComparer.Ordinal);
            foreach (HostPath named in paths)
            {
                if (IsIn(named.Path, path) || IsIn(path, named.Path)) containers.Add(named.Container.Name);
            }

            if (containers.Count > 0) rules.Add(new TmpfilesRule(line, path, Name(fields, 3), Name(fields, 4), [.. containers]));
        }

        return rules;
    }

    /// <summary>All rules of a configuration.</summary>
    internal static IEnumerable<string> Lines(Value config)
    {
        if (config.SelectOrNull("systemd", "tmpfiles", "rules") is NixList rules)
        {
            foreach (Value rule in rules.Items) yield return rule.ForceString().Text;
        }

        if (config.SelectOrNull("systemd", "tmpfiles", "settings") is not AttrSet settings) yield break;
        foreach ((_, Value file) in settings.ByName)
        {
            foreach ((Symbol path, Value types) in file.ForceAttrs().ByName)
            {
                foreach ((Symbol type, Value rule) in types.ForceAttrs().ByName)
                {
                    string Field(string name) => (rule.SelectOrNull(name) as NixString)?.Text ?? "-";
                    yield return $"{type.Text} {path.Text} {Field("mode")} {Field("user")} {Field("group")} {Field("age")} {Field("argument")}".TrimEnd();
                }
            }
        }
    }

    private static string Name(string[] fields, int index) => index < fields.Length && fields[index] != "-" ? fields[index].TrimStart(':') : "";

    private static bool IsIn(string path, string directory)
        => path.StartsWith(directory, StringComparison.Ordinal)
            && (path.Length == directory.Length || path[directory.Length] == '/' || directory.EndsWith('/'));
}
