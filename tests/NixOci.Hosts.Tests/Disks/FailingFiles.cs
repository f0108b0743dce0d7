using NixOci.Hosts.Files;

namespace NixOci.Hosts.Tests.Disks;

/// <summary>What goes wrong.</summary>
public enum Failure
{
    /// <summary>One operation fails, and those after it succeed, as when a disk was full for a moment.</summary>
    Once,

    /// <summary>One operation fails and all after it, as when the power is cut.</summary>
    FromThenOn,
}

/// <summary>How a new tree gets to the disk, which depends on the file system.</summary>
public enum Wait
{
    /// <summary>Nothing of it need be there before all is waited for.</summary>
    Once,

    /// <summary>Each file is waited for, and each directory.</summary>
    ForEach,
}

/// <summary>Lets an operation that changes something fail, by its number.</summary>
/// <param name="files">The operations themselves.</param>
/// <param name="failing">The number of the operation that fails, from 1; 0 lets none fail.</param>
/// <param name="failure">What goes wrong.</param>
/// <param name="wait">How new trees are waited for.</param>
internal sealed class FailingFiles(IFileOperations files, int failing, Failure failure, Wait wait) : IFileOperations
{
    /// <summary>How many operations that change something were asked for.</summary>
    public int Count { get; private set; }

    public EntryKind KindOf(string path) => files.KindOf(path);

    public byte[] Read(string path) => files.Read(path);

    public bool IsExecutable(string path) => files.IsExecutable(path);

    public string ReadLink(string path) => files.ReadLink(path);

    public IReadOnlyList<string> List(string directory) => files.List(directory);

    public IReadOnlyList<(string Name, bool IsDirectory)> Entries(string directory) => files.Entries(directory);

    public void CreateDirectory(string path) => Do(() => files.CreateDirectory(path));

    public void WriteFile(string path, ReadOnlySpan<byte> content, bool isExecutable)
    {
        byte[] copy = content.ToArray();
        Do(() => files.WriteFile(path, copy, isExecutable));
    }

    public INewTree CreateTree(string directory, int count)
    {
        if (wait == Wait.ForEach)
        {
            CreateDirectory(directory);
            return new TreeOfManySyncs(this, directory);
        }

        INewTree? tree = null;
        Do(() => tree = files.CreateTree(directory, count));
        return new FailingTree(this, tree!);
    }

    public void CreateLink(string path, string target) => Do(() => files.CreateLink(path, target));

    public void Rename(string from, string to) => Do(() => files.Rename(from, to));

    public bool TryExchange(string first, string second)
    {
        bool done = false;
        Do(() => done = files.TryExchange(first, second));
        return done;
    }

    public void Delete(string path) => Do(() => files.Delete(path));

    public void Sync(string directory) => Do(() => files.Sync(directory));

    public IDisposable? TryLock(string path) => files.TryLock(path);

    /// <summary>Counts what is no operation on files but changes the host too.</summary>
    public void Do(Action operation)
    {
        Count++;
        bool fails = failing > 0 && (failure == Failure.Once ? Count == failing : Count >= failing);
        if (fails) throw new IOException($"operation {Count} fails");
        operation();
    }

    private sealed class FailingTree(FailingFiles failing, INewTree tree) : INewTree
    {
        public void CreateDirectory(string path) => failing.Do(() => tree.CreateDirectory(path));

        public void WriteFile(string path, ReadOnlySpan<byte> content, bool isExecutable)
        {
            byte[] copy = content.ToArray();
            failing.Do(() => tree.WriteFile(path, copy, isExecutable));
        }

        public void WriteFile(string path, Action<Stream> write) => failing.Do(() => tree.WriteFile(path, write));

        public void CreateLink(string path, string target) => failing.Do(() => tree.CreateLink(path, target));

        public void Sync() => failing.Do(tree.Sync);

        public void Dispose() => tree.Dispose();
    }
}
