using System.Text;

namespace NixOci.Cli.Errors;

/// <summary>Where evaluation writes what <c>builtins.trace</c> and <c>builtins.warn</c> say: standard error, one message at a time.</summary>
/// <param name="context">Whose standard error.</param>
internal sealed class MessageWriter(CommandContext context) : TextWriter
{
    public override Encoding Encoding => context.Error.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        if (!context.IsQuiet) context.Error.Write(TerminalText.Clean(value ?? "", context.HasColors));
    }

    public override void WriteLine(string? value)
    {
        if (!context.IsQuiet) context.Error.WriteLine(TerminalText.Clean(value ?? "", context.HasColors));
    }
}
