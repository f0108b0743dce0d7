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

/// <summary>Lets an operation that changes something fail, by its number.</summary>
/// <param name="files">The operations themselves.</param>
/// <param name="failing">The number of the operation that fails, from 1; 0 lets none fail.</param>
/// <param name="failure">What goes wrong.</param>
internal sealed class FailingFiles(IFileOperations files, int failing, Failure failure) : IFileOperations
{
    /// <summary>How many operations that change something were asked for.</summary>
    public int Count { get; private set; }

    public EntryKind KindOf(string path) => files.KindOf(path);

    public byte[] Read(string path) => files.Read(path);

    public bool IsExecutable(string path) => files.IsExecutable(path);

    public string ReadLink(string path) => files.ReadLink(path);

    public IReadOnlyList<string> List(string directory) => files.List(directory);

    public void CreateDirectory(string path) => Do(() => files.CreateDirectory(path));

    public void WriteFile(string path, ReadOnlySpan<byte> content, bool isExecutable)
    {
        byte[] copy = content.ToArray();
        Do(() => files.WriteFile(path, copy, isExecutable));
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
}
