using System.CommandLine;
using System.Globalization;
using NixOci.Hosts.Files;

namespace NixOci.Cli.Commands;

/// <summary>The option that says how much may be written.</summary>
internal sealed class OutputLimit
{
    private const long Default = 256L << 20;

    private readonly Option<long?> _maxOutput = new("--max-output")
    {
        HelpName = "SIZE",
        Description = "Write nothing where the files have more than SIZE: bytes, or 512M, 2G. Without it, 256M.",
        CustomParser = LimitOptions.ParseSize,
    };

    public OutputLimit(Command command) => command.Add(_maxOutput);

    /// <summary>Refuses files that are too much.</summary>
    /// <exception cref="LayoutException">They are.</exception>
    public void Check(ParseResult parsed, FileTree tree)
    {
        long limit = parsed.GetValue(_maxOutput) ?? Default, size = 0;
        foreach (HostFile file in tree.Files)
        {
            size += file.Path.Length + (file is RegularFile regular ? regular.Text.Length : 0);
        }

        if (size <= limit) return;
        throw new LayoutException(string.Create(
            CultureInfo.InvariantCulture, $"the files have {size} bytes, more than the {limit} that may be written; '--max-output' allows more"));
    }
}
