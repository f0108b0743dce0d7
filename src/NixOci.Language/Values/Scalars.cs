namespace NixOci.Language.Values;

/// <summary>A 64-bit signed integer.</summary>
public sealed class NixInt : Value
{
    private const int SmallestCached = -128;
    private const int LargestCached = 1023;
    private static readonly NixInt[] Cache = CreateCache();

    private NixInt(long value) => Value = value;

    /// <summary>The number.</summary>
    public long Value { get; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Int;

    /// <summary>The value for a number.</summary>
    public static NixInt Of(long value)
        => value is >= SmallestCached and <= LargestCached ? Cache[value - SmallestCached] : new NixInt(value);

    private static NixInt[] CreateCache()
    {
        NixInt[] cache = new NixInt[LargestCached - SmallestCached + 1];
        for (int i = 0; i < cache.Length; i++) cache[i] = new NixInt(i + SmallestCached);
        return cache;
    }
}

/// <summary>An IEEE double.</summary>
/// <param name="value">The number.</param>
public sealed class NixFloat(double value) : Value
{
    /// <summary>The number.</summary>
    public double Value { get; } = value;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Float;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class NixBool : Value
{
    /// <summary>The value <c>true</c>.</summary>
    public static readonly NixBool True = new(true);

    /// <summary>The value <c>false</c>.</summary>
    public static readonly NixBool False = new(false);

    private NixBool(bool value) => Value = value;

    /// <summary>The truth value.</summary>
    public bool Value { get; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Bool;

    /// <summary>The value for a truth value.</summary>
    public static NixBool Of(bool value) => value ? True : False;
}

/// <summary><c>null</c>.</summary>
public sealed class NixNull : Value
{
    /// <summary>The only instance.</summary>
    public static readonly NixNull Instance = new();

    private NixNull()
    {
    }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Null;
}

/// <summary>An absolute, canonical path (no <c>.</c>, <c>..</c> or double slashes).</summary>
/// <param name="path">The path as byte text.</param>
public sealed class NixPath(string path) : Value
{
    /// <summary>The path as byte text.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Path;
}
