using System.Buffers.Binary;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using Org.BouncyCastle.Crypto;

namespace NixOci.Language.Store;

/// <summary>Whether an entry of a directory goes into an archive.</summary>
/// <param name="path">The entry's path.</param>
/// <param name="kind">What it is.</param>
public delegate bool PathFilter(string path, FileKind kind);

/// <summary>
/// Hashes files and directories as Nix archives them: names in byte order, contents, the executable bit, the targets of links,
/// and nothing else. The archive itself is never held.
/// </summary>
internal sealed class ArchiveHasher
{
    private const int BufferSize = 1 << 16;
    private readonly FileView _files;
    private readonly PathFilter? _filter;
    private readonly List<string>? _kept;
    private readonly IDigest _hash = Digests.Create(HashKind.Sha256);
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _filled;

    private ArchiveHasher(FileView files, PathFilter? filter, List<string>? kept)
    {
        _files = files;
        _filter = filter;
        _kept = kept;
    }

    /// <summary>The SHA-256 of the archive of what a path names.</summary>
    /// <param name="files">How files are seen.</param>
    /// <param name="path">The path; a symbolic link is archived as such.</param>
    /// <param name="filter">Which entries of directories go in; all of them where there is none.</param>
    /// <param name="kept">Takes the paths of the entries that went in, relative to <paramref name="path"/>.</param>
    public static NixHash Hash(FileView files, string path, PathFilter? filter = null, List<string>? kept = null)
    {
        ArchiveHasher hasher = new(files, filter, kept);
        hasher.Text("nix-archive-1");
        hasher.Node(path, EvalFiles.KindOf(files, path), path.Length);
        hasher.Flush();
        return NixHash.FromBytes(HashKind.Sha256, Digests.Finish(hasher._hash));
    }

    private void Node(string path, FileKind kind, int rootLength)
    {
        EvalStack.EnsureSpace(EvalSite.None);
        Text("(");
        Text("type");
        switch (kind)
        {
            case FileKind.Regular:
                Text("regular");
                if (_files.IsExecutable(path))
                {
                    Text("executable");
                    Text("");
                }

                Text("contents");
                Block(EvalFiles.ReadBytes(_files, path));
                break;
            case FileKind.Symlink:
                Text("symlink");
                Text("target");
                Text(_files.ReadLink(path));
                break;
            case FileKind.Directory:
                Text("directory");
                Entries(path, rootLength);
                break;
            default:
                throw new EvalException($"file '{path}' has an unsupported type");
        }

        Text(")");
    }

    private void Entries(string path, int rootLength)
    {
        string parent = path.Length == 1 ? path : path + "/";
        foreach (string name in EvalFiles.List(_files, path))
        {
            string entry = parent + name;
            FileKind kind = EvalFiles.KindOf(_files, entry);
            if (_filter is not null && !_filter(entry, kind)) continue;
            _kept?.Add(entry[(rootLength == 1 ? 1 : rootLength + 1)..]);
            Text("entry");
            Text("(");
            Text("name");
            Text(name);
            Text("node");
            Node(entry, kind, rootLength);
            Text(")");
        }
    }

    private void Text(string text)
    {
        Length(text.Length);
        if (_filled + text.Length + 8 > BufferSize) Flush();
        if (text.Length + 8 > BufferSize)
        {
            _hash.BlockUpdate(ByteText.ToBytes(text));
        }
        else
        {
            foreach (char c in text) _buffer[_filled++] = (byte)c;
        }

        Pad(text.Length);
    }

    private void Block(byte[] bytes)
    {
        Length(bytes.Length);
        Flush();
        _hash.BlockUpdate(bytes);
        Pad(bytes.Length);
    }

    private void Length(long length)
    {
        if (_filled + sizeof(long) > BufferSize) Flush();
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_filled), length);
        _filled += sizeof(long);
    }

    private void Pad(int length)
    {
        if (_filled + sizeof(long) > BufferSize) Flush();
        for (int rest = length & 7; rest is > 0 and < 8; rest++) _buffer[_filled++] = 0;
    }

    private void Flush()
    {
        _hash.BlockUpdate(_buffer, 0, _filled);
        _filled = 0;
    }
}
