namespace NixOci.Language.Tests.Syntax.Lalr;

/// <summary>
/// The LALR(1) automaton of a grammar with default reductions: what Bison makes of it. Actions are numbers: a shift to state
/// <c>n</c> is <c>n + 1</c>, a reduction by rule <c>n</c> is <c>-n - 1</c>, and 0 is an error.
/// </summary>
public sealed class LalrAutomaton
{
    private readonly BnfGrammar _grammar;
    private readonly List<State> _states = [];
    private readonly bool[] _nullable;
    private readonly HashSet<int>[] _first;

    public LalrAutomaton(BnfGrammar grammar)
    {
        _grammar = grammar;
        (_nullable, _first) = FindFirsts();
        BuildStates();
        PropagateLookaheads();
        foreach (State state in _states) Decide(state);
    }

    /// <summary>What to do in a state for a token, the default reduction aside; 0 where nothing is said.</summary>
    public int Action(int state, int token) => _states[state].Actions[token];

    /// <summary>The rule that a state reduces by where nothing else is said, or -1.</summary>
    public int DefaultReduction(int state) => _states[state].Default;

    /// <summary>Whether a state reduces without looking at the next token.</summary>
    public bool IsBlind(int state) => _states[state].Default >= 0 && Array.TrueForAll(_states[state].Actions, a => a == 0);

    public int Goto(int state, int symbol) => _states[state].Next[symbol];

    public const int Accept = int.MaxValue;

    private (bool[] Nullable, HashSet<int>[] First) FindFirsts()
    {
        bool[] nullable = new bool[_grammar.SymbolCount];
        HashSet<int>[] first = new HashSet<int>[_grammar.SymbolCount];
        for (int i = 0; i < first.Length; i++) first[i] = _grammar.IsToken(i) ? [i] : [];
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (BnfRule rule in _grammar.Rules)
            {
                bool all = true;
                foreach (int symbol in rule.Right)
                {
                    int before = first[rule.Left].Count;
                    first[rule.Left].UnionWith(first[symbol]);
                    changed |= first[rule.Left].Count > before;
                    if (nullable[symbol]) continue;
                    all = false;
                    break;
                }

                if (all && !nullable[rule.Left]) changed = nullable[rule.Left] = true;
            }
        }

        return (nullable, first);
    }

    private void BuildStates()
    {
        Dictionary<string, int> known = [];
        int StateOf(List<(int Rule, int Dot)> kernel)
        {
            kernel.Sort();
            string key = string.Join(' ', kernel);
            if (known.TryGetValue(key, out int number)) return number;
            known.Add(key, _states.Count);
            _states.Add(new State(kernel, _grammar));
            return _states.Count - 1;
        }

        StateOf([(0, 0)]);
        for (int i = 0; i < _states.Count; i++)
        {
            Dictionary<int, List<(int Rule, int Dot)>> moves = [];
            foreach ((int rule, int dot) in Closure(_states[i].Kernel))
            {
                int[] right = _grammar.Rules[rule].Right;
                if (dot == right.Length) continue;
                if (!moves.TryGetValue(right[dot], out List<(int Rule, int Dot)>? kernel)) moves.Add(right[dot], kernel = []);
                kernel.Add((rule, dot + 1));
            }

            foreach ((int symbol, List<(int Rule, int Dot)> kernel) in moves) _states[i].Next[symbol] = StateOf(kernel);
        }
    }

    private List<(int Rule, int Dot)> Closure(List<(int Rule, int Dot)> kernel)
    {
        List<(int Rule, int Dot)> items = [.. kernel];
        HashSet<int> added = [];
        for (int i = 0; i < items.Count; i++)
        {
            int[] right = _grammar.Rules[items[i].Rule].Right;
            if (items[i].Dot == right.Length || _grammar.IsToken(right[items[i].Dot]) || !added.Add(right[items[i].Dot])) continue;
            foreach (BnfRule rule in _grammar.Rules)
            {
                if (rule.Left == right[items[i].Dot]) items.Add((rule.Number, 0));
            }
        }

        return items;
    }

    private void PropagateLookaheads()
    {
        _states[0].Lookaheads[(0, 0)] = [_grammar.NumberOf("end-of-file")];
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (State state in _states)
            {
                foreach (((int rule, int dot), HashSet<int> lookaheads) in ClosureWithLookaheads(state))
                {
                    int[] right = _grammar.Rules[rule].Right;
                    if (dot == right.Length)
                    {
                        changed |= state.Complete(rule, lookaheads);
                        continue;
                    }

                    HashSet<int> target = _states[state.Next[right[dot]]].LookaheadsOf((rule, dot + 1));
                    int before = target.Count;
                    target.UnionWith(lookaheads);
                    changed |= target.Count > before;
                }
            }
        }
    }

    private Dictionary<(int Rule, int Dot), HashSet<int>> ClosureWithLookaheads(State state)
    {
        Dictionary<(int Rule, int Dot), HashSet<int>> items = [];
        Queue<(int Rule, int Dot)> work = new();
        foreach ((int Rule, int Dot) item in state.Kernel)
        {
            items[item] = [.. state.LookaheadsOf(item)];
            work.Enqueue(item);
        }

        while (work.TryDequeue(out (int Rule, int Dot) item))
        {
            int[] right = _grammar.Rules[item.Rule].Right;
            if (item.Dot == right.Length || _grammar.IsToken(right[item.Dot])) continue;
            HashSet<int> following = [];
            int next = item.Dot + 1;
            while (next < right.Length)
            {
                following.UnionWith(_first[right[next]]);
                if (!_nullable[right[next]]) break;
                next++;
            }

            if (next == right.Length) following.UnionWith(items[item]);
            foreach (BnfRule rule in _grammar.Rules)
            {
                if (rule.Left != right[item.Dot]) continue;
                if (!items.TryGetValue((rule.Number, 0), out HashSet<int>? known)) items[(rule.Number, 0)] = known = [];
                else if (following.IsSubsetOf(known)) continue;
                known.UnionWith(following);
                work.Enqueue((rule.Number, 0));
            }
        }

        return items;
    }

    /// <summary>Resolves conflicts by precedence, and makes the most frequent reduction the default one.</summary>
    private void Decide(State state)
    {
        const int ExplicitError = int.MinValue;
        for (int token = 0; token < _grammar.TokenCount; token++)
        {
            if (state.Next[token] >= 0) state.Actions[token] = state.Next[token] + 1;
        }

        List<int> reductions = [.. state.Completed.Keys.Order()];
        bool shifts = Array.Exists(state.Actions, a => a != 0);
        foreach (int rule in reductions)
        {
            foreach (int token in state.Completed[rule])
            {
                int reduce = rule == 0 ? Accept : -rule - 1;
                if (state.Actions[token] == 0)
                {
                    state.Actions[token] = reduce;
                    continue;
                }

                int own = _grammar.Rules[rule].PrecedenceToken;
                if (own < 0 || !_grammar.Precedences.TryGetValue(own, out var mine) || !_grammar.Precedences.TryGetValue(token, out var other))
                {
                    throw new InvalidOperationException($"a conflict at {_grammar.NameOf(token)} in a state of rule {rule}");
                }

                if (mine.Level > other.Level || (mine.Level == other.Level && other.Side == Associativity.Left)) state.Actions[token] = reduce;
                else if (mine.Level == other.Level && other.Side == Associativity.None) state.Actions[token] = ExplicitError;
            }
        }

        reductions.Remove(0);
        if (reductions.Count == 0) return;
        state.Default = !shifts && reductions.Count == 1
            ? reductions[0]
            : reductions.MaxBy(r => (state.Actions.Count(a => a == -r - 1), -r));
        for (int token = 0; token < state.Actions.Length; token++)
        {
            if (state.Actions[token] == -state.Default - 1) state.Actions[token] = 0;
        }
    }

    /// <summary>Whether an action is an error in spite of a default reduction.</summary>
    public static bool IsExplicitError(int action) => action == int.MinValue;

    private sealed class State
    {
        public State(List<(int Rule, int Dot)> kernel, BnfGrammar grammar)
        {
            Kernel = kernel;
            Next = new int[grammar.SymbolCount];
            Array.Fill(Next, -1);
            Actions = new int[grammar.TokenCount];
        }

        public List<(int Rule, int Dot)> Kernel { get; }

        public int[] Next { get; }

        public int[] Actions { get; }

        public int Default { get; set; } = -1;

        public Dictionary<(int Rule, int Dot), HashSet<int>> Lookaheads { get; } = [];

        public Dictionary<int, HashSet<int>> Completed { get; } = [];

        public HashSet<int> LookaheadsOf((int Rule, int Dot) item)
        {
            if (!Lookaheads.TryGetValue(item, out HashSet<int>? found)) Lookaheads[item] = found = [];
            return found;
        }

        public bool Complete(int rule, HashSet<int> lookaheads)
        {
            if (!Completed.TryGetValue(rule, out HashSet<int>? known)) Completed[rule] = known = [];
            int before = known.Count;
            known.UnionWith(lookaheads);
            return known.Count > before;
        }
    }
}
