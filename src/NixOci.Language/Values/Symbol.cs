using System.Runtime.InteropServices;

namespace NixOci.Language.Values;

/// <summary>
/// An interned name. Two symbols are equal exactly if their texts are, and comparing them compares two integers. The order of
/// ids is the order of first use, not the order of texts; what Nix knows before it reads anything comes first (<see cref="FirstSymbols"/>).
/// </summary>
public readonly struct Symbol : IEquatable<Symbol>
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, int> Ids = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> IdsBySpan
        = Ids.GetAlternateLookup<ReadOnlySpan<char>>();
    private static string[] texts = new string[1024];
    private static NixString?[] strings = new NixString?[1024];
    private static int count = AddFirst();

    private Symbol(int id) => Id = id;

    /// <summary>The number that stands for the text; 0 is no symbol.</summary>
    public int Id { get; }

    /// <summary>Whether this is a symbol at all.</summary>
    public bool IsDefined => Id != 0;

    /// <summary>The text, one character per byte.</summary>
    public string Text => texts[Id] ?? "";

    /// <summary>The text as a value; the same object whenever it is asked for.</summary>
    public NixString AsString
    {
        get
        {
            NixString?[] known = strings;
            return Id < known.Length && known[Id] is { } text ? text : MakeString();
        }
    }

    /// <summary>The symbol with an id that <see cref="Id"/> has told.</summary>
    internal static Symbol FromId(int id) => new(id);

    /// <summary>The symbol for a text.</summary>
    public static Symbol Intern(string text)
    {
        lock (Gate)
        {
            ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(Ids, text, out bool exists);
            if (!exists) id = Append(text);
            return new Symbol(id);
        }
    }

    /// <summary>The symbol for a text; allocates only where the text is new.</summary>
    public static Symbol Intern(ReadOnlySpan<char> text)
    {
        lock (Gate)
        {
            if (!IdsBySpan.TryGetValue(text, out int id))
            {
                string owned = text.ToString();
                id = Append(owned);
                Ids.Add(owned, id);
            }

            return new Symbol(id);
        }
    }

    private NixString MakeString()
    {
        NixString made = new(Text);
        lock (Gate)
        {
            if (Id >= strings.Length)
            {
                NixString?[] larger = new NixString?[texts.Length];
                Array.Copy(strings, larger, strings.Length);
                Volatile.Write(ref strings, larger);
            }

            return strings[Id] ??= made;
        }
    }

    /// <summary>Fills the table with what Nix knows from the start; gives the next id.</summary>
    private static int AddFirst()
    {
        int id = 1;
        foreach (string name in FirstSymbols.Names)
        {
            texts[id] = name;
            Ids.Add(name, id++);
        }

        return id;
    }

    private static int Append(string text)
    {
        // Readers take the array without the lock, so it is replaced whole and never changed where they may look.
        if (count == texts.Length)
        {
            string[] larger = new string[count * 2];
            Array.Copy(texts, larger, count);
            Volatile.Write(ref texts, larger);
        }

        texts[count] = text;
        return count++;
    }

    /// <inheritdoc/>
    public bool Equals(Symbol other) => Id == other.Id;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Symbol other && Id == other.Id;

    /// <inheritdoc/>
    public override int GetHashCode() => Id;

    /// <summary>Whether both have the same text.</summary>
    public static bool operator ==(Symbol left, Symbol right) => left.Id == right.Id;

    /// <summary>Whether the texts differ.</summary>
    public static bool operator !=(Symbol left, Symbol right) => left.Id != right.Id;

    /// <summary>The symbol for a text.</summary>
    public static implicit operator Symbol(string text) => Intern(text);

    /// <summary>The symbol for a text.</summary>
    public static Symbol ToSymbol(string text) => Intern(text);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
