using System.Globalization;
using System.Text;
using NixOci.TestSupport.Grammars;

namespace NixOci.Language.Tests.Syntax.Ebnf;

/// <summary>Derives sentences from the grammar at random; deep down it takes the shortest way to an end.</summary>
/// <param name="grammar">The grammar.</param>
/// <param name="random">Chooses.</param>
internal sealed class RandomSentences(EbnfGrammar grammar, Random random)
{
    private const int Depth = 34;
    private static readonly HashSet<string> WithoutBlanks = ["String", "IndentedString", "Path"];

    private readonly Dictionary<string, int> _heights = [];
    private readonly StringBuilder _sentence = new();
    private int _names;

    /// <summary>A sentence of a production.</summary>
    public string Next(string production)
    {
        _sentence.Clear();
        Append(grammar[production], Depth, " ");
        return _sentence.ToString();
    }

    private void Append(EbnfNode node, int depth, string blank)
    {
        switch (node)
        {
            case Terminal terminal:
                _sentence.Append(terminal.Text).Append(blank);
                break;
            case Reference token when NixEbnf.IsToken(token.Name):
                _sentence.Append(Sample(token.Name)).Append(blank);
                break;
            case Reference { Name: "Interpolation" }:
                // Its tokens may be apart, but around it there is text.
                _sentence.Append("${ ");
                Append(grammar["Expr"], depth - 1, " ");
                _sentence.Append('}').Append(blank);
                break;
            case Reference { Name: var name } when WithoutBlanks.Contains(name):
                Append(grammar[name], depth - 1, "");
                _sentence.Append(' ');
                break;
            case Reference reference:
                Append(grammar[reference.Name], depth - 1, blank);
                break;
            case Sequence sequence:
                foreach (EbnfNode item in sequence.Items) Append(item, depth, blank);
                break;
            case Choice choice:
                Append(Choose(choice.Items, depth), depth, blank);
                break;
            case Optional optional when Continues(optional.Item, depth):
                Append(optional.Item, depth, blank);
                break;
            case Repetition repetition:
                while (Continues(repetition.Item, depth)) Append(repetition.Item, depth, blank);
                break;
        }
    }

    private bool Continues(EbnfNode item, int depth) => Height(item) < depth && random.Next(3) == 0;

    private EbnfNode Choose(IReadOnlyList<EbnfNode> items, int depth)
    {
        EbnfNode[] possible = [.. items.Where(item => Height(item) < depth)];
        return possible.Length > 0 ? possible[random.Next(possible.Length)] : items.MinBy(Height)!;
    }

    /// <summary>How deep a derivation is at least.</summary>
    private int Height(EbnfNode node) => node switch
    {
        Reference reference when NixEbnf.IsToken(reference.Name) => 0,
        Reference reference => 1 + HeightOf(reference.Name),
        Sequence sequence => sequence.Items.Max(Height),
        Choice choice => choice.Items.Min(Height),
        _ => 0,
    };

    private int HeightOf(string name)
    {
        if (_heights.TryGetValue(name, out int height)) return height;

        // What contains itself is no shortest way.
        _heights[name] = 1000;
        return _heights[name] = Height(grammar[name]);
    }

    // Names are new each time, because none may be defined twice.
    private string Sample(string token) => token switch
    {
        "identifier" => "n" + (++_names).ToString(CultureInfo.InvariantCulture),
        "integer" => "42",
        "float" => "1.5e3",
        "uri" => "https://example.org/x?y",
        "search path" => "<nixpkgs/lib>",
        "path" => "./a/b",
        "home path" => "~/a",
        "path end" => "",
        "string text" => "text",
        "indented open" => "''",
        "indented text" => "text",
        "indented close" => "''",
        _ => throw new ArgumentException(token),
    };
}
