using System.Text.RegularExpressions;

namespace NixOci.TestSupport.Grammars;

/// <summary>Turns productions that do not contain themselves into regular expressions.</summary>
/// <param name="grammar">The grammar.</param>
/// <param name="special">The regular expression of what a grammar says in words.</param>
public sealed class EbnfPattern(EbnfGrammar grammar, Func<string, string> special)
{
    /// <summary>What matches texts that are, as a whole, what a production describes.</summary>
    public Regex Of(string production) => new($"^(?:{Of(grammar[production])})\\z", RegexOptions.CultureInvariant);

    private string Of(EbnfNode node) => node switch
    {
        Terminal terminal => $"(?:{Regex.Escape(terminal.Text)})",
        Reference reference => $"(?:{Of(grammar[reference.Name])})",
        Special words => special(words.Words),
        Sequence sequence => string.Concat(sequence.Items.Select(Of)),
        Choice choice => $"(?:{string.Join('|', choice.Items.Select(Of))})",
        Optional optional => $"(?:{Of(optional.Item)})?",
        Repetition repetition => $"(?:{Of(repetition.Item)})" + (repetition.AtLeastOnce ? "+" : "*"),
        Difference difference => $"(?!{Of(difference.Without)})(?:{Of(difference.Item)})",
        _ => throw new ArgumentException($"no pattern for {node}"),
    };
}
