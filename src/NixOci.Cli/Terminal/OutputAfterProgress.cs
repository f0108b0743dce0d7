namespace NixOci.Cli.Terminal;

/// <summary>Standard output on the terminal on which a line tells of progress: what is written there ends it.</summary>
/// <param name="inner">Standard output.</param>
/// <param name="line">The line.</param>
internal sealed class OutputAfterProgress(Stream inner, ProgressLine line) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        line.Stop();
        inner.Write(buffer);
    }
}
