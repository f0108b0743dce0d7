using CsCheck;
using NixOci.Containers.Comparison;
using NixOci.Systemd.Comparison;
using Xunit;

namespace NixOci.Containers.Tests.Comparison;

/// <summary>What holds of comparing any two commands that run containers.</summary>
public sealed class RunComparisonTests
{
    private const string Name = "podman-web.service";

    /// <summary>Flags of which the order does not count, each in several ways of writing it.</summary>
    private static readonly string[][] Flags =
    [
        ["-p 80:80", "--publish=80:80/tcp", "-p80:80"],
        ["-e A=1", "--env A=1", "-eA=1"],
        ["-v /a:/b:ro,z", "--volume=/a:/b/:z,ro"],
        ["-l a=b", "--label=a=b"],
        ["--cap-add NET_ADMIN", "--cap-add=cap_net_admin"],
        ["--device /dev/dri", "--device=/dev/dri:/dev/dri:rwm"],
        ["-m 1g", "--memory=1024m"],
        ["--rm", "--rm=true"],
        ["-it", "-i --tty", "-t -i"],
        ["--net=web", "--network web"],
        ["--tmpfs /tmp:rw,size=1m", "--tmpfs=/tmp:size=1m"],
        ["-u 1000", "--user=1000"],
    ];

    private static readonly Gen<string> Word = Gen.OneOfConst(
        "-p", "80:80", "-e", "A=1", "-v/a:/b", "--rm", "-dit", "--", "--name", "=", "-", "--unknown", "--unknown=1", "nginx", "serve", "'a b'", "$X", "-e=", "--env=");

    [Fact]
    public void OrderAndSpellingDoNotCount()
        => Gen.Select(Gen.Shuffle(Enumerable.Range(0, Flags.Length).ToArray()), Gen.Int[0, 5].Array[Flags.Length]).Sample(static (order, choices) =>
        {
            string left = string.Join(' ', Flags.Select(static spellings => spellings[0]));
            string right = string.Join(' ', order.Select(flag => Flags[flag][choices[flag] % Flags[flag].Length]));
            return Compare($"podman run {left} nginx serve", $"podman run {right} nginx serve").Count == 0;
        });

    [Fact]
    public void EveryFlagCounts()
    {
        for (int i = 0; i < Flags.Length; i++)
        {
            string all = string.Join(' ', Flags.Select(static spellings => spellings[0]));
            string without = string.Join(' ', Flags.Where((_, flag) => flag != i).Select(static spellings => spellings[0]));
            Assert.NotEmpty(Compare($"podman run {all} nginx", $"podman run {without} nginx"));
        }
    }

    /// <summary>Whatever stands behind the program, the comparison is symmetric and finds a command equal to itself.</summary>
    [Fact]
    public void EveryCommandIsCompared()
        => Gen.Select(Word.Array[0, 8], Word.Array[0, 8]).Sample(static (left, right) =>
        {
            string l = "podman run " + string.Join(' ', left), r = "podman run " + string.Join(' ', right);
            return Compare(l, l).Count == 0 && Compare(l, r).Count == Compare(r, l).Count;
        });

    [Theory]
    [InlineData("podman --log-level debug run --name web nginx", true)]
    [InlineData("/usr/bin/docker container run nginx", true)]
    [InlineData("docker create nginx", true)]
    [InlineData("podman auto-update", false)]
    [InlineData("podman stop web", false)]
    [InlineData("podman", false)]
    [InlineData("nginx run", false)]
    public void CommandsThatRunContainersAreKnown(string command, bool isKnown)
        => Assert.Equal(isKnown, new RunComparison().Recognises(command.Split(' ')));

    private static IReadOnlyList<Difference> Compare(string left, string right)
        => new UnitComparer(Set(left), Set(right), [new RunComparison()]).Compare(Name);

    private static UnitSet Set(string command) => new()
    {
        Label = "set",
        Units = new Dictionary<string, ComparedUnit>
        {
            [Name] = new() { Name = Name, Main = new UnitFragment("unit", $"[Service]\nExecStart=/usr/bin/{command}\n") },
        },
        Files = new NoFiles(),
    };

    private sealed class NoFiles : IUnitFiles
    {
        public bool IsGenerated => true;

        public IReadOnlyList<ReferredFile> Find(string path, string unit) => [];
    }
}
