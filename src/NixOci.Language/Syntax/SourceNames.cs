using NixOci.Language.Syntax.Productions;
using NixOci.Language.Values;

namespace NixOci.Language.Syntax;

/// <summary>
/// The symbols of the names in a text. Symbols are numbered in the order in which they are met, and where several attributes could be
/// evaluated first, their numbers decide. So a text that is parsed before anybody asks for it keeps its names to itself: its symbols have
/// numbers below zero, which mean something within this text only, until they are settled.
/// </summary>
internal sealed class SourceNames
{
    /// <summary>The names of texts that are parsed when they are asked for: they have everybody's symbols at once.</summary>
    public static readonly SourceNames Shared = new(null);

    private readonly Dictionary<string, int>? _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idsBySpan;
    private readonly List<string> _texts = [];
    private Symbol[] _settled = [];

    private SourceNames(Dictionary<string, int>? ids)
    {
        _ids = ids;
        if (ids is not null) _idsBySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Names that one text keeps to itself.</summary>
    public static SourceNames OfOneText() => new(new Dictionary<string, int>(StringComparer.Ordinal));

    /// <summary>Everybody's symbol for a symbol of this text.</summary>
    public Symbol this[Symbol symbol] => symbol.Id >= 0 ? symbol : _settled[~symbol.Id];

    /// <summary>The symbol for a name.</summary>
    public Symbol SymbolOf(string name)
    {
        if (_ids is null) return Symbol.Intern(name);
        return Symbol.FromId(_ids.TryGetValue(name, out int id) ? id : Add(name));
    }

    /// <summary>The symbol for a name; allocates only where the name is new.</summary>
    public Symbol SymbolOf(ReadOnlySpan<char> name)
    {
        if (_ids is null) return Symbol.Intern(name);
        return Symbol.FromId(_idsBySpan.TryGetValue(name, out int id) ? id : Add(name.ToString()));
    }

    /// <summary>A symbol's name, settled or not.</summary>
    public string TextOf(Symbol symbol) => symbol.Id >= 0 ? symbol.Text : _texts[~symbol.Id];

    /// <summary>Gives all names everybody's symbols, in the order in which the text has them.</summary>
    public void Settle()
    {
        if (_ids is null) return;
        _settled = new Symbol[_texts.Count];
        for (int i = 0; i < _settled.Length; i++) _settled[i] = Symbol.Intern(_texts[i]);
    }

    private int Add(string name)
    {
        // The grammar compares its own names with those of a text.
        int id = WellKnown.IdOf(name);
        if (id == 0)
        {
            id = ~_texts.Count;
            _texts.Add(name);
        }

        _ids!.Add(name, id);
        return id;
    }
}
