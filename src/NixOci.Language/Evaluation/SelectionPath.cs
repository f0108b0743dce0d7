using System.Globalization;
using System.Text;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>
/// A path into a value as <c>-A</c> gives it: names of attributes and indices of lists, separated by dots; quotes keep a dot in a name.
/// </summary>
public sealed class SelectionPath
{
    private readonly string _text;
    private readonly List<string> _steps = [];

    /// <summary>Reads a path, as byte text; the empty one leads to the value itself.</summary>
    public SelectionPath(string text)
    {
        _text = text;
        StringBuilder step = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '.')
            {
                _steps.Add(step.ToString());
                step.Clear();
            }
            else if (text[i] == '"')
            {
                int end = text.IndexOf('"', i + 1);
                if (end < 0) throw new EvalException($"missing closing quote in selection path '{text}'");
                step.Append(text, i + 1, end - i - 1);
                i = end;
            }
            else
            {
                step.Append(text[i]);
            }
        }

        if (step.Length > 0) _steps.Add(step.ToString());
    }

    /// <summary>The names and indices, as byte text.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>What the path leads to, forced; functions on the way are called with the arguments.</summary>
    public Value Select(Value root, AttrSet arguments)
    {
        Value value = root;
        foreach (string step in _steps)
        {
            Value holder = AutoCall.Run(value, arguments);
            value = uint.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out uint index)
                ? Element(holder, index)
                : Attribute(holder, step);
        }

        return value.Force();
    }

    private Value Attribute(Value holder, string name)
    {
        if (holder is not AttrSet set) throw WrongType(holder, "set");
        if (name.Length == 0) throw new EvalException($"empty attribute name in selection path '{_text}'");
        if (set.TryGet(name, out Value? value)) return value;
        throw new EvalException($"attribute '{name}' in selection path '{_text}' not found")
        {
            Suggestions = Suggestion.BestMatches(set, name),
        };
    }

    private Value Element(Value holder, uint index)
    {
        if (holder is not NixList list) throw WrongType(holder, "list");
        return index < list.Count
            ? list[(int)index]
            : throw new EvalException($"list index {index} in selection path '{_text}' is out of range");
    }

    private TypeException WrongType(Value holder, string expected)
        => new($"the expression selected by the selection path '{_text}' should be a {expected} but is {ValueTypes.Describe(holder)}");
}
