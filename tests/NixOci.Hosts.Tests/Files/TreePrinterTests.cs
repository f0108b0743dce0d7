using System.Text;
using NixOci.Hosts.Files;
using Xunit;

namespace NixOci.Hosts.Tests.Files;

public sealed class TreePrinterTests
{
    [Fact]
    public void FilesStandUnderTheirPathsAsSystemctlCatShowsThem()
    {
        FileTree tree = new();
        tree.Add(new RegularFile("etc/a.service", "[Unit]\n", IsExecutable: false));
        tree.Add(new RegularFile("lib/start", "no line end", IsExecutable: true));
        tree.Add(new SymbolicLink("etc/b.service", "a.service"));
        Assert.Equal(
            """
            # /etc/a.service
            [Unit]

            # /lib/start
            no line end

            # /etc/b.service -> a.service

            """,
            Print(tree));
    }

    [Fact]
    public void BytesStayAsTheyAre()
    {
        FileTree tree = new();
        tree.Add(new RegularFile("a", "\u00ff\u00c3\u00a9\n", IsExecutable: false));
        using MemoryStream output = new();
        TreePrinter.Print(tree, "", output);
        Assert.Equal([.. "# a\n"u8, 0xff, 0xc3, 0xa9, (byte)'\n'], output.ToArray());
    }

    [Fact]
    public void ATreeOfNothingPrintsNothing() => Assert.Equal("", Print(new FileTree()));

    private static string Print(FileTree tree)
    {
        using MemoryStream output = new();
        TreePrinter.Print(tree, "/", output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
