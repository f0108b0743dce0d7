namespace NixOci.Fuzzing;

/// <summary>Changes trees of units, scripts and links: their contents, names and kinds, and what is there.</summary>
internal sealed class TreeEdits
{
    private static readonly string[] Lines =
    [
        "exec \"$@\"", "podman rm -f web || true", "if true; then", "fi", "cat <<EOF", "EOF", "# comment", "set -e", "x=\"$(", "'", "\"",
        "\\", "exec podman run --rm --name='web' nginx", "exec podman \\", "  run \\", "{", "}", "esac", "case x in",
        "for i in 1 2; do", "done", "echo ${x:-y} `z`", "a && b || c; d &", "! true", "\t", "\u00ff", "\u001b[31m", "\0",
    ];

    private static readonly string[] Places =
    [
        ".d/10-x.conf", ".d/override.conf", ".wants/podman-web.service", ".requires/x.service", ".upholds/x.service", "@.service",
        "@1.service", "-.service.d/x.conf", ".service", ".timer", "~", ".bak", "/x", "2",
    ];

    private static readonly string[] Targets =
    [
        "/dev/null", "x", "../podman-web.service", "podman-web.service", "/etc/systemd/system/podman-web.service", "..", ".", "/", "",
        "web.service", "/usr/local", "a b",
    ];

    private readonly List<TreeText> _trees = [];
    private readonly UnitEdits _units = new(Seeds.Units);
    private readonly IReadOnlyList<string> _against;

    /// <param name="seeds">Trees to take files from.</param>
    /// <param name="against">What trees can be compared with.</param>
    public TreeEdits(IReadOnlyList<string> seeds, IReadOnlyList<string> against)
    {
        _against = against;
        foreach (string seed in seeds) _trees.Add(TreeText.Read(seed));
    }

    /// <summary>Changes a tree.</summary>
    public string Apply(string text, Edit edit)
    {
        TreeText tree = TreeText.Read(text);
        (int kind, uint a, uint b, uint c) = edit;
        if (tree.Entries.Count == 0) return Edit.Pick(_trees, a).Write();
        List<TreeText.Entry> entries = [.. tree.Entries];
        int at = (int)(a % (uint)entries.Count);
        TreeText.Entry entry = entries[at];
        string against = tree.Against;
        Edit within = edit with { Kind = (int)(a >> 8) % Mutations.Kinds };
        switch (kind % 14)
        {
            case 0:
                entries.RemoveAt(at);
                break;
            case 1:
                entries.Add(entry with { Path = entry.Path + Edit.Pick(Places, b) });
                break;
            case 2:
                entries[at] = entry with { Kind = entry.Kind == "file" ? "exec" : "file" };
                break;
            case 3:
                entries[at] = new TreeText.Entry("link", entry.Path, Edit.Pick(Targets, b));
                break;
            case 4 when Edit.Pick(_trees, b).Entries is { Count: > 0 } others:
                entries.Insert(at, Edit.Pick(others, c));
                break;
            case 5:
                entries[at] = entry with { Path = Edit.Pick(entries, b).Path + Edit.Pick(Places, c) };
                break;
            case 6:
                entries.Add(new TreeText.Entry("file", entry.Path + ".d/" + (b % 3) + ".conf", "[Service]\n" + Edit.Pick(Lines, c) + "\n"));
                break;
            case 7 when b % 4 == 0:
                against = Edit.Pick(_against, c);
                break;
            case 8 or 9 when entry.Kind != "link":
                string[] lines = entry.Text.Split('\n');
                int line = (int)(b % (uint)lines.Length);
                lines[line] = kind % 14 == 8 ? Edit.Pick(Lines, c) : lines[line] + "\n" + Edit.Pick(Lines, c);
                entries[at] = entry with { Text = string.Join('\n', lines) };
                break;
            case 10 when entry.Kind != "link":
                entries[at] = entry with { Text = Mutations.Apply(within, entry.Text, Seeds.Units, UnitEdits.Pieces) };
                break;
            default:
                if (entry.Kind != "link") entries[at] = entry with { Text = _units.Apply(entry.Text, within) };
                break;
        }

        return new TreeText(against, entries).Write();
    }
}
