using NixOci.Language.Builtins.Regex;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary>The types of strings.</summary>
/// <param name="context">The module system at hand.</param>
internal sealed class StringTypes(ModuleContext context)
{
    private static readonly DelegatedCheck IsString = new(static value => value.Force() is NixString);
    private Value? _match;

    private Value Match => _match ??= context.Builtins["match"];

    public AttrSet Str() => new SimpleType(context, "str", "string", IsString, context.Merges.Equal).Set;

    public AttrSet NonEmptyStr() => new SimpleType(
        context, "nonEmptyStr", "non-empty string", new DelegatedCheck(IsNotBlank), context.Merges.Equal).Set;

    public AttrSet SingleLineStr() => new SimpleType(
        context,
        "singleLineStr",
        "(optionally newline-terminated) single-line string",
        new DelegatedCheck(IsSingleLine),
        new DelegatedMerge(MergeLine)).Set;

    /// <summary><c>strMatching</c>: strings that an extended regular expression matches as a whole.</summary>
    public AttrSet StrMatching(Value pattern)
    {
        NixString text = pattern.ForceString();
        Lazy<TextPattern?> compiled = new(() => text.HasContext ? null : TextPattern.Of(text.Text));
        DelegatedCheck check = new(value => value.Force() is NixString given
            && (compiled.Value?.Matches(given.Text) ?? Match.Call(text, given) is not NixNull));
        return new SimpleType(
            context,
            $"strMatching {NixText.Quote(text.Text)}",
            $"string matching the pattern {text.Text}",
            check,
            context.Merges.Equal).Set;
    }

    /// <summary><c>separatedString</c>: definitions one after the other, with something between them.</summary>
    public AttrSet SeparatedString(Value separator)
    {
        Value between = separator;
        return new SeparatedStringType(context, between).Set;
    }

    /// <summary><c>string</c>: an old name, of which evaluation warns.</summary>
    public Value OldString() => context.Warn(
        "The type `types.string` is deprecated. See https://github.com/NixOS/nixpkgs/pull/66346 for better alternative types.",
        SeparatedString(NixString.Empty).With(Attr.Name, new NixString("string")));

    /// <summary><c>passwdEntry</c>: what may stand in a field of a password file.</summary>
    public AttrSet PasswdEntry(Value entry)
        => context.Types.AddCheck(entry, new DelegatedCheck(static value => FitsField(value.ForceString().Text)))
            .Update(Protocol.Nix.Attrs(
                ("name", new Thunk(() => new NixString($"passwdEntry {entry.Get(Attr.Name).ForceString().Text}"))),
                ("description", TypeFunctions.Text(
                    () => $"{TypeFunctions.Phrase(entry, BuiltInType.Noun)}, not containing newlines or colons"))));

    private static bool FitsField(string text) => !text.Contains(':') && !text.Contains('\n');

    private static bool IsNotBlank(Value value)
        => value.Force() is NixString text && text.Text.AsSpan().ContainsAnyExcept(" \t\n");

    private static bool IsSingleLine(Value value)
    {
        if (value.Force() is not NixString { Text: string text }) return false;
        int end = text.AsSpan().IndexOfAny('\n', '\r');
        return end < 0 || (end == text.Length - 1 && text[end] == '\n');
    }

    private NixString MergeLine(Location location, Definition[] definitions)
    {
        NixString line = (NixString)context.Merges.Equal.Merge(location, definitions);
        return line.Text.EndsWith('\n') ? new NixString(line.Text[..^1], line.Context) : line;
    }

    private sealed class SeparatedStringType(ModuleContext context, Value separator) : BuiltInType(context)
    {
        private static readonly NixString TypeName = new("separatedString");

        protected override Value Name => TypeName;

        protected override Value Description => TypeFunctions.Text(Describe);

        protected override Value DescriptionClass => Noun;

        protected override Value CheckFunction => IsString;

        protected override Value MergeFunction => new DelegatedMerge(Join);

        protected override AttrSet Functor => Context.Types.Functors.Carrying(
            "separatedString",
            null,
            separator,
            static (first, second) => ValueComparer.Equal(EvalSite.None, first, second) ? first : NixNull.Instance);

        private string Describe()
        {
            string text = separator.ForceString().Text;
            return text.Length == 0 ? "Concatenated string" : $"strings concatenated with {Json(separator)}";
        }

        private string Json(Value value)
            => Context.Builtins.Call(EvalSite.None, "toJSON", value).ForceString().Text;

        private NixString Join(Location location, Definition[] definitions)
        {
            Value[] parts = new Value[definitions.Length];
            for (int i = 0; i < parts.Length; i++) parts[i] = definitions[i].Value;
            NixString between = separator.ForceString();
            NixString joined = OptionMerges.Join(parts, between.Text);
            return between.HasContext ? new NixString(joined.Text, joined.Context.Union(between.Context)) : joined;
        }
    }
}
