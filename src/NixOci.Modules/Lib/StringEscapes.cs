using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Packages;

namespace NixOci.Modules.Library;

/// <summary>The part of <c>lib.strings</c> that escapes strings for other languages.</summary>
internal sealed class StringEscapes(LibContext lib)
{
    private const string RegexSpecials = "\\[{()^$?*+|.";
    private const string UrlSafePunctuation = "-_.~";

    public void Define(LibSet set)
    {
        set.Function("escape", (site, characters, text) => Escape(site, characters, text, (inner, c) =>
            new NixString("\\" + lib.Interpolate(inner, c).Text)));
        set.Function("escapeC", (site, characters, text) => Escape(site, characters, text, static (inner, c) =>
            new NixString("\\x" + CharacterCode(inner, c).ToString("x", System.Globalization.CultureInfo.InvariantCulture))));
        set.Function("escapeURL", static (site, text) => Rewrite(site, text, EscapeUrl));
        set.Function("escapeRegex", static (site, text) => Rewrite(site, text, EscapeRegex));
        set.Function("escapeXML", static (site, text) => Rewrite(site, text, EscapeXml));
        set.Function("escapeNixString", (site, value) => EscapeNix(site, value));
        set.Function("escapeNixIdentifier", (site, name) => NixText.IsIdentifier(name.ForceString(site).Text) ? name.Force(site) : EscapeNix(site, name));
        set.Function("escapeShellArg", (site, argument) => ShellArgument(site, argument));
        set.Function("escapeShellArgs", (site, arguments) => ShellArguments(site, arguments));
        set.Function("isValidPosixName", static (site, name) => NixBool.Of(IsPosixName(name.ForceString(site).Text)));
        set.Function("toShellVar", ToShellVariable);
        set.Function("toShellVars", (site, variables) =>
        {
            List<Value> lines = [];
            foreach ((Symbol name, Value value) in variables.ForceAttrs(site).ByName)
            {
                lines.Add(ToShellVariable(site, name.AsString, value));
            }

            return lib.Join(site, "\n", lines);
        });
        set.Function("charToInt", static (site, character) => NixInt.Of(CharacterCode(site, character)));
    }

    /// <summary>A text quoted for a POSIX shell, as the release at work quotes.</summary>
    private string ShellArgument(string text) => lib.Release.Quoting.Quote(text);

    /// <summary>A text as an expression that matches it.</summary>
    public static string EscapeRegex(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            if (RegexSpecials.Contains(c, StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>A text as character data.</summary>
    public static string EscapeXml(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&apos;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private static string EscapeUrl(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            bool isPlain = char.IsAsciiLetterOrDigit(c) || UrlSafePunctuation.Contains(c, StringComparison.Ordinal) || !IsInTable(c);
            if (isPlain) escaped.Append(c);
            else escaped.Append('%').Append(((int)c).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }

    private static NixString Rewrite(EvalSite site, Value text, Func<string, string> rewrite)
    {
        NixString given = text.ForceString(site);
        string rewritten = rewrite(given.Text);
        return rewritten.Length == given.Text.Length ? given : new NixString(rewritten, given.Context);
    }

    private Value Escape(EvalSite site, Value characters, Value text, Func<EvalSite, Value, Value> replacement)
    {
        Value[] sought = characters.ForceList(site).Items;
        Value[] replacements = new Value[sought.Length];
        for (int i = 0; i < sought.Length; i++)
        {
            Value character = sought[i];
            replacements[i] = new Thunk(() => replacement(EvalSite.None, character));
        }

        return lib.Builtins.Call(site, "replaceStrings", new NixList(sought), new NixList(replacements), text);
    }

    private NixString EscapeNix(EvalSite site, Value value)
    {
        if (value.Force(site) is NixString text) return new NixString(NixText.Quote(text.Text), text.Context);
        NixString json = lib.Builtins.Call(site, "toJSON", value).ForceString(site);
        return new NixString(json.Text.Replace("$", "\\$", StringComparison.Ordinal), json.Context);
    }

    private NixString ShellArgument(EvalSite site, Value argument)
    {
        NixString text = lib.ToText(site, argument);
        return new NixString(ShellArgument(text.Text), text.Context);
    }

    private NixString ShellArguments(EvalSite site, Value arguments)
    {
        Value[] items = arguments.ForceList(site).Items;
        Value[] escaped = new Value[items.Length];
        for (int i = 0; i < items.Length; i++) escaped[i] = ShellArgument(site, items[i]);
        return lib.Join(site, " ", escaped);
    }

    private NixString ToShellVariable(EvalSite site, Value name, Value value)
    {
        NixString variable = name.ForceString(site);
        if (!IsPosixName(variable.Text))
        {
            throw new ThrownException($"toShellVar: {variable.Text} is not a valid shell variable name");
        }

        Value forced = value.Force(site);
        if (forced is AttrSet set && !StringsLib.IsStringLike(set))
        {
            List<Value> entries = [];
            foreach ((Symbol key, Value entry) in set.ByName)
            {
                NixString text = ShellArgument(site, entry);
                entries.Add(new NixString($"[{ShellArgument(key.Text)}]={text.Text}", text.Context));
            }

            return Assigned("declare -A ", variable, "(", lib.Join(site, " ", entries), ")");
        }

        return forced is NixList
            ? Assigned("declare -a ", variable, "(", ShellArguments(site, forced), ")")
            : Assigned("", variable, "", ShellArgument(site, forced), "");
    }

    private static NixString Assigned(string declaration, NixString variable, string open, NixString value, string close)
        => new($"{declaration}{variable.Text}={open}{value.Text}{close}", variable.Context.Union(value.Context));

    private static bool IsPosixName(string name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0])) return false;
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_') return false;
        }

        return true;
    }

    /// <summary>The characters that nixpkgs knows the codes of: printable ASCII, tab and line ends.</summary>
    private static bool IsInTable(char c) => c is >= ' ' and <= '~' or '\t' or '\n' or '\r';

    private static int CharacterCode(EvalSite site, Value character)
    {
        string text = character.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.getAttr");
        if (text.Length == 1 && IsInTable(text[0])) return text[0];
        throw new EvalException($"attribute '{NixText.Identifier(text)}' missing", site.Position);
    }
}
