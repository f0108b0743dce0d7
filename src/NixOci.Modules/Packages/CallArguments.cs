using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Packages;

/// <summary>The attribute set that a host function was called with, checked against the names it takes.</summary>
/// <param name="set">What was given.</param>
internal readonly struct CallArguments(AttrSet set)
{
    /// <summary>What was given.</summary>
    public AttrSet Set { get; } = set;

    /// <summary>Checks names as Nix does for a function that takes a set.</summary>
    /// <param name="site">The call.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="given">The argument.</param>
    /// <param name="required">The names without a default.</param>
    /// <param name="optional">The names with one; null where any other name is taken.</param>
    public static CallArguments Check(EvalSite site, string function, Value given, string[] required, string[]? optional)
    {
        AttrSet set = given.ForceAttrs(site);
        foreach (string name in required)
        {
            if (!set.Has(name)) throw site.Error($"function '{function}' called without required argument '{name}'");
        }

        if (optional is null) return new CallArguments(set);
        foreach ((Symbol name, _) in set.ByName)
        {
            if (Array.IndexOf(required, name.Text) < 0 && Array.IndexOf(optional, name.Text) < 0)
            {
                throw site.Error($"function '{function}' called with unexpected argument '{name.Text}'");
            }
        }

        return new CallArguments(set);
    }

    /// <summary>An argument that must be there.</summary>
    public Value this[string name] => Set[name]!;

    /// <summary>An argument, or null where it was not given.</summary>
    public Value? Optional(string name) => Set[name];

    /// <summary>An argument, or null where it was not given or is <c>null</c>.</summary>
    public Value? NonNull(string name) => Set[name] is { } value && value.Force() is not NixNull ? value : null;

    /// <summary>A Boolean argument, or its default.</summary>
    public bool Flag(string name, bool otherwise = false) => Set[name] is { } value ? value.ForceBool() : otherwise;
}
