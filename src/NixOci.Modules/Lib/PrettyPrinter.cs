using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Packages;

namespace NixOci.Modules.Library;

/// <summary>Writes values much as they are written in Nix, as <c>lib.generators.toPretty</c> does.</summary>
/// <param name="lib">What the files share.</param>
/// <param name="multiline">Whether lists, sets and long strings go over several lines.</param>
/// <param name="allowPretty">Whether sets may print themselves.</param>
internal sealed class PrettyPrinter(LibContext lib, bool multiline, bool allowPretty)
{
    private static readonly Symbol Pretty = "__pretty";
    private static readonly Symbol Val = "val";
    private static readonly Symbol Name = "name";
    private readonly TextBuilder _text = new();

    /// <summary>The text of a value.</summary>
    public NixString Print(EvalSite site, string indent, Value value)
    {
        Append(site, indent, value);
        return _text.Build();
    }

    private void Append(EvalSite site, string indent, Value value)
    {
        EvalStack.EnsureSpace(site);
        Value forced = value.Force(site);
        switch (forced)
        {
            case NixInt or NixPath:
                _text.Add(lib.ToText(site, forced));
                break;
            case NixFloat:
                _text.Add(lib.Builtins.Call(site, "toJSON", forced).ForceString(site));
                break;
            case NixString text:
                _text.Add(new NixString(multiline && text.Text.Contains('\n') ? Block(indent, text.Text) : Quoted(text.Text), text.Context));
                break;
            case NixBool boolean:
                _text.Add(boolean.Value ? "true" : "false");
                break;
            case NixNull:
                _text.Add("null");
                break;
            case NixList list:
                AppendList(site, indent, list);
                break;
            default:
                if (FunctionArguments.IsFunction(site, forced)) AppendFunction(site, forced);
                else AppendSet(site, indent, (AttrSet)forced);
                break;
        }
    }

    private string Inside(string indent) => multiline ? $"\n{indent}  " : " ";

    private string Outside(string indent) => multiline ? $"\n{indent}" : " ";

    private void AppendList(EvalSite site, string indent, NixList list)
    {
        if (list.Count == 0)
        {
            _text.Add("[ ]");
            return;
        }

        _text.Add("[");
        foreach (Value item in list.Items)
        {
            _text.Add(Inside(indent));
            Append(site, indent + "  ", item);
        }

        _text.Add(Outside(indent)).Add("]");
    }

    private void AppendFunction(EvalSite site, Value function)
    {
        AttrSet arguments = FunctionArguments.Of(site, lib.Builtins, function).ForceAttrs(site);
        if (arguments.Count == 0)
        {
            _text.Add("<function>");
            return;
        }

        List<string> names = [];
        foreach ((Symbol name, Value hasDefault) in arguments.ByName) names.Add(hasDefault.Holds(site) ? name.Text + "?" : name.Text);
        _text.Add($"<function, args: {{{string.Join(", ", names)}}}>");
    }

    private void AppendSet(EvalSite site, string indent, AttrSet set)
    {
        if (allowPretty && set.TryGet(Pretty, out Value? pretty) && set.TryGet(Val, out Value? val))
        {
            _text.Add(lib.Interpolate(site, pretty.Call(site, val)));
        }
        else if (set.Count == 0)
        {
            _text.Add("{ }");
        }
        else if (AttrSetsLib.IsDerivation(site, set))
        {
            _text.Add("<derivation ");
            _text.Add(set.TryGet(Name, out Value? name) ? lib.Interpolate(site, name) : new NixString("???"));
            _text.Add(">");
        }
        else
        {
            AppendAttributes(site, indent, set);
        }
    }

    private void AppendAttributes(EvalSite site, string indent, AttrSet set)
    {
        _text.Add("{");
        foreach ((Symbol name, Value value) in set.ByName)
        {
            _text.Add(Inside(indent)).Add(NixText.Identifier(name.Text)).Add(" = ");
            try
            {
                Append(site, indent + "  ", value);
            }
            catch (NixException e) when (Note(e, name))
            {
                throw;
            }

            _text.Add(";");
        }

        _text.Add(Outside(indent)).Add("}");
    }

    private static bool Note(NixException error, Symbol name)
    {
        error.AddTrace(default, $"while evaluating an attribute `{name.Text}`");
        return false;
    }

    private static string Quoted(string text) => '"' + text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("${", "\\${", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal) + '"';

    private string Block(string indent, string text)
    {
        string[] lines = text
            .Replace("''", "'''", StringComparison.Ordinal)
            .Replace("${", "''${", StringComparison.Ordinal)
            .Split('\n');
        string end = lines[^1].Length == 0 ? Outside(indent) : Inside(indent) + lines[^1];
        return "''" + Inside(indent) + string.Join(Inside(indent), lines[..^1]) + end + "''";
    }
}
