using NixOci.Hosts.Files;

namespace NixOci.Hosts.Tests.Disks;

/// <summary>
/// A disk whose power can be cut: names that were given since their directory was last synchronised may be there afterwards or
/// not, and so may the bytes of a new tree until it was waited for. As strict as POSIX lets a file system be.
/// </summary>
internal sealed class MemoryDisk : IFileOperations
{
    private Node _root = new(EntryKind.Directory);

    public MemoryDisk(params string[] directories)
    {
        foreach (string directory in directories) this.CreateDirectories(directory);
        this.CreateDirectories("/dev");
        Add("/dev/null", new Node(EntryKind.Other));
        Sync("/dev");
    }

    private MemoryDisk(Node root) => _root = root;

    /// <summary>The same disk once more, where all names reached it.</summary>
    public MemoryDisk Clone() => AfterPowerCut(isLucky: true);

    /// <summary>What is left when the power is cut.</summary>
    /// <param name="isLucky">Whether everything reached the disk that was done, or only what was waited for.</param>
    public MemoryDisk AfterPowerCut(bool isLucky) => new(Copy(_root, isLucky));

    /// <summary>All files and links with what they hold; directories with a slash at the end.</summary>
    public SortedDictionary<string, string> Everything()
    {
        SortedDictionary<string, string> all = new(StringComparer.Ordinal);
        Collect("", _root, all);
        return all;
    }

    public void Put(string path, string text, bool isExecutable = false)
    {
        this.CreateDirectories(Path.GetDirectoryName(path)!);
        if (KindOf(path) != EntryKind.Missing) Delete(path);
        WriteFile(path, System.Text.Encoding.UTF8.GetBytes(text), isExecutable);
        Sync(Path.GetDirectoryName(path)!);
    }

    public string Text(string path) => System.Text.Encoding.UTF8.GetString(Read(path));

    public EntryKind KindOf(string path) => Find(path)?.Kind ?? EntryKind.Missing;

    public byte[] Read(string path) => Get(path, EntryKind.File).Content;

    public bool IsExecutable(string path) => Get(path, EntryKind.File).IsExecutable;

    public string ReadLink(string path) => Get(path, EntryKind.Link).Target;

    public IReadOnlyList<string> List(string directory)
        => [.. Get(directory, EntryKind.Directory).Entries.Keys.Order(StringComparer.Ordinal)];

    public IReadOnlyList<(string Name, bool IsDirectory)> Entries(string directory)
        => [.. Get(directory, EntryKind.Directory).Entries.Select(static entry => (entry.Key, entry.Value.Kind == EntryKind.Directory))
            .OrderBy(static entry => entry.Key, StringComparer.Ordinal)];

    public void CreateDirectory(string path) => Add(path, new Node(EntryKind.Directory));

    public void WriteFile(string path, ReadOnlySpan<byte> content, bool isExecutable)
        => Add(path, new Node(EntryKind.File) { Content = content.ToArray(), IsExecutable = isExecutable });

    public INewTree CreateTree(string directory, int count)
    {
        CreateDirectory(directory);
        return new MemoryTree(this, directory);
    }

    public void CreateLink(string path, string target) => Add(path, new Node(EntryKind.Link) { Target = target });

    public void Rename(string from, string to)
    {
        Node moved = Find(from) ?? throw new IOException($"rename: no {from}");
        Node? present = Find(to);
        if (present is { Kind: EntryKind.Directory } && (moved.Kind != EntryKind.Directory || present.Entries.Count > 0))
        {
            throw new IOException($"rename: {to} is a directory");
        }

        if (present is { Kind: not EntryKind.Directory } && moved.Kind == EntryKind.Directory) throw new IOException($"rename: {to} is no directory");
        Parent(to).Entries[Name(to)] = moved;
        Parent(from).Entries.Remove(Name(from));
    }

    public bool TryExchange(string first, string second)
    {
        Node a = Find(first) ?? throw new IOException($"exchange: no {first}"), b = Find(second) ?? throw new IOException($"exchange: no {second}");
        Parent(first).Entries[Name(first)] = b;
        Parent(second).Entries[Name(second)] = a;
        return true;
    }

    public void Delete(string path)
    {
        Node node = Find(path) ?? throw new IOException($"delete: no {path}");
        if (node.Entries.Count > 0) throw new IOException($"delete: {path} is not empty");
        Parent(path).Entries.Remove(Name(path));
    }

    public void Sync(string directory)
    {
        Node node = Get(directory, EntryKind.Directory);
        node.Durable = new(node.Entries, StringComparer.Ordinal);
    }

    public IDisposable? TryLock(string path) => new MemoryStream();

    private void Add(string path, Node node)
    {
        if (!Parent(path).Entries.TryAdd(Name(path), node)) throw new IOException($"{path} exists");
    }

    private Node Parent(string path) => Get(Path.GetDirectoryName(path)!, EntryKind.Directory);

    private static string Name(string path) => Path.GetFileName(path);

    private Node Get(string path, EntryKind kind)
    {
        Node node = Find(path) ?? throw new IOException($"there is no {path}");
        return node.Kind == kind ? node : throw new IOException($"{path} is a {node.Kind} and not a {kind}");
    }

    private Node? Find(string path)
    {
        Node node = _root;
        for (int start = 1; start < path.Length;)
        {
            int slash = path.IndexOf('/', start), end = slash < 0 ? path.Length : slash;
            if (node.Kind == EntryKind.Link) throw new IOException($"{path} leads through a link");
            if (!node.Lookup.TryGetValue(path.AsSpan(start, end - start), out Node? next)) return null;
            node = next;
            start = end + 1;
        }

        return node;
    }

    private static Node Copy(Node node, bool isLucky)
    {
        Node copy = new(node.Kind) { Content = isLucky || node.IsContentDurable ? node.Content : [], IsExecutable = node.IsExecutable, Target = node.Target };
        foreach ((string name, Node entry) in isLucky ? node.Entries : node.Durable)
        {
            Node copied = Copy(entry, isLucky);
            copy.Entries.Add(name, copied);
            copy.Durable.Add(name, copied);
        }

        return copy;
    }

    private static void Collect(string path, Node node, SortedDictionary<string, string> all)
    {
        foreach ((string name, Node entry) in node.Entries)
        {
            string place = path + "/" + name;
            switch (entry.Kind)
            {
                case EntryKind.Directory:
                    all.Add(place + "/", "");
                    Collect(place, entry, all);
                    break;
                case EntryKind.Link:
                    all.Add(place, "-> " + entry.Target);
                    break;
                default:
                    all.Add(place, System.Text.Encoding.UTF8.GetString(entry.Content));
                    break;
            }
        }
    }

    private sealed class Node
    {
        public Node(EntryKind kind)
        {
            Kind = kind;
            Lookup = Entries.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public Dictionary<string, Node>.AlternateLookup<ReadOnlySpan<char>> Lookup { get; }

        public EntryKind Kind { get; }

        public byte[] Content { get; init; } = [];

        public bool IsContentDurable { get; set; } = true;

        public bool IsExecutable { get; init; }

        public string Target { get; init; } = "";

        public Dictionary<string, Node> Entries { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Node> Durable { get; set; } = new(StringComparer.Ordinal);
    }

    /// <summary>A new tree, of which nothing need be on the disk before it was waited for.</summary>
    private sealed class MemoryTree(MemoryDisk disk, string directory) : INewTree
    {
        public void CreateDirectory(string path) => disk.CreateDirectory(directory + "/" + path);

        public void WriteFile(string path, ReadOnlySpan<byte> content, bool isExecutable)
        {
            disk.WriteFile(directory + "/" + path, content, isExecutable);
            disk.Get(directory + "/" + path, EntryKind.File).IsContentDurable = false;
        }

        public void WriteFile(string path, Action<Stream> write)
        {
            using MemoryStream content = new();
            write(content);
            WriteFile(path, content.ToArray(), isExecutable: false);
        }

        public void CreateLink(string path, string target) => disk.CreateLink(directory + "/" + path, target);

        public void Sync() => SyncAll(disk.Get(directory, EntryKind.Directory));

        public void Dispose()
        {
        }

        private static void SyncAll(Node node)
        {
            node.IsContentDurable = true;
            node.Durable = new(node.Entries, StringComparer.Ordinal);
            foreach (Node entry in node.Entries.Values) SyncAll(entry);
        }
    }
}
