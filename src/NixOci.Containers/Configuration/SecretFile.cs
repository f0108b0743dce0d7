using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Collection;

namespace NixOci.Containers.Configuration;

/// <summary>A secret that the configuration has decrypted to a file, which somebody else must do on another host.</summary>
/// <param name="Option">The option that declares it, for example <c>sops.secrets</c>.</param>
/// <param name="Name">Its name there; byte text.</param>
/// <param name="Path">Where the file is to be; byte text.</param>
/// <param name="Units">The units whose files name the path.</param>
public sealed record SecretFile(string Option, string Name, string Path, IReadOnlyList<string> Units)
{
    private static readonly string[][] Declaring = [["sops", "secrets"], ["sops", "templates"], ["age", "secrets"]];

    internal static IReadOnlyList<SecretFile> ListOf(Translation translation)
    {
        List<SecretFile> secrets = [];
        foreach (string[] option in Declaring)
        {
            if (translation.Config.SelectOrNull(option) is not AttrSet declared) continue;
            foreach ((Symbol name, Value secret) in declared.ByName)
            {
                string path = secret.Select("path").ForceString().Text;
                List<string> units = [];
                foreach (GeneratedUnit unit in translation.Units.Units)
                {
                    if (Names(unit, path)) units.Add(unit.Name);
                }

                if (units.Count > 0) secrets.Add(new SecretFile(string.Join('.', option), name.Text, path, units));
            }
        }

        return secrets;
    }

    private static bool Names(GeneratedUnit unit, string path)
    {
        if (Names(unit.Text, path)) return true;
        foreach (TextObject file in unit.Files)
        {
            if (Names(file.Text.Text, path)) return true;
        }

        return false;
    }

    /// <summary>Whether a path stands in a text, and not as the beginning of another one.</summary>
    private static bool Names(string text, string path)
    {
        for (int at = text.IndexOf(path, StringComparison.Ordinal); at >= 0; at = text.IndexOf(path, at + 1, StringComparison.Ordinal))
        {
            int end = at + path.Length;
            if (end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.')) return true;
        }

        return false;
    }
}
