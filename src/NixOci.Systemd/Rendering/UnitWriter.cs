using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Options;
using NixOci.Systemd.Releases;
using NixOci.Systemd.Units;

namespace NixOci.Systemd.Rendering;

/// <summary>Makes the text of one unit of its options.</summary>
/// <param name="release">The release that is followed.</param>
/// <param name="interpreter">Turns values into strings.</param>
internal sealed class UnitWriter(SystemdRelease release, Interpreter interpreter)
{
    // What systemd takes as one line.
    private const int LongestLine = 1 << 20;

    private readonly TextCollector _texts = new(interpreter);

    /// <summary>The text of a service.</summary>
    /// <param name="service">Its options.</param>
    /// <param name="globalEnvironment">The variables that every service has.</param>
    public NixString Service(AttrSet service, AttrSet globalEnvironment)
        => Build(new ServiceText(
            UnitSettings(service),
            Environment(service, globalEnvironment),
            OnChange(service),
            Settings(service.Select("serviceConfig").ForceAttrs()),
            WantedBy(service)) { Look = release.Service });

    /// <summary>The text of a socket.</summary>
    public NixString Socket(AttrSet socket)
        => Build(new SocketText(
            UnitSettings(socket),
            Settings(socket.Select("socketConfig").ForceAttrs()),
            Strings(socket.Select("listenStreams")),
            Strings(socket.Select("listenDatagrams")),
            WantedBy(socket)));

    /// <summary>The text of a target.</summary>
    public NixString Target(AttrSet target) => Build(new TargetText(UnitSettings(target)));

    /// <summary>The text of a unit that has nothing but settings.</summary>
    /// <param name="unit">Its options.</param>
    /// <param name="kind">Its kind.</param>
    public NixString Plain(AttrSet unit, UnitKind kind)
        => Build(new PlainText(
            kind.Section, UnitSettings(unit), Settings(unit.Select(kind.SettingsOption).ForceAttrs()), WantedBy(unit)));

    private NixString Build(UnitText text) => _texts.Build(text.Render());

    private List<UnitEntry> UnitSettings(AttrSet unit) => Settings(unit.Select("unitConfig").ForceAttrs());

    private List<UnitEntry> Settings(AttrSet settings)
    {
        List<UnitEntry> entries = new(settings.Count);
        foreach ((Symbol key, Value value) in settings.ByName)
        {
            if (value.Force() is not NixList list)
            {
                entries.Add(new UnitEntry(key.Text, Setting(value)));
                continue;
            }

            foreach (Value item in list.Items) entries.Add(new UnitEntry(key.Text, Setting(item)));
        }

        return entries;
    }

    private string Setting(Value value) => value.Force() switch
    {
        NixBool truth => truth.Value ? "true" : "false",
        Value other => _texts.Text(other),
    };

    private List<string> Environment(AttrSet service, AttrSet globalEnvironment)
    {
        AttrSet variables = globalEnvironment.Update(service.Select("environment").ForceAttrs());
        List<string> lines = new(variables.Count);
        foreach ((Symbol name, Value value) in variables.ByName)
        {
            if (value.Force() is NixNull) continue;
            string line = Quoted(name.Text + "=" + _texts.Interpolated(value));
            if ("Environment=".Length + line.Length + 1 >= LongestLine)
            {
                string unit = service.Select("name").ForceString().Text;
                throw new ThrownException(ByteText.FromUnicode("The value of the environment variable \u2018") + name.Text
                    + ByteText.FromUnicode("\u2019 in systemd service \u2018") + unit
                    + ByteText.FromUnicode(".service\u2019 is too long."));
            }

            lines.Add(line);
        }

        return lines;
    }

    // systemd reads what JSON quotes: NixOS takes its quoting from there.
    private string Quoted(string text)
        => interpreter.BuiltinSet.Select("toJSON").Call(Nix.Str(text)).ForceString().Text;

    private List<UnitEntry> OnChange(AttrSet service)
    {
        List<UnitEntry> entries = [];
        if (Flag(service, "reloadIfChanged")) entries.Add(new UnitEntry("X-ReloadIfChanged", "true"));
        else if (!Flag(service, "restartIfChanged")) entries.Add(new UnitEntry("X-RestartIfChanged", "false"));
        if (!Flag(service, "stopIfChanged")) entries.Add(new UnitEntry("X-StopIfChanged", "false"));
        if (release.Has(ServiceOption.NotSocketActivated) && Flag(service, ServiceOption.NotSocketActivated.Name))
        {
            entries.Add(new UnitEntry("X-NotSocketActivated", "true"));
        }

        return entries;
    }

    private static bool Flag(AttrSet unit, string option) => unit.Select(option).ForceBool();

    private List<string> WantedBy(AttrSet unit) => release.WritesInstall ? Strings(unit.Select("wantedBy")) : [];

    private List<string> Strings(Value list)
    {
        NixList items = list.ForceList();
        List<string> texts = new(items.Count);
        foreach (Value item in items.Items) texts.Add(_texts.Note(item.ForceString()));
        return texts;
    }
}
