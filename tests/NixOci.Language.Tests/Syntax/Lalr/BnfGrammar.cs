namespace NixOci.Language.Tests.Syntax.Lalr;

/// <summary>How operators of one precedence group.</summary>
public enum Associativity
{
    Left,
    Right,
    None,
}

/// <summary>A rule; symbols are numbers: tokens first, in the order of their declaration, then what rules define.</summary>
public sealed record BnfRule(int Number, int Left, int[] Right, int PrecedenceToken);

/// <summary>A grammar with precedences, read from text.</summary>
public sealed class BnfGrammar
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    private BnfGrammar()
    {
    }

    public List<BnfRule> Rules { get; } = [];

    public int TokenCount { get; private set; }

    public int SymbolCount => _names.Count;

    /// <summary>The level and associativity of tokens that have them.</summary>
    public Dictionary<int, (int Level, Associativity Side)> Precedences { get; } = [];

    public string NameOf(int symbol) => _names[symbol];

    public int NumberOf(string name) => _numbers[name];

    public bool IsToken(int symbol) => symbol < TokenCount;

    public static BnfGrammar Read(string file)
    {
        BnfGrammar grammar = new();
        List<string[]> rules = [];
        foreach (string line in File.ReadLines(file))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0] == "#") continue;
            switch (words[0])
            {
                case "%token": grammar.Declare(words); break;
                case "%left": grammar.DeclarePrecedence(words, Associativity.Left); break;
                case "%right": grammar.DeclarePrecedence(words, Associativity.Right); break;
                case "%nonassoc": grammar.DeclarePrecedence(words, Associativity.None); break;
                default: rules.Add(words); break;
            }
        }

        grammar.TokenCount = grammar._names.Count;
        foreach (string[] rule in rules) grammar.Number(rule[0]);
        foreach (string[] rule in rules) grammar.AddRule(rule);
        return grammar;
    }

    private void Declare(string[] words)
    {
        foreach (string word in words.AsSpan(1)) Number(word);
    }

    private void DeclarePrecedence(string[] words, Associativity side)
    {
        int level = Precedences.Count == 0 ? 1 : Precedences.Values.Max(p => p.Level) + 1;
        foreach (string word in words.AsSpan(1)) Precedences[Number(word)] = (level, side);
    }

    private int Number(string name)
    {
        if (!_numbers.TryGetValue(name, out int number))
        {
            number = _names.Count;
            _numbers.Add(name, number);
            _names.Add(name);
        }

        return number;
    }

    private void AddRule(string[] words)
    {
        int end = Array.IndexOf(words, "%prec") is var at && at >= 0 ? at : words.Length;
        int[] right = [.. words.AsSpan(2, end - 2).ToArray().Select(w => _numbers[w])];
        int precedence = end < words.Length ? _numbers[words[end + 1]] : right.LastOrDefault(IsToken, -1);
        Rules.Add(new BnfRule(Rules.Count, _numbers[words[0]], right, precedence));
    }
}
