using System.Globalization;

namespace NixOci.Cli.Terminal;

/// <summary>
/// A line on the terminal that tells what a command does while it takes long. It appears when a second has passed, is always the
/// last line, and leaves nothing behind. Safe for use by several threads.
/// </summary>
/// <param name="terminal">The terminal.</param>
/// <param name="time">What tells time.</param>
public sealed class ProgressLine(TextWriter terminal, TimeProvider time) : IDisposable
{
    private const string Clear = "\r\e[K";

    // What is longer than the terminal is wide is cut off: of a line that wrapped, only the end could be cleared.
    private const string StartCut = "\e[?7l", EndCut = "\e[?7h";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private string _work = "";
    private long _start;
    private bool _isShown;
    private bool _isInsideLine;

    /// <summary>Tells what is being done from now on.</summary>
    /// <param name="work">What it is, as in "evaluating configuration.nix"; ordinary text.</param>
    public void Show(string work)
    {
        lock (_lock)
        {
            _work = work;
            if (_timer is not null) return;
            _start = time.GetTimestamp();
            _timer = time.CreateTimer(_ => Draw(), null, Patience, Interval);
        }
    }

    /// <summary>Tells nothing any more.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
            Hide();
        }
    }

    /// <summary>Writes something else to the terminal.</summary>
    /// <param name="text">The text.</param>
    public void Write(string text)
    {
        if (text.Length == 0) return;
        lock (_lock)
        {
            Hide();
            terminal.Write(text);
            _isInsideLine = text[^1] != '\n';
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private void Draw()
    {
        lock (_lock)
        {
            // The timer may have called before it was stopped. A line that others have begun is theirs.
            if (_timer is null || _isInsideLine) return;
            string seconds = ((int)time.GetElapsedTime(_start).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            terminal.Write($"{Clear}{StartCut}{_work} ({seconds} s){EndCut}");
            terminal.Flush();
            _isShown = true;
        }
    }

    private void Hide()
    {
        if (!_isShown) return;
        terminal.Write(Clear);
        terminal.Flush();
        _isShown = false;
    }
}
