namespace NixOci.Systemd.Units;

/// <summary>
/// Reads unit files as systemd does: sections in brackets, settings <c>Key=Value</c>, comments that begin with <c>#</c> or
/// <c>;</c>, and lines that go on after a backslash. The grammar is <c>grammar/systemd-unit.ebnf</c>.
/// </summary>
public static class UnitFileReader
{
    /// <summary>Reads a unit file.</summary>
    /// <param name="text">The file's bytes, one per character.</param>
    /// <exception cref="UnitSyntaxException">The text is no unit file.</exception>
    public static UnitFile Read(string text) => Read(text, isStrict: true);

    /// <summary>Reads what can be read of a text that may be no unit file; lines that systemd could not read are passed over.</summary>
    /// <param name="text">The file's bytes, one per character.</param>
    public static UnitFile ReadWhatIsReadable(string text) => Read(text, isStrict: false);

    /// <summary>
    /// One setting alone of a text that may be no unit file: what <see cref="UnitSection.ValueOf"/> gives of what can be read of it, without
    /// reading all of it.
    /// </summary>
    /// <param name="text">The file's bytes, one per character.</param>
    /// <param name="section">The name of its section.</param>
    /// <param name="key">Its key.</param>
    public static string? ValueOf(string text, string section, string key)
    {
        // Lines that are joined have a blank between them: only keys with a blank could go on from one to the next.
        if (!key.Contains(' ', StringComparison.Ordinal) && !text.Contains(key, StringComparison.Ordinal)) return null;
        string? value = null;
        bool isSection = false;
        UnitStatements statements = new(text);
        while (statements.Read())
        {
            if (statements.Kind == UnitStatement.Section) isSection = statements.Name.SequenceEqual(section);
            else if (statements.Kind == UnitStatement.Setting && isSection && statements.Name.SequenceEqual(key)) value = statements.Value.ToString();
        }

        return string.IsNullOrEmpty(value) ? null : value;
    }

    private static UnitFile Read(string text, bool isStrict)
    {
        List<UnitSection> sections = [];
        List<UnitEntry> entries = [];
        UnitStatements statements = new(text);
        while (statements.Read())
        {
            switch (statements.Kind)
            {
                case UnitStatement.Section:
                    entries = [];
                    sections.Add(new UnitSection(statements.Name.ToString(), entries));
                    break;
                case UnitStatement.Setting:
                    entries.Add(new UnitEntry(statements.Name.ToString(), statements.Value.ToString()));
                    break;
                case UnitStatement.Mistake when isStrict:
                    throw new UnitSyntaxException(statements.Mistake, statements.Line);
            }
        }

        return new UnitFile(sections);
    }
}
