using NixOci.Systemd.Comparison;
using NixOci.Systemd.Units;

namespace NixOci.Fuzzing;

/// <summary>The reader of units, and what is made of a unit and its drop-ins.</summary>
internal static class UnitTarget
{
    /// <summary>The line that parts a unit from a drop-in in an input.</summary>
    public const string DropIn = "--- drop-in";

    private const string Unit = "podman-web.service";

    /// <summary>The target.</summary>
    public static FuzzTarget Instance { get; } = new(
        "units", Seeds.UnitExtension, static () => Mutations.Of(Seeds.Units, UnitEdits.Pieces, new UnitEdits(Seeds.Units).Apply), Run);

    private static void Run(string text)
    {
        string[] fragments = text.Split("\n" + DropIn + "\n");
        bool isReadable = true;
        foreach (string fragment in fragments) isReadable &= ReadAndPrint(fragment);
        ComparedUnit unit = Compared(fragments);
        IReadOnlyList<Difference> differences = Compare(unit, unit);
        if (isReadable ? differences.Count > 0 : differences is not [var only] || only.Rule != DifferenceRule.UnitUnreadable)
        {
            throw new BrokenPromiseException("a unit differs from itself: " + string.Join('\n', differences));
        }

        if (!isReadable) return;
        ComparedUnit commented = Compared([.. fragments.Select(Comment)]);
        if (Compare(unit, commented) is { Count: > 0 } more) throw new BrokenPromiseException("comments make a difference: " + string.Join('\n', more));
    }

    /// <summary>Whether a text is a unit: then what is read, printed and read again is the same.</summary>
    private static bool ReadAndPrint(string text)
    {
        List<string> expected = UnitOracle.Read(text);
        UnitFile file = UnitFileReader.ReadWhatIsReadable(text);
        Expect(expected, file, "reads what another reader does");
        ExpectEach(file, text);
        try
        {
            file = UnitFileReader.Read(text);
        }
        catch (UnitSyntaxException e)
        {
            if (e.Line < 1 || e.Line > text.Length + 1) throw new BrokenPromiseException($"line {e.Line} is none of the text");
            return false;
        }

        Expect(expected, file, "reads the same, strict or not");
        Expect(expected, UnitFileReader.Read(Print(file)), "reads what was printed");
        Expect(expected, UnitFileReader.Read(Comment(text)), "passes comments over");
        return true;
    }

    private static string Print(UnitFile file)
    {
        List<string> lines = UnitOracle.Lines(file);

        // The first byte order mark does not count. A backslash at the end would join lines; a blank behind it does not count.
        return UnitOracle.ByteOrderMark + string.Concat(lines.Select(static line => line + (line.EndsWith('\\') ? " \n" : "\n")));
    }

    private static string Comment(string text) => "# before\n" + text.Replace("\n", "\n ; between\n", StringComparison.Ordinal);

    private static void Expect(List<string> expected, UnitFile file, string promise)
    {
        List<string> actual = UnitOracle.Lines(file);
        if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
        {
            throw new BrokenPromiseException($"the reader {promise}: not\n{string.Join('\n', expected)}\nbut\n{string.Join('\n', actual)}");
        }
    }

    private static void ExpectEach(UnitFile file, string text)
    {
        foreach (UnitSection part in file.Sections)
        {
            UnitSection section = file[part.Name];
            foreach (UnitEntry entry in part.Entries)
            {
                if (UnitFileReader.ValueOf(text, section.Name, entry.Key) == section.ValueOf(entry.Key)) continue;
                throw new BrokenPromiseException($"'{entry.Key}' alone is not read as with all others");
            }
        }
    }

    private static ComparedUnit Compared(string[] fragments) => new()
    {
        Name = Unit,
        Main = new UnitFragment("/" + Unit, fragments[0]),
        DropIns = [.. fragments.Skip(1).Select(static (text, i) => new UnitFragment($"/{Unit}.d/{i}.conf", text))],
    };

    private static IReadOnlyList<Difference> Compare(ComparedUnit left, ComparedUnit right)
        => new UnitComparer(Set(left), Set(right), [new Containers.Comparison.RunComparison()]).Compare(Unit);

    private static UnitSet Set(ComparedUnit unit) => new()
    {
        Label = "unit", Units = new Dictionary<string, ComparedUnit> { [Unit] = unit }, Files = NoUnitFiles.Instance,
    };

    private sealed class NoUnitFiles : IUnitFiles
    {
        public static readonly NoUnitFiles Instance = new();

        public bool IsGenerated => false;

        public IReadOnlyList<ReferredFile> Find(string path, string unit) => [];
    }
}
