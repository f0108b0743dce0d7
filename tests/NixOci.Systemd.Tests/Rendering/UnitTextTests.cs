using NixOci.Systemd.Rendering;
using NixOci.Systemd.Units;
using Xunit;

namespace NixOci.Systemd.Tests.Rendering;

public sealed class UnitTextTests
{
    private static readonly UnitEntry[] None = [];

    [Fact]
    public void ServiceHasItsVariablesBeforeItsSettings()
        => Assert.Equal(
            "[Unit]\nAfter=a.service b.service\nDescription=web\n\n[Service]\nEnvironment=\"A=1\"\nX-StopIfChanged=false\n"
            + "ExecStart=\nExecStart=/bin/true \n\n[Install]\nWantedBy=multi-user.target other.target\n",
            new ServiceText(
                [new("After", "a.service b.service"), new("Description", "web")],
                ["\"A=1\""],
                [new("X-StopIfChanged", "false")],
                [new("ExecStart", ""), new("ExecStart", "/bin/true ")],
                ["multi-user.target", "other.target"]).Render());

    [Fact]
    public void ServiceWithoutAnythingHasItsHeadings()
        => Assert.Equal("[Unit]\n\n[Service]\n", new ServiceText(None, [], None, None, []).Render());

    [Fact]
    public void TargetEndsInAnEmptyLineAndIsNotInstalled()
        => Assert.Equal("[Unit]\nDescription=all\n\n", new TargetText([new("Description", "all")]).Render());

    [Fact]
    public void PlainUnitHasAnEmptyLineAfterItsSettings()
        => Assert.Equal(
            "[Unit]\n\n[Timer]\nOnCalendar=daily\n\n",
            new PlainText("Timer", None, [new("OnCalendar", "daily")], []).Render());

    [Fact]
    public void WantedPlainUnitHasTwoEmptyLinesAfterItsSettings()
        => Assert.Equal(
            "[Unit]\n\n[Timer]\nOnCalendar=daily\n\n\n[Install]\nWantedBy=timers.target\n",
            new PlainText("Timer", None, [new("OnCalendar", "daily")], ["timers.target"]).Render());

    [Fact]
    public void SocketWithoutAddressesHasAnEmptyLineForEachKind()
        => Assert.Equal("[Unit]\n\n[Socket]\nAccept=true\n\n\n\n", new SocketText(None, [new("Accept", "true")], [], [], []).Render());

    [Fact]
    public void SocketHasItsAddressesAfterItsSettings()
        => Assert.Equal(
            "[Unit]\n\n[Socket]\n\nListenStream=80\nListenStream=/run/s\nListenDatagram=53\n\n[Install]\nWantedBy=sockets.target\n",
            new SocketText(None, None, ["80", "/run/s"], ["53"], ["sockets.target"]).Render());

    [Fact]
    public void MarksOfTemplatesInValuesAreText()
        => Assert.Contains(
            "ExecStart={{ unit }} {{~ end ~}}\n",
            new ServiceText(None, [], None, [new("ExecStart", "{{ unit }} {{~ end ~}}")], []).Render(),
            StringComparison.Ordinal);

    [Fact]
    public void LongListsAndValuesAreWrittenWhole()
    {
        UnitEntry[] many = new UnitEntry[5000];
        for (int i = 0; i < many.Length; i++) many[i] = new UnitEntry("Environment", new string('x', 300));
        string text = new PlainText("Slice", None, many, []).Render();
        Assert.Equal("[Unit]\n\n[Slice]\n\n".Length + (5000 * ("Environment=".Length + 301)), text.Length);
    }
}
