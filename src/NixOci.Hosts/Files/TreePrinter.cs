using System.Buffers;
using System.Text;

namespace NixOci.Hosts.Files;

/// <summary>Prints files one after the other, each under a line with its path, as <c>systemctl cat</c> does.</summary>
public static class TreePrinter
{
    private const int BufferSize = 1 << 13;

    /// <summary>Prints a tree.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="root">What paths begin with, for example <c>/</c>; may be empty.</param>
    /// <param name="output">Where to; a stream that has a buffer, because much of what is written is short.</param>
    public static void Print(FileTree tree, string root, Stream output)
    {
        // Nothing is put together that is written after each other anyway.
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        bool isFirst = true;
        foreach (HostFile file in tree.Files)
        {
            Write(isFirst ? "# " : "\n# ");
            isFirst = false;
            Write(root);
            Write(file.Path);
            switch (file)
            {
                case SymbolicLink link:
                    Write(" -> ");
                    Write(link.Target);
                    Write("\n");
                    break;
                case RegularFile regular:
                    Write("\n");
                    Write(regular.Text);
                    if (!regular.Text.EndsWith('\n')) Write("\n");
                    break;
                default:
                    throw new ArgumentException("a file of unknown kind", nameof(tree));
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);

        void Write(string text)
        {
            for (int start = 0; start < text.Length; start += buffer.Length)
            {
                ReadOnlySpan<char> part = text.AsSpan(start, Math.Min(buffer.Length, text.Length - start));
                output.Write(buffer.AsSpan(0, Encoding.Latin1.GetBytes(part, buffer)));
            }
        }
    }
}
