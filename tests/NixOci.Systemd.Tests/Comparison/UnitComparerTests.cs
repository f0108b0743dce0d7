using CsCheck;
using NixOci.Systemd.Comparison;
using Xunit;

namespace NixOci.Systemd.Tests.Comparison;

/// <summary>What holds of comparing any two units.</summary>
public sealed class UnitComparerTests
{
    private const string Name = "a-b@c.service";

    private static readonly Gen<string> Line = Gen.OneOfConst(
        "After=a.service b.service", "After=", "Restart=always", "Restart=no", "Restart=", "TimeoutSec=5", "TimeoutStartSec=0", "Environment=A=1 B=2",
        "Environment=\"A=%n\"", "Environment=", "ExecStart=", "ExecStart=/bin/a 'x y' $Z ; /bin/b", "ExecStartPre=-+/bin/c %i", "X-Note=1",
        "ConditionUser=a", "ConditionUser=", "SystemCallFilter=~a b", "SystemCallFilter=a", "MemoryMax=1G", "CPUAffinity=0-3", "Nonsense=1",
        "OnCalendar=daily", "OnBootSec=5", "ListenStream=80", "Nice=5", "LimitNOFILE=1:2", "[Unit]", "[Service]", "[Timer]", "[X-Own]", "# note", "");

    private static readonly Gen<string> Text = Line.Array[0, 12].Select(static lines => "[Service]\n" + string.Join('\n', lines) + "\n");

    [Fact]
    public void EveryUnitEqualsItself() => Text.Sample(static text => Compare(text, text).Count == 0);

    [Fact]
    public void ComparingIsSymmetric()
        => Gen.Select(Text, Text).Sample(static (left, right) =>
        {
            IEnumerable<string> there = Compare(left, right).Select(static found => Shown(found, found.Left, found.Right));
            IEnumerable<string> back = Compare(right, left).Select(static found => Shown(found, found.Right, found.Left));
            return there.Order(StringComparer.Ordinal).SequenceEqual(back.Order(StringComparer.Ordinal));
        });

    [Fact]
    public void DropInsMeanWhatTheirTextMeansAtTheEnd()
        => Gen.Select(Text, Text).Sample(static (text, addition) =>
            new UnitComparer(Set(Unit(text + addition)), Set(Unit(text) with { DropIns = [new UnitFragment("b", addition)] }), [])
                .Compare(Name).Count == 0);

    [Fact]
    public void DirectivesAreKnown()
    {
        Difference found = Assert.Single(Compare("[Service]\nNoNewPrivileges=yes\n", "[Service]\n"));
        Assert.Equal((DifferenceClass.Security, "yes", "no"), (found.Class, found.Left, found.Right));
    }

    private static string Shown(Difference found, string? left, string? right)
        => $"{found.Rule.Id}|{found.Class}|{found.Setting}|{left}|{right}";

    private static IReadOnlyList<Difference> Compare(string left, string right)
        => new UnitComparer(Set(Unit(left)), Set(Unit(right)), []).Compare(Name);

    private static ComparedUnit Unit(string text) => new() { Name = Name, Main = new UnitFragment("a", text) };

    private static UnitSet Set(ComparedUnit unit)
        => new() { Label = "set", Units = new Dictionary<string, ComparedUnit> { [Name] = unit }, Files = new NoFiles() };

    private sealed class NoFiles : IUnitFiles
    {
        public bool IsGenerated => true;

        public IReadOnlyList<ReferredFile> Find(string path, string unit) => [];
    }
}
