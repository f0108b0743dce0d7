namespace NixOci.Systemd.Units;

/// <summary>One setting of a unit: <c>Key=Value</c>. Both are byte text.</summary>
/// <param name="Key">The setting's name, for example <c>ExecStart</c>.</param>
/// <param name="Value">What stands after the equals sign.</param>
public readonly record struct UnitEntry(string Key, string Value);
