using System.Globalization;
using NixOci.Cli.Terminal;
using Xunit;

namespace NixOci.Cli.Tests.Terminal;

/// <summary>The line that tells what a command does while it takes long.</summary>
public sealed class ProgressLineTests : IDisposable
{
    private const string Clear = "\r\e[K";

    private readonly ManualTime _time = new();
    private readonly StringWriter _terminal = new(CultureInfo.InvariantCulture);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void WhatIsQuickIsNotTold()
    {
        using ProgressLine line = new(_terminal, _time);
        line.Show("evaluating a.nix");
        _time.Pass(TimeSpan.FromMilliseconds(999));
        line.Stop();
        _time.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal("", _terminal.ToString());
    }

    [Fact]
    public void WhatTakesLongIsToldAndLeavesNothingBehind()
    {
        using ProgressLine line = new(_terminal, _time);
        line.Show("evaluating a.nix");
        _time.Pass(TimeSpan.FromSeconds(1));
        line.Show("comparing");
        _time.Pass(TimeSpan.FromMilliseconds(250));
        line.Stop();
        Assert.Equal(Clear + Shown("evaluating a.nix") + Clear + Shown("comparing") + Clear, _terminal.ToString());
    }

    [Fact]
    public void MessagesStandAboveIt()
    {
        using ProgressLine line = new(_terminal, _time);
        using MessagesBesideProgress messages = new(line);
        line.Show("evaluating");
        _time.Pass(TimeSpan.FromSeconds(1));
        messages.WriteLine("trace: x");
        _time.Pass(TimeSpan.FromMilliseconds(250));
        Assert.Equal(Clear + Shown("evaluating") + Clear + "trace: x\n" + Clear + Shown("evaluating"), _terminal.ToString());
    }

    [Fact]
    public void ALineThatOthersHaveBegunIsTheirs()
    {
        using ProgressLine line = new(_terminal, _time);
        using MessagesBesideProgress messages = new(line);
        line.Show("evaluating");
        messages.Write("half");
        _time.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal("half", _terminal.ToString());
    }

    [Fact]
    public void OutputEndsIt()
    {
        using ProgressLine line = new(_terminal, _time);
        using MemoryStream inner = new();
        using OutputAfterProgress output = new(inner, line);
        line.Show("evaluating");
        _time.Pass(TimeSpan.FromSeconds(1));
        output.Write("1\n"u8);
        _time.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(Clear + Shown("evaluating") + Clear, _terminal.ToString());
        Assert.Equal("1\n"u8.ToArray(), inner.ToArray());
    }

    private static string Shown(string work) => $"\e[?7l{work} (1 s)\e[?7h";

    /// <summary>Time that passes when it is told to.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private readonly List<ManualTimer> _timers = [];
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ManualTimer timer = new(callback, state, _now + dueTime.Ticks, period.Ticks);
            _timers.Add(timer);
            return timer;
        }

        public void Pass(TimeSpan time)
        {
            _now += time.Ticks;
            foreach (ManualTimer timer in _timers) timer.CallIfDue(_now);
        }
    }

    private sealed class ManualTimer(TimerCallback callback, object? state, long due, long period) : ITimer
    {
        private long _due = due;

        public void CallIfDue(long now)
        {
            if (now < _due) return;
            _due = now + period;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => _due = long.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
