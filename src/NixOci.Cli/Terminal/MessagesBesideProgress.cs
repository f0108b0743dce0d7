using System.Text;

namespace NixOci.Cli.Terminal;

/// <summary>Standard error on a terminal where a line tells of progress.</summary>
/// <param name="line">The line.</param>
internal sealed class MessagesBesideProgress(ProgressLine line) : TextWriter
{
    public override Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public override void Write(char value) => line.Write(value.ToString());

    public override void Write(string? value) => line.Write(value ?? "");

    public override void WriteLine(string? value) => line.Write(value + "\n");
}
