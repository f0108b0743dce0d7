using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;

namespace NixOci.Systemd.Collection;

/// <summary>The units that a configuration defines, with everything that their files refer to.</summary>
/// <param name="Units">The units, in the order of their names.</param>
public sealed record UnitCollection(IReadOnlyList<GeneratedUnit> Units)
{
    /// <summary>Reads the units of an evaluated configuration.</summary>
    /// <param name="config">The configuration: the module system's <c>config</c>.</param>
    /// <param name="store">The store objects that its evaluation has named.</param>
    public static UnitCollection Read(Value config, SymbolicStore store)
    {
        AttrSet defined = config.Select("systemd", "units").ForceAttrs();
        ReferenceScanner scanner = new(store);
        List<GeneratedUnit> units = new(defined.Count);
        foreach ((Symbol name, Value unit) in defined.ByName) units.Add(ReadUnit(name.Text, unit, scanner));
        return new UnitCollection(units);
    }

    private static GeneratedUnit ReadUnit(string name, Value unit, ReferenceScanner scanner)
    {
        NixString text = unit.Select("text") as NixString ?? NixString.Empty;
        return new GeneratedUnit
        {
            Name = name,
            Text = text.Text,
            IsEnabled = unit.Select("enable").ForceBool(),
            WantedBy = Strings(unit, "wantedBy"),
            RequiredBy = Strings(unit, "requiredBy"),
            UpheldBy = Strings(unit, "upheldBy"),
            Aliases = Strings(unit, "aliases"),
            OverrideStrategy = unit.Select("overrideStrategy").ForceString().Text == "asDropin"
                ? OverrideStrategy.AsDropin
                : OverrideStrategy.AsDropinIfExists,
            References = scanner.Find(text),
        };
    }

    private static string[] Strings(Value unit, string option)
    {
        NixList list = unit.Select(option).ForceList();
        string[] strings = new string[list.Count];
        for (int i = 0; i < strings.Length; i++) strings[i] = list[i].ForceString().Text;
        return strings;
    }
}
