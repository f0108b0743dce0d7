using System.Text;

namespace NixOci.Cli.Commands;

/// <summary>The path of an option as it stands on a command line: names with dots between, in quotes where a name has dots of its own.</summary>
internal static class SettingPath
{
    /// <summary>Where the equals sign behind the path stands; negative where there is none.</summary>
    public static int SignIn(string text)
    {
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') isQuoted = !isQuoted;
            else if (text[i] == '=' && !isQuoted) return i;
        }

        return -1;
    }

    /// <summary>The names of a path; null where it is none.</summary>
    public static IReadOnlyList<string>? Read(string path)
    {
        List<string> names = [];
        StringBuilder name = new();
        bool isQuoted = false, wasQuoted = false;
        foreach (char c in path.Trim())
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
                wasQuoted = true;
            }
            else if (c == '.' && !isQuoted)
            {
                if (name.Length == 0 && !wasQuoted) return null;
                names.Add(name.ToString());
                name.Clear();
                wasQuoted = false;
            }
            else
            {
                name.Append(c);
            }
        }

        if (isQuoted || (name.Length == 0 && !wasQuoted)) return null;
        names.Add(name.ToString());
        return names;
    }
}
