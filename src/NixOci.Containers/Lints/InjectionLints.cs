using NixOci.Containers.Comparison;
using NixOci.Containers.Configuration;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Collection;
using NixOci.Systemd.Comparison;

namespace NixOci.Containers.Lints;

/// <summary>
/// Finds settings that are more than one, and values that stand in a script as they are, although a shell takes some of their characters as its own. Which values
/// NixOS puts into quotes differs between releases, so the scripts themselves are looked at.
/// </summary>
internal static class InjectionLints
{
    private const string HarmlessMarks = "@%+=:,./_-";

    private static readonly string[][] Options =
        [["image"], ["imageFile"], ["imageStream"], ["login", "registry"], ["login", "username"], ["login", "passwordFile"], ["podman", "user"]];

    /// <summary>Finds what reaches beyond its line in a unit, or its word in a script.</summary>
    public static void Find(Translation translation, LintCollection lints)
    {
        foreach (UnitInjection found in UnitInjections.Find(translation.Config))
        {
            lints.Add(
                LintRules.UnitInjection, found.Unit, PositionOf(translation, found),
                $"{found.Section}.{found.Key} of {found.Unit} is written as NixOS writes it, but {found.Reason}");
        }

        Dictionary<string, GeneratedUnit> units = new(StringComparer.Ordinal);
        foreach (GeneratedUnit unit in translation.Units.Units) units[unit.Name] = unit;
        foreach (TranslatedContainer container in translation.Containers)
        {
            if (!units.TryGetValue(container.Unit, out GeneratedUnit? unit)) continue;
            foreach (string[] option in Options)
            {
                if (Text(container.Options.SelectOrNull(option)) is not { } text || !StandsBare(unit, text)) continue;
                Add(lints, container, $"the option {string.Join('.', option)}", text, PositionOf(container, option));
            }
        }
    }

    private static Position PositionOf(Translation translation, UnitInjection found)
        => found.Position.IsKnown ? found.Position : new ConfigurationOrigins(translation).Find(new Difference
        {
            Unit = found.Unit,
            Rule = DifferenceRule.Setting,
            Class = default,
            Section = found.Section,
            Key = found.Key,
            Item = "",
        });

    private static void Add(LintCollection lints, TranslatedContainer container, string what, string text, Position position)
        => lints.Add(
            LintRules.ShellInjection, container, position,
            $"{what} of container '{container.Name}' is '{text}', which stands in a script without quotes, as NixOS writes it",
            "A shell takes it for more than one word, or runs parts of it.");

    private static Position PositionOf(TranslatedContainer container, string[] option)
    {
        foreach (OptionDefinition definition in container.Definitions)
        {
            if (definition.Value.Force() is not AttrSet set) continue;
            for (int i = 0; i < option.Length; i++)
            {
                Position position = set.PositionOf(option[i]);
                if (position.IsKnown && (i == option.Length - 1 || set[option[i]]?.Force() is not AttrSet)) return position;
                if (set[option[i]]?.Force() is not AttrSet inner) break;
                set = inner;
            }
        }

        return container.Position;
    }

    private static string? Text(Value? value) => value?.Force() switch
    {
        NixString text => text.Text,
        NixPath path => path.Path,
        _ => null,
    };

    private static bool StandsBare(GeneratedUnit unit, string text)
    {
        if (IsHarmless(text)) return false;
        string quoted = "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
        foreach (TextObject file in unit.Files)
        {
            if (file.Text.Text.Replace(quoted, "", StringComparison.Ordinal).Contains(text, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static bool IsHarmless(string text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !HarmlessMarks.Contains(c, StringComparison.Ordinal)) return false;
        }

        return true;
    }
}
