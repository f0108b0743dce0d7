using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NixOci.Language.Evaluation.Limits;

namespace NixOci.Cli.Commands;

/// <summary>The options that say how much of the machine evaluation may use.</summary>
internal sealed class LimitOptions
{
    private const string SizeUnits = "KMGT";
    private const int DefaultMinutes = 10;

    private readonly Option<int> _maxCallDepth = new("--max-call-depth")
    {
        HelpName = "N",
        Description = "Give up at N nested calls.",
        DefaultValueFactory = static _ => EvaluationLimits.Default.MaxCallDepth,
        CustomParser = static result => Read(result, "a positive number", TryReadCount, out int count) ? count : 0,
    };

    private readonly Option<long?> _maxMemory = new("--max-memory")
    {
        HelpName = "SIZE",
        Description = "Give up where more memory is in use: bytes, or 512M, 2G. Without it, three quarters of what there is.",
        CustomParser = static result => Read(result, "a size such as 512M or 2G", TryReadSize, out long size) ? size : null,
    };

    private readonly Option<TimeSpan?> _timeout = new("--timeout")
    {
        HelpName = "TIME",
        Description = "Give up after TIME: seconds, or 500ms, 2m, 1h.",
        CustomParser = static result => Read(result, "a time such as 30, 500ms or 2m", TryReadTime, out TimeSpan time) ? time : null,
    };

    private readonly TimeSpan? _defaultTimeout;

    /// <param name="command">The command that evaluates.</param>
    /// <param name="endsByItself">Whether evaluation has an end where no time is given.</param>
    public LimitOptions(Command command, bool endsByItself)
    {
        _defaultTimeout = endsByItself ? TimeSpan.FromMinutes(DefaultMinutes) : null;
        _timeout.Description += endsByItself ? $" Without it, {DefaultMinutes}m." : " Without it, no limit.";
        command.Add(_maxCallDepth);
        command.Add(_maxMemory);
        command.Add(_timeout);
    }

    private delegate bool Reader<T>(string text, out T value);

    /// <summary>The limits by the command line.</summary>
    public EvaluationLimits Read(ParseResult parsed) => new()
    {
        MaxCallDepth = parsed.GetValue(_maxCallDepth),
        MaxMemory = parsed.GetValue(_maxMemory) ?? EvaluationLimits.DefaultMemory,
        Timeout = parsed.GetValue(_timeout) ?? _defaultTimeout,
    };

    /// <summary>Reads a size such as <c>512M</c>.</summary>
    internal static long? ParseSize(ArgumentResult result) => Read(result, "a size such as 512M or 2G", TryReadSize, out long size) ? size : null;

    private static bool Read<T>(ArgumentResult result, string what, Reader<T> reader, out T value)
    {
        if (reader(result.Tokens[0].Value, out value)) return true;
        result.AddError($"Option '{((OptionResult)result.Parent!).Option.Name}' takes {what}.");
        return false;
    }

    private static bool TryReadCount(string text, out int count)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;

    private static bool TryReadSize(string text, out long size)
    {
        int unit = text.Length == 0 ? -1 : SizeUnits.IndexOf(char.ToUpperInvariant(text[^1]), StringComparison.Ordinal);
        if (!long.TryParse(unit < 0 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out size) || size == 0) return false;
        int shift = 10 * (unit + 1);
        if (size > long.MaxValue >> shift) return false;
        size <<= shift;
        return true;
    }

    private static bool TryReadTime(string text, out TimeSpan time)
    {
        (string number, double seconds) = text switch
        {
            [.. var ms, 'm', 's'] => (ms, 0.001),
            [.. var s, 's'] => (s, 1),
            [.. var m, 'm'] => (m, 60),
            [.. var h, 'h'] => (h, 3600),
            _ => (text, 1),
        };
        time = default;
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count) || count <= 0) return false;
        if (count * seconds > TimeSpan.MaxValue.TotalSeconds / 2) return false;
        time = TimeSpan.FromSeconds(count * seconds);
        return true;
    }
}
