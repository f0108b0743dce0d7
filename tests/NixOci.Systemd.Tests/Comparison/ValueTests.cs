using NixOci.Systemd.Comparison.Values;
using Xunit;

namespace NixOci.Systemd.Tests.Comparison;

/// <summary>Values that are written in several ways and mean one thing.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("5", "5s")]
    [InlineData("2 h", "7200s")]
    [InlineData("2hours", "7200s")]
    [InlineData("48hr", "172800s")]
    [InlineData("1y 12month", "63115200s")]
    [InlineData("55s500ms", "55500000us")]
    [InlineData("300ms20s 5day", "432020300000us")]
    [InlineData("1.5min", "90s")]
    [InlineData("250us", "250us")]
    [InlineData("infinity", "infinity")]
    [InlineData("0", "0s")]
    [InlineData("5 parsecs", "5 parsecs")]
    [InlineData("soon", "soon")]
    [InlineData("-5", "-5")]
    [InlineData("1..2s", "1..2s")]
    public void TimeSpan(string text, string normal) => Assert.Equal(normal, TimeSpans.Normalize(text));

    [Theory]
    [InlineData("0", "infinity")]
    [InlineData("0s", "infinity")]
    [InlineData("90", "90s")]
    public void TimeLimitOfZeroIsNone(string text, string normal) => Assert.Equal(normal, TimeSpans.Normalize(text, isZeroEndless: true));

    [Theory]
    [InlineData("1K", "1024")]
    [InlineData("1.5G", "1610612736")]
    [InlineData("64MiB", "67108864")]
    [InlineData("64m", "67108864")]
    [InlineData("10B", "10")]
    [InlineData("infinity", "infinity")]
    [InlineData("50%", "50%")]
    [InlineData("", "")]
    [InlineData("99999999999999999999", "99999999999999999999")]
    public void Size(string text, string normal) => Assert.Equal(normal, Scalars.NormalizeSize(text));

    [Theory]
    [InlineData("YES", "yes")]
    [InlineData("t", "yes")]
    [InlineData("0", "no")]
    [InlineData("Off", "no")]
    [InlineData("full", "full")]
    public void Boolean(string text, string normal) => Assert.Equal(normal, Scalars.NormalizeBoolean(text));

    [Theory]
    [InlineData("15", "SIGTERM")]
    [InlineData("term", "SIGTERM")]
    [InlineData("SIGRTMIN+3", "SIGRTMIN+3")]
    [InlineData("0", "0")]
    [InlineData("999", "999")]
    public void Signal(string text, string normal) => Assert.Equal(normal, Scalars.NormalizeSignal(text));

    [Theory]
    [InlineData("22", "0022")]
    [InlineData("01777", "1777")]
    [InlineData("u+x", "u+x")]
    [InlineData("89", "89")]
    public void Mode(string text, string normal) => Assert.Equal(normal, Scalars.NormalizeMode(text));

    [Theory]
    [InlineData("daily", "*-*-* 00:00:00")]
    [InlineData("Weekly", "Mon *-*-* 00:00:00")]
    [InlineData("5:40", "*-*-* 05:40:00")]
    [InlineData("Sat,Thu,Mon..Wed", "Sat,Thu,Mon..Wed *-*-* 00:00:00")]
    [InlineData("Friday 17:00", "Fri *-*-* 17:00:00")]
    [InlineData("2024-3-5", "2024-03-05 00:00:00")]
    [InlineData("10-15", "*-10-15 00:00:00")]
    [InlineData("*-*-* 0:0 Europe/Berlin", "*-*-* 00:00:00 Europe/Berlin")]
    public void CalendarEvent(string text, string normal) => Assert.Equal(normal, CalendarEvents.Normalize(text));

    [Theory]
    [InlineData("%n|%N|%p|%i", "podman-web@a-b.service|podman-web@a-b|podman-web|a-b")]
    [InlineData("%I %j %%n", "a/b web %n")]
    [InlineData("%t/x %S", "/run/x /var/lib")]
    [InlineData("%H", "\x03H")]
    [InlineData("100%", "100%")]
    public void Specifier(string text, string expanded) => Assert.Equal(expanded, Specifiers.Expand(text, "podman-web@a-b.service"));

    [Theory]
    [InlineData("a  b\tc", new[] { "a", "b", "c" })]
    [InlineData("\"a b\" 'c d'e", new[] { "a b", "c de" })]
    [InlineData("\\x41\\102\\u00e9 \\s", new[] { "AB\u00c3\u00a9", " " })]
    [InlineData("'' \"\"", new[] { "", "" })]
    [InlineData("a\\q 'open", new[] { "a\\q", "open" })]
    [InlineData("\\", new[] { "\\" })]
    public void Words(string text, string[] words) => Assert.Equal(words, UnitWords.Split(text));

    [Theory]
    [InlineData("/nix/store/0123456789abcdfghijklmnpqrsvwxyz-podman-5.2.1/bin/podman x", "/nix/store/podman-5.2.1/bin/podman x", "/nix/store/podman/bin/podman x")]
    [InlineData("/nix/store/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee-unit-script-podman-web-start", "/nix/store/unit-script-podman-web-start", "/nix/store/unit-script-podman-web-start")]
    [InlineData("/nix/store/short-1.0", "/nix/store/short-1.0", "/nix/store/short")]
    [InlineData("/usr/local/lib/nixoci/web.service/a.conf-0123abcd:/x", "/usr/local/lib/nixoci/web.service/a.conf:/x", "/usr/local/lib/nixoci/web.service/a.conf:/x")]
    [InlineData("/usr/local/lib/nixoci/web.service/pre-start", "/usr/local/lib/nixoci/web.service/pre-start", "/usr/local/lib/nixoci/web.service/pre-start")]
    [InlineData("/nix/store/", "/nix/store/", "/nix/store/")]
    public void Path(string text, string withVersions, string withoutVersions)
    {
        Assert.Equal(withVersions, new PathText(ignoresVersions: false).Normalize(text));
        Assert.Equal(withoutVersions, new PathText(ignoresVersions: true).Normalize(text));
    }

    [Theory]
    [InlineData("0-2 5", "0,1,2,5")]
    [InlineData("0,1,2,5", "0,1,2,5")]
    [InlineData("0-99999", "0-99999")]
    [InlineData("numa", "numa")]
    public void Processors(string text, string normal) => Assert.Equal(normal, Scalars.NormalizeProcessors(text.Split(' ')));
}
