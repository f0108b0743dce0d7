using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The named arguments of a function in host code, as <c>{ a, b ? …, ... }:</c> gives them to one in Nix.</summary>
internal sealed class SetPattern
{
    private readonly string _function;
    private readonly KeyValuePair<Symbol, bool>[] _formals;
    private readonly bool _open;

    /// <param name="function">The function's name in messages.</param>
    /// <param name="formals">The names; with a question mark at the end if it may be left out; <c>...</c> if others may be given.</param>
    public SetPattern(string function, params ReadOnlySpan<string> formals)
    {
        _function = function;
        _open = formals.Length > 0 && formals[^1] == "...";
        _formals = new KeyValuePair<Symbol, bool>[_open ? formals.Length - 1 : formals.Length];
        for (int i = 0; i < _formals.Length; i++)
        {
            bool hasDefault = formals[i][^1] == '?';
            _formals[i] = new(Symbol.Intern(hasDefault ? formals[i][..^1] : formals[i]), hasDefault);
        }
    }

    /// <summary>The names with whether they may be left out, as <c>functionArgs</c> tells them.</summary>
    public IReadOnlyList<KeyValuePair<Symbol, bool>> Formals => _formals;

    /// <summary>A lambda of a set of these arguments.</summary>
    public Builtin Function(Func<EvalSite, AttrSet, Value> body)
        => new(_function, (site, argument) => body(site, Match(site, argument))) { IsLambda = true, Formals = _formals };

    /// <summary>A lambda of a set of these arguments that yields a function of another.</summary>
    public Builtin Function(Func<EvalSite, AttrSet, Value, Value> body) => Function((site, given) =>
        new Builtin(_function, (inner, argument) => body(inner, given, argument)) { IsLambda = true });

    /// <summary>A value as the set of arguments; an error where it does not fit.</summary>
    public AttrSet Match(EvalSite site, Value argument)
    {
        AttrSet given = argument.ForceAttrs(site, "while evaluating the value passed for the lambda argument");
        int known = 0;
        foreach ((Symbol formal, bool hasDefault) in _formals)
        {
            if (given.Has(formal)) known++;
            else if (!hasDefault) throw Error(site, $"called without required argument '{formal.Text}'", []);
        }

        return _open || known == given.Count ? given : throw Unexpected(site, given);
    }

    private TypeException Unexpected(EvalSite site, AttrSet given)
    {
        List<string> names = new(_formals.Length);
        foreach ((Symbol formal, _) in _formals) names.Add(formal.Text);
        foreach (Symbol name in given.Names)
        {
            if (names.Contains(name.Text)) continue;
            return Error(site, $"called with unexpected argument '{name.Text}'", Suggestion.BestMatches(names, name.Text));
        }

        throw new InvalidOperationException("a set with more attributes than the pattern has one that the pattern lacks");
    }

    private TypeException Error(EvalSite site, string what, IReadOnlyList<string> suggestions)
        => new($"function '{_function}' {what}", site.Position) { Suggestions = suggestions };
}
