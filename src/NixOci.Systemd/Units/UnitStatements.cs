using System.Text;
using System.Text.Unicode;

namespace NixOci.Systemd.Units;

/// <summary>What a logical line of a unit file is.</summary>
internal enum UnitStatement
{
    /// <summary>A heading: the settings below it are of another section.</summary>
    Section,

    /// <summary>A setting.</summary>
    Setting,

    /// <summary>A line that systemd cannot read.</summary>
    Mistake,
}

/// <summary>The statements of a unit file, one after the other. Nothing is copied of them.</summary>
/// <param name="text">The file's bytes, one per character.</param>
internal ref struct UnitStatements(string text)
{
    /// <summary>What counts nowhere at the ends of lines, keys and values.</summary>
    public const string Blanks = " \t";

    private UnitLines _lines = new(text);

    // Not so before the first heading, nor below a line that should have been one.
    private bool _isInSection;

    /// <summary>What was read.</summary>
    public UnitStatement Kind { get; private set; }

    /// <summary>The section's name, or the setting's key.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>The setting's value.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>What is wrong with a line that systemd cannot read.</summary>
    public string Mistake { get; private set; } = "";

    /// <summary>The one-based line.</summary>
    public readonly int Line => _lines.Number;

    /// <summary>Reads the next statement; false at the end.</summary>
    public bool Read()
    {
        while (_lines.Read())
        {
            ReadOnlySpan<char> line = _lines.Current.Trim(Blanks);
            if (line.Length == 0) continue;
            if (!IsUtf8(line)) Refuse("text that is not UTF-8");
            else if (line[0] == '[') TakeHeading(line);
            else TakeSetting(line);
            return true;
        }

        return false;
    }

    private void TakeHeading(ReadOnlySpan<char> line)
    {
        _isInSection = line.Length >= 3 && line[^1] == ']';
        if (!_isInSection)
        {
            Refuse("invalid section header");
            return;
        }

        Kind = UnitStatement.Section;
        Name = line[1..^1];
    }

    private void TakeSetting(ReadOnlySpan<char> line)
    {
        int equals = line.IndexOf('=');
        if (equals < 0)
        {
            Refuse("missing '='");
        }
        else if (equals == 0)
        {
            Refuse("missing key name before '='");
        }
        else if (!_isInSection)
        {
            Refuse("assignment outside of section");
        }
        else
        {
            Kind = UnitStatement.Setting;
            Name = line[..equals].Trim(Blanks);
            Value = line[(equals + 1)..].Trim(Blanks);
        }
    }

    private void Refuse(string mistake)
    {
        Kind = UnitStatement.Mistake;
        Mistake = mistake;
    }

    private static bool IsUtf8(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text)) return true;
        byte[] bytes = new byte[text.Length];
        Encoding.Latin1.GetBytes(text, bytes);
        return Utf8.IsValid(bytes);
    }
}
