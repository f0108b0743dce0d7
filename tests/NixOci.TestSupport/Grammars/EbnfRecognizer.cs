namespace NixOci.TestSupport.Grammars;

/// <summary>
/// Tells whether a sequence of tokens is what a grammar describes, by Earley's method: it takes any grammar, so that no
/// property of ours can hide a mistake of the grammar.
/// </summary>
public sealed class EbnfRecognizer
{
    private readonly EbnfGrammar _grammar;
    private readonly Func<string, bool> _isToken;
    private readonly List<(string Left, string[] Right)> _rules = [];
    private readonly Dictionary<string, List<int>> _rulesOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nullable = new(StringComparer.Ordinal);

    /// <param name="grammar">The grammar.</param>
    /// <param name="start">The production that is looked for.</param>
    /// <param name="isToken">Whether a name stands for a token and not for a production.</param>
    public EbnfRecognizer(EbnfGrammar grammar, string start, Func<string, bool> isToken)
    {
        _grammar = grammar;
        _isToken = isToken;
        Start = start;
        Add(start);
        FindNullable();
    }

    private string Start { get; }

    /// <summary>How a terminal is called among the tokens.</summary>
    public static string Quoted(string terminal) => "'" + terminal + "'";

    /// <summary>Whether tokens, terminals quoted, are what the grammar describes.</summary>
    public bool Accepts(IReadOnlyList<string> tokens)
    {
        HashSet<(int Rule, int Dot, int From)>[] sets = [.. Enumerable.Range(0, tokens.Count + 1).Select(_ => new HashSet<(int, int, int)>())];
        foreach (int rule in _rulesOf[Start]) sets[0].Add((rule, 0, 0));
        for (int at = 0; at <= tokens.Count; at++)
        {
            Stack<(int Rule, int Dot, int From)> pending = new(sets[at]);
            while (pending.TryPop(out (int Rule, int Dot, int From) item))
            {
                string[] right = _rules[item.Rule].Right;
                if (item.Dot == right.Length)
                {
                    string left = _rules[item.Rule].Left;
                    foreach ((int Rule, int Dot, int From) waiting in sets[item.From].ToArray())
                    {
                        string[] expected = _rules[waiting.Rule].Right;
                        if (waiting.Dot < expected.Length && expected[waiting.Dot] == left) Note(at, waiting with { Dot = waiting.Dot + 1 }, pending);
                    }
                }
                else if (_rulesOf.TryGetValue(right[item.Dot], out List<int>? rules))
                {
                    foreach (int rule in rules) Note(at, (rule, 0, at), pending);
                    if (_nullable.Contains(right[item.Dot])) Note(at, item with { Dot = item.Dot + 1 }, pending);
                }
                else if (at < tokens.Count && tokens[at] == right[item.Dot])
                {
                    sets[at + 1].Add(item with { Dot = item.Dot + 1 });
                }
            }
        }

        return sets[^1].Any(item => item.From == 0 && _rules[item.Rule].Left == Start && item.Dot == _rules[item.Rule].Right.Length);

        void Note(int at, (int, int, int) item, Stack<(int, int, int)> pending)
        {
            if (sets[at].Add(item)) pending.Push(item);
        }
    }

    private void Add(string name)
    {
        if (_rulesOf.ContainsKey(name)) return;
        _rulesOf.Add(name, []);
        AddRules(name, _grammar[name]);
    }

    private void AddRules(string name, EbnfNode body)
    {
        foreach (EbnfNode alternative in body is Choice choice ? choice.Items : [body])
        {
            AddRule(name, [.. (alternative is Sequence sequence ? sequence.Items : [alternative]).Select(Symbol)]);
        }
    }

    private void AddRule(string name, string[] right)
    {
        _rulesOf[name].Add(_rules.Count);
        _rules.Add((name, right));
    }

    private string Symbol(EbnfNode node)
    {
        switch (node)
        {
            case Terminal terminal:
                return Quoted(terminal.Text);
            case Reference reference when _isToken(reference.Name):
                return reference.Name;
            case Reference reference:
                Add(reference.Name);
                return reference.Name;
            default:
                return Part(node);
        }
    }

    private string Part(EbnfNode node)
    {
        string name = "#" + _rulesOf.Count;
        _rulesOf.Add(name, []);
        switch (node)
        {
            case Optional optional:
                AddRule(name, []);
                AddRule(name, [Symbol(optional.Item)]);
                break;
            case Repetition repetition:
                string item = Symbol(repetition.Item);
                AddRule(name, repetition.AtLeastOnce ? [item] : []);
                AddRule(name, [name, item]);
                break;
            default:
                AddRules(name, node);
                break;
        }

        return name;
    }

    private void FindNullable()
    {
        for (bool isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach ((string left, string[] right) in _rules)
            {
                if (right.All(_nullable.Contains)) isChanged |= _nullable.Add(left);
            }
        }
    }
}
