using System.Text;
using NixOci.Hosts.Files;

namespace NixOci.Fuzzing;

/// <summary>
/// A tree of files as a text that people can read: lines <c>@file PATH</c>, <c>@exec PATH</c> and <c>@link PATH TARGET</c>, the contents of files
/// below them. Any text is a tree: what makes no sense in it is left out.
/// </summary>
/// <param name="Against">With what the tree is compared: the words of the line <c>@against</c>.</param>
/// <param name="Entries">The files, in order.</param>
internal sealed record TreeText(string Against, IReadOnlyList<TreeText.Entry> Entries)
{
    private const string AgainstLine = "@against ";

    /// <summary>Something in a tree.</summary>
    /// <param name="Kind"><c>file</c>, <c>exec</c> or <c>link</c>.</param>
    /// <param name="Path">Where it lies.</param>
    /// <param name="Text">The contents, or the link's target.</param>
    public readonly record struct Entry(string Kind, string Path, string Text);

    /// <summary>Reads a text.</summary>
    public static TreeText Read(string text)
    {
        string against = "";
        List<Entry> entries = [];
        string kind = "", path = "";
        StringBuilder contents = new();
        foreach (string line in text.Split('\n'))
        {
            string[] words = line.StartsWith('@') ? line.Split(' ') : [];
            if (line.StartsWith(AgainstLine, StringComparison.Ordinal)) against = line[AgainstLine.Length..];
            else if (words is ["@link", _, ..]) entries.Add(new Entry("link", words[1], string.Join(' ', words[2..])));
            else if (words is ["@file" or "@exec", _, ..]) Begin(words[0][1..], string.Join(' ', words[1..]));
            else if (kind.Length > 0) contents.Append(line.StartsWith("@@", StringComparison.Ordinal) ? line[1..] : line).Append('\n');
        }

        Begin("", "");
        return new TreeText(against, entries);

        void Begin(string nextKind, string nextPath)
        {
            // The last line's end belongs to the text around.
            int length = contents.Length == 0 || nextKind.Length > 0 ? contents.Length : contents.Length - 1;
            if (kind.Length > 0) entries.Add(new Entry(kind, path, contents.ToString(0, length)));
            contents.Clear();
            (kind, path) = (nextKind, nextPath);
        }
    }

    /// <summary>A tree that was laid out, as text.</summary>
    public static TreeText Of(FileTree files, string against) => new(against, [.. files.Files.Select(static file => file switch
    {
        SymbolicLink link => new Entry("link", link.Path, link.Target),
        RegularFile { IsExecutable: true } script => new Entry("exec", script.Path, script.Text),
        RegularFile regular => new Entry("file", regular.Path, regular.Text),
        _ => throw new InvalidOperationException("no rule for " + file),
    })]);

    /// <summary>The text.</summary>
    public string Write()
    {
        StringBuilder text = new();
        text.Append(AgainstLine).Append(Against).Append('\n');
        foreach (Entry entry in Entries)
        {
            text.Append('@').Append(entry.Kind).Append(' ').Append(entry.Path);
            if (entry.Kind == "link")
            {
                text.Append(' ').Append(entry.Text).Append('\n');
                continue;
            }

            text.Append('\n').Append(entry.Text.StartsWith('@') ? "@" : "").Append(entry.Text.Replace("\n@", "\n@@", StringComparison.Ordinal));
            if (!entry.Text.EndsWith('\n') && entry.Text.Length > 0) text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The files as a tree, without those that cannot lie in one.</summary>
    public FileTree Files()
    {
        FileTree tree = new();
        foreach (Entry entry in Entries)
        {
            try
            {
                bool isExecutable = entry.Kind == "exec";
                tree.Add(entry.Kind == "link" ? new SymbolicLink(entry.Path, entry.Text) : new RegularFile(entry.Path, entry.Text, isExecutable));
            }
            catch (LayoutException)
            {
                // No directory can hold both this file and those before it.
            }
        }

        return tree;
    }
}
