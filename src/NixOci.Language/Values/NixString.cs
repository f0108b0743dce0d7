namespace NixOci.Language.Values;

/// <summary>A byte string, one character per byte, with the store objects that it refers to.</summary>
public sealed class NixString : Value
{
    /// <summary>The empty string without context.</summary>
    public static readonly NixString Empty = new("");

    private static readonly NixString?[] Bytes = new NixString?[256];

    private Symbol _symbol;

    /// <summary>Creates a string.</summary>
    /// <param name="text">The bytes, one per character.</param>
    /// <param name="context">The context; null is the empty one.</param>
    public NixString(string text, StringContext? context = null)
    {
        Text = text;
        Context = context ?? StringContext.Empty;
    }

    /// <summary>The bytes, one per character.</summary>
    public string Text { get; }

    /// <summary>The store objects that the string refers to.</summary>
    public StringContext Context { get; }

    /// <summary>Whether the string refers to store objects.</summary>
    public bool HasContext => !Context.IsEmpty;

    /// <summary>The name that the string is, remembered because attribute names recur.</summary>
    public Symbol AsSymbol()
    {
        if (!_symbol.IsDefined) _symbol = Symbol.Intern(Text);
        return _symbol;
    }

    /// <summary>The string of one byte, without context.</summary>
    internal static NixString OfByte(char value) => value < 256 ? (Bytes[value] ??= new NixString(value.ToString())) : new NixString(value.ToString());

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.String;
}
