namespace NixOci.Containers.Comparison;

/// <summary>The options of a unit that become settings of its text.</summary>
internal static class UnitOptionOf
{
    /// <summary>The option beside those of whole sections that a setting may come from, for example <c>preStart</c> of <c>ExecStartPre</c>.</summary>
    public static string Key(string key) => key switch
    {
        "ExecStart" => "script",
        "ExecStartPre" => "preStart",
        "ExecStartPost" => "postStart",
        "ExecStop" => "preStop",
        "ExecStopPost" => "postStop",
        "ExecReload" => "reload",
        "X-Restart-Triggers" => "restartTriggers",
        "X-Reload-Triggers" => "reloadTriggers",
        "X-RestartIfChanged" => "restartIfChanged",
        "X-ReloadIfChanged" => "reloadIfChanged",
        "X-StopIfChanged" => "stopIfChanged",
        "X-NotSocketActivated" => "notSocketActivated",
        "OnCalendar" => "startAt",
        "ListenStream" => "listenStreams",
        "ListenDatagram" => "listenDatagrams",
        _ => char.ToLowerInvariant(key[0]) + key[1..],
    };
}
