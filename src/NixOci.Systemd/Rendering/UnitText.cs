using NixOci.Systemd.Units;
using Scriban.Runtime;

namespace NixOci.Systemd.Rendering;

/// <summary>What goes into the text of a generated unit; every value stands as it is to be written.</summary>
/// <param name="Unit">The settings of the section <c>[Unit]</c>.</param>
public abstract record UnitText(IReadOnlyList<UnitEntry> Unit)
{
    /// <summary>The unit's text.</summary>
    public string Render()
    {
        ScriptObject values = new() { { "unit", Entries(Unit) } };
        Fill(values);
        return Template.Render(values);
    }

    /// <summary>How the text looks.</summary>
    private protected abstract TextTemplate Template { get; }

    /// <summary>Adds the values of the template beyond those of <c>[Unit]</c>.</summary>
    private protected virtual void Fill(ScriptObject values)
    {
    }

    private protected static TextTemplate Embedded(string name) => TextTemplate.Embedded(typeof(UnitText).Assembly, name);

    private protected static ScriptArray Entries(IReadOnlyList<UnitEntry> entries)
    {
        ScriptArray array = new(entries.Count);
        foreach (UnitEntry entry in entries) array.Add(new PairObject("key", entry.Key, "value", entry.Value));
        return array;
    }

    private protected static ScriptArray Texts(IReadOnlyList<string> texts)
    {
        ScriptArray array = new(texts.Count);
        foreach (string text in texts) array.Add(text);
        return array;
    }
}

/// <summary>A target: it has nothing but <c>[Unit]</c>.</summary>
/// <param name="Unit">The settings of the section <c>[Unit]</c>.</param>
public sealed record TargetText(IReadOnlyList<UnitEntry> Unit) : UnitText(Unit)
{
    private static readonly TextTemplate Target = Embedded("target.scriban");

    private protected override TextTemplate Template => Target;
}

/// <summary>A unit that units of other names may want, with a section of its kind.</summary>
/// <param name="Unit">The settings of the section <c>[Unit]</c>.</param>
/// <param name="Settings">The settings of the kind's section.</param>
/// <param name="WantedBy">The units that want it.</param>
public abstract record InstallableText(
    IReadOnlyList<UnitEntry> Unit, IReadOnlyList<UnitEntry> Settings, IReadOnlyList<string> WantedBy) : UnitText(Unit)
{
    private protected override void Fill(ScriptObject values)
    {
        values.Add("settings", Entries(Settings));
        values.Add("wanted_by", WantedBy.Count == 0 ? null : string.Join(' ', WantedBy));
    }
}

/// <summary>A timer, path, mount, automount or slice.</summary>
/// <param name="Section">The kind's section, for example <c>Timer</c>.</param>
/// <param name="Unit">The settings of the section <c>[Unit]</c>.</param>
/// <param name="Settings">The settings of the kind's section.</param>
/// <param name="WantedBy">The units that want it.</param>
public sealed record PlainText(
    string Section, IReadOnlyList<UnitEntry> Unit, IReadOnlyList<UnitEntry> Settings, IReadOnlyList<string> WantedBy)
    : InstallableText(Unit, Settings, WantedBy)
{
    private static readonly TextTemplate Plain = Embedded("unit.scriban");

    private protected override TextTemplate Template => Plain;

    private protected override void Fill(ScriptObject values)
    {
        base.Fill(values);
        values.Add("section", Section);
    }
}

/// <summary>A service.</summary>
/// <param name="Unit">The settings of the section <c>[Unit]</c>.</param>
/// <param name="Environment">The variables, each as <c>"NAME=value"</c> with its quotes.</param>
/// <param name="OnChange">What a switch to a changed unit does to it.</param>
/// <param name="Settings">The settings of the section <c>[Service]</c>.</param>
/// <param name="WantedBy">The units that want it.</param>
public sealed record ServiceText(
    IReadOnlyList<UnitEntry> Unit,
    IReadOnlyList<string> Environment,
    IReadOnlyList<UnitEntry> OnChange,
    IReadOnlyList<UnitEntry> Settings,
    IReadOnlyList<string> WantedBy) : InstallableText(Unit, Settings, WantedBy)
{
    private const string StopIfChanged = "X-StopIfChanged";

    private static readonly TextTemplate Usual = Embedded("service.scriban");

    /// <summary>How the text looks.</summary>
    public TextTemplate Look { get; init; } = Usual;

    private protected override TextTemplate Template => Look;

    private protected override void Fill(ScriptObject values)
    {
        base.Fill(values);
        values.Add("environment", Texts(Environment));
        values.Add("on_change", Entries(OnChange));

        // Old texts have one place for what is said of stopping and one for the rest.
        values.Add("on_start_change", OnChangeLine(isStop: false));
        values.Add("on_stop_change", OnChangeLine(isStop: true));
    }

    private string? OnChangeLine(bool isStop)
    {
        foreach (UnitEntry entry in OnChange)
        {
            if (entry.Key == StopIfChanged == isStop) return entry.Key + "=" + entry.Value;
        }

        return null;
    }
}

/// <summary>A socket.</summary>
/// <param name="Unit">The settings of the section <c>[Unit]</c>.</param>
/// <param name="Settings">The settings of the section <c>[Socket]</c>.</param>
/// <param name="Streams">The addresses of stream sockets.</param>
/// <param name="Datagrams">The addresses of datagram sockets.</param>
/// <param name="WantedBy">The units that want it.</param>
public sealed record SocketText(
    IReadOnlyList<UnitEntry> Unit,
    IReadOnlyList<UnitEntry> Settings,
    IReadOnlyList<string> Streams,
    IReadOnlyList<string> Datagrams,
    IReadOnlyList<string> WantedBy) : InstallableText(Unit, Settings, WantedBy)
{
    private static readonly TextTemplate Socket = Embedded("socket.scriban");

    private protected override TextTemplate Template => Socket;

    private protected override void Fill(ScriptObject values)
    {
        base.Fill(values);
        values.Add("streams", Texts(Streams));
        values.Add("datagrams", Texts(Datagrams));
    }
}
