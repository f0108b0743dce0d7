namespace NixOci.Fuzzing;

/// <summary>Changes units by their lines: other settings and values, other ways to write the same, and drop-ins.</summary>
/// <param name="seeds">Units to take lines from.</param>
internal sealed class UnitEdits(IReadOnlyList<string> seeds)
{
    /// <summary>Values and parts of them that systemd gives a meaning.</summary>
    public static readonly string[] Values =
    [
        "", " ", "\"a", "'a b'", "\"a b\" c", "\\x41", "\\u00e9", "\\101", "\\", "\\\\", "\\ ", "%n", "%i %%", "%", "%Z", "$FOO",
        "${BAR} $$", "${", "5min 20s", "infinity", "1.5G", "10%", "yes", "off",
        "0755", "~CAP_NET_ADMIN", "@/bin/sh sh -c \"x\"", "-+!!:/bin/true ; /bin/false", "- ; ;", ":", "*-*-* 00:00:00 UTC",
        "Mon..Fri *-1..3-~2/4 1/2:*:0.5", "0-3 5,7", "3-1", "KEY=\"a b\" 'C=d'", "A=\"\\x", "=",
        "18446744073709551616", "-1", "1e400", "\u00c3\u00a9", "\u00ff", "SIGTERM", "15", "SIGRTMIN+3", "1:2", "a.service b.service",
        "tcp:80", "|!x", "&", ">", "/a//b/../c/", "/nix/store/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee-x/bin/x",
        "/usr/local/lib/nixoci/podman-web.service/podman-web-start", "podman run --rm --name=web -p 80:80 nginx", "podman run '",
        "docker run --mount type=bind,src=/a,dst=/b x", "--", "podman run -", "@system-service ~@mount",
    ];

    private static readonly string[] Keys =
    [
        "ExecStart", "ExecStartPre", "ExecStop", "ExecReload", "Environment", "EnvironmentFile", "PassEnvironment", "UnsetEnvironment",
        "Type", "Restart", "RestartSec", "TimeoutSec", "TimeoutStopSec", "User", "After",
        "Wants", "Requires", "ConditionPathExists", "AssertFileNotEmpty", "OnCalendar", "OnBootSec", "ListenStream", "ListenDatagram",
        "CPUAffinity", "LimitNOFILE", "MemoryMax", "CPUQuota", "UMask", "KillSignal",
        "RestartPreventExitStatus", "SystemCallFilter", "CapabilityBoundingSet", "ReadOnlyPaths", "BindPaths", "DeviceAllow",
        "IPAddressAllow", "Description", "X-StopIfChanged", "StartLimitInterval", "Unknown", "Wants Also", "[", "[x",
        "LimitCPU", "IODeviceWeight", "RestrictAddressFamilies", "SuccessExitStatus", "WatchdogSec", "Nice", "WorkingDirectory",
        "StandardOutput", "AccuracySec", "RuntimeDirectoryMode", "What", "Options", "WantedBy",
    ];

    private static readonly string[] Sections =
    [
        "[Service]", "[Unit]", "[Install]", "[Timer]", "[Socket]", "[X-Own]", "[]", "[", "[ Service ]", "[Service", "[Ser]vice]",
        "[Mount]",
    ];

    private static readonly string[] LineEnds =
    [
        "\r", "\r\n", "\n\r", "\0", "\r\r", "\n\n", "\\\n", "\\\r\n", "\\\n# c\n", " \\\n", "\\\\\n", "\\\n\n", "\n\u00ef\u00bb\u00bf",
        "\n;",
    ];

    /// <summary>Pieces that are put anywhere.</summary>
    public static IReadOnlyList<string> Pieces { get; } = [.. Values, .. Sections, .. LineEnds, "=", "#", ";", "\n", "\t", "\v", UnitTarget.DropIn];

    /// <summary>Changes a unit.</summary>
    public string Apply(string text, Edit edit)
    {
        (int kind, uint a, uint b, uint c) = edit;
        string[] lines = text.Split('\n');
        int at = (int)(a % (uint)lines.Length);
        string line = lines[at], other = Edit.Pick(Edit.Pick(seeds, b).Split('\n'), c), value = Edit.Pick(Values, b);
        int equals = line.IndexOf('=', StringComparison.Ordinal);
        string key = equals < 0 ? Edit.Pick(Keys, c) : line[..equals];
        int middle = (int)(b % (uint)(line.Length + 1));
        lines[at] = (kind % 15) switch
        {
            0 => other,
            1 => other + "\n" + line,
            2 => line + "\n" + line,
            3 => key + "=" + value,
            4 => line + value,
            5 => Edit.Pick(Keys, c) + line[Math.Max(equals, 0)..],
            6 => Edit.Pick(Keys, c) + "=" + value + "\n" + line,
            7 => Edit.Pick(Sections, b) + "\n" + line,
            8 => key + "=\n" + line,
            9 => Mutations.Splice(line, middle, 0, Edit.Pick(LineEnds, c)),
            10 => line + "\n" + UnitTarget.DropIn + "\n" + Edit.Pick(Sections, b),
            11 => equals < 0 ? line : $"{key} = \"{line[(equals + 1)..]}\"",
            12 => "  " + line + "\t ",
            13 => Mutations.Splice(line, middle, 0, value),
            _ => lines[(int)(b % (uint)lines.Length)],
        };
        if (kind % 30 == 29) lines[at] = "";
        return string.Join('\n', lines);
    }
}
