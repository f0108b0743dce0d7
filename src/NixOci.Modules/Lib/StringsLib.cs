using System.Globalization;
using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.strings</c>: strings are joined, split, rewritten, and read as numbers and names.</summary>
internal sealed class StringsLib(LibContext lib) : LibFile(lib)
{
    private const int LongestDerivationName = 207;
    private const string TrimmedBlanks = " \t\r\n";
    private static readonly Symbol OutPath = "outPath";
    private static readonly Symbol ToStringAttr = "__toString";

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Builtins(
            "compareVersions", "elem", "elemAt", "filter", "fromJSON", "genList", "head", "isInt", "isList", "isAttrs", "isPath",
            "isString", "match", "parseDrvName", "readFile", "replaceStrings", "split", "storeDir", "stringLength", "substring", "tail",
            "toJSON", "typeOf", "unsafeDiscardStringContext", "concatStringsSep", "concatMap");
        DefineJoining(set);
        DefineSplitting(set);
        DefineRewriting(set);
        DefineNumbers(set);
        DefineKinds(set);
        new StringAffixes(Lib).Define(set);
        new StringEscapes(Lib).Define(set);
        new BuildFlags(Lib).Define(set);
        new PackageTexts(Lib).Define(set);
    }

    /// <summary>A text with ASCII letters in lower case; other bytes stay as they are.</summary>
    public static string ToLower(string text) => string.Create(text.Length, text, static (lower, text) =>
    {
        for (int i = 0; i < lower.Length; i++) lower[i] = char.IsAsciiLetterUpper(text[i]) ? (char)(text[i] | 0x20) : text[i];
    });

    /// <summary>A text with ASCII letters in upper case; other bytes stay as they are.</summary>
    public static string ToUpper(string text) => string.Create(text.Length, text, static (upper, text) =>
    {
        for (int i = 0; i < upper.Length; i++) upper[i] = char.IsAsciiLetterLower(text[i]) ? (char)(text[i] & ~0x20) : text[i];
    });

    /// <summary>Whether a forced value can stand in a string.</summary>
    public static bool IsStringLike(Value value)
        => value is NixString or NixPath || (value is AttrSet set && (set.Has(OutPath) || set.Has(ToStringAttr)));

    private void DefineJoining(LibSet set)
    {
        set.Function("concatStrings", (site, texts) => Concat(site, "", texts));
        set.Function("concatMapStrings", (site, function, list) => Concat(site, "", Builtins.Call(site, "map", function, list)));
        set.Function("concatImapStrings", (site, function, list) => Concat(site, "", MapIndexed(site, function, list)));
        set.Function("concatMapStringsSep", (site, separator, function, list) =>
            Builtins.Call(site, "concatStringsSep", separator, new Thunk(() => Builtins.Call(EvalSite.None, "map", function, list))));
        set.Function("concatImapStringsSep", (site, separator, function, list) =>
            Builtins.Call(site, "concatStringsSep", separator, new Thunk(() => MapIndexed(EvalSite.None, function, list))));
        set.Function("concatLines", (site, lines) => Concat(site, "", Builtins.Call(
            site, "map", Lambda.Of((inner, line) => Lib.Plus(inner, line, new NixString("\n"))), lines)));
        set.Function("intersperse", static (site, separator, list) =>
        {
            NixList items = list.ForceList(site);
            if (items.Count < 2) return items;
            Value[] separated = new Value[(items.Count * 2) - 1];
            for (int i = 0; i < separated.Length; i++) separated[i] = i % 2 == 0 ? items[i / 2] : separator;
            return new NixList(separated);
        });
        set.Function("replicate", (site, count, text) =>
            Concat(site, "", Builtins.Call(site, "genList", Lambda.Of((inner, _) => text.Force(inner)), count)));
        set.Function("makeSearchPath", SearchPath);
        set.Function("makeSearchPathOutput", SearchPathOfOutputs);
        set.Function("makeLibraryPath", (site, packages) => SearchPathOfOutputs(site, new NixString("lib"), new NixString("lib"), packages));
        set.Function("makeIncludePath", (site, packages) => SearchPathOfOutputs(site, new NixString("dev"), new NixString("include"), packages));
        set.Function("makeBinPath", (site, packages) => SearchPathOfOutputs(site, new NixString("bin"), new NixString("bin"), packages));
        set.Function("optionalString", static (site, condition, text) => condition.Holds(site) ? text.Force(site) : NixString.Empty);
    }

    private void DefineSplitting(LibSet set)
    {
        set.Function("splitString", Split);
        set.Function("stringToCharacters", (site, text) => Characters(site, text));
        set.Function("stringAsChars", (site, function, text) =>
            Concat(site, "", Builtins.Call(site, "map", function, Characters(site, text))));
        set.Function("addContextFrom", (site, source, target) => AddContextFrom(site, source, target));
        set.Function("fileContents", (site, file) =>
        {
            NixString content = Builtins.Call(site, "readFile", file).ForceString(site);
            return content.Text.EndsWith('\n') ? new NixString(content.Text[..^1], content.Context) : content;
        });
        set.Lazy("readPathsFromFile", () => Lib.Warn(
            EvalSite.None, "lib.readPathsFromFile is deprecated, use a list instead.", Lambda.Of(ReadPaths)));
    }

    private void DefineRewriting(LibSet set)
    {
        set.Function("toLower", static (site, text) => text.ForceString(site) is var given
            ? new NixString(ToLower(given.Text), given.Context) : NixString.Empty);
        set.Function("toUpper", static (site, text) => text.ForceString(site) is var given
            ? new NixString(ToUpper(given.Text), given.Context) : NixString.Empty);
        set.Lazy("lowerChars", () => Characters(EvalSite.None, new NixString("abcdefghijklmnopqrstuvwxyz")));
        set.Lazy("upperChars", () => Characters(EvalSite.None, new NixString("ABCDEFGHIJKLMNOPQRSTUVWXYZ")));
        set.Lazy("replaceChars", () => Lib.Warn(
            EvalSite.None, "lib.replaceChars is a deprecated alias of lib.replaceStrings.", Builtins["replaceStrings"]));
        set.Function("trim", static (site, text) => Trim(site, text, true, true));
        set.Function("trimWith", ["start?", "end?"], static (site, given, text) => Trim(
            site, text, given["start"]?.Holds(site) ?? false, given["end"]?.Holds(site) ?? false));
        set.Function("normalizePath", NormalizePath);
        set.Function("sanitizeDerivationName", SanitizeDerivationName);
        set.Function("fixedWidthString", (site, width, filler, text) => FixedWidth(site, width, filler, text));
        set.Function("fixedWidthNumber", (site, width, number) => FixedWidth(site, width, new NixString("0"), Lib.ToText(site, number)));
    }

    private void DefineNumbers(LibSet set)
    {
        set.Function("toInt", (site, text) => NumberText.ToInt(site, Lib, text));
        set.Function("toIntBase10", (site, text) => NumberText.ToIntBase10(site, Lib, text));
        set.Function("floatToString", (site, number) =>
        {
            NixString text = Lib.ToText(site, number);
            bool isPrecise = Operators.AreEqual(site, number, Builtins.Call(site, "fromJSON", text));
            return isPrecise ? text : Lib.Warn(site, "Imprecise conversion from float to string " + text.Text, text);
        });
        set.Function("levenshtein", static (site, first, second) =>
            NixInt.Of(Suggestion.Distance(first.ForceString(site).Text, second.ForceString(site).Text)));
        set.Function("levenshteinAtMost", static (site, limit, first, second) => limit.ForceInt(site) is var most and > 0
            ? NixBool.Of(Suggestion.Distance(first.ForceString(site).Text, second.ForceString(site).Text) <= most)
            : NixBool.Of(Operators.AreEqual(site, first, second)));
    }

    private void DefineKinds(LibSet set)
    {
        set.Function("isStringLike", static (site, value) => NixBool.Of(IsStringLike(value.Force(site))));
        set.Function("isConvertibleWithToString", static (site, value) => NixBool.Of(IsConvertible(site, value)));
        set.Lazy("isCoercibleToString", () => Lib.Warn(
            EvalSite.None,
            "lib.strings.isCoercibleToString is deprecated in favor of either isStringLike or isConvertibleWithToString. Only use the "
                + "latter if it needs to return true for null, numbers, booleans and list of similarly coercibles.",
            Lambda.Of(static (site, value) => NixBool.Of(IsConvertible(site, value)))));
        set.Function("isStorePath", (site, value) => NixBool.Of(IsStorePath(site, value)));
    }

    private Value Concat(EvalSite site, string separator, Value texts)
        => Builtins.Call(site, "concatStringsSep", new NixString(separator), texts);

    private static NixList MapIndexed(EvalSite site, Value function, Value list)
    {
        Value[] items = list.ForceList(site).Items;
        Value[] results = new Value[items.Length];
        for (int i = 0; i < items.Length; i++) results[i] = Thunk.Apply(function, NixInt.Of(i + 1), items[i]);
        return new NixList(results);
    }

    private Value SearchPath(EvalSite site, Value directory, Value paths)
    {
        List<Value> entries = [];
        foreach (Value path in paths.ForceList(site).Items)
        {
            if (path.Force(site) is NixNull) continue;
            entries.Add(Lib.Plus(site, Lib.Plus(site, path, new NixString("/")), directory));
        }

        return Lib.Join(site, ":", entries);
    }

    private Value SearchPathOfOutputs(EvalSite site, Value output, Value directory, Value packages)
    {
        Value[] items = packages.ForceList(site).Items;
        Value[] outputs = new Value[items.Length];
        for (int i = 0; i < items.Length; i++) outputs[i] = AttrSetsLib.Output(site, items[i], output);
        return SearchPath(site, directory, new NixList(outputs));
    }

    private Value Split(EvalSite site, Value separator, Value text)
    {
        string between = Lib.ToText(site, separator).Text;
        string whole = Lib.ToText(site, text).Text;
        string[] parts;
        if (between.Length > 0)
        {
            parts = whole.Split(between);
        }
        else
        {
            // An empty separator matches before every character and at the end.
            parts = new string[whole.Length + 2];
            parts[0] = parts[^1] = "";
            for (int i = 0; i < whole.Length; i++) parts[i + 1] = whole[i].ToString();
        }

        Value[] items = new Value[parts.Length];
        StringContext? context = (text.Force(site) as NixString)?.Context;
        for (int i = 0; i < items.Length; i++)
        {
            NixString part = new(parts[i], context);
            items[i] = context is null ? new Thunk(() => AddContextFrom(EvalSite.None, text, part)) : part;
        }

        return new NixList(items);
    }

    private NixList Characters(EvalSite site, Value text)
    {
        NixString whole = text.Force(site) as NixString
            ?? Interpreted(site, text, "while evaluating the argument passed to builtins.stringLength");
        if (whole.Text.Length == 0) return NixList.Empty;
        Value[] characters = new Value[whole.Text.Length];
        for (int i = 0; i < characters.Length; i++) characters[i] = new NixString(whole.Text[i].ToString(), whole.Context);
        return new NixList(characters);
    }

    private NixString Interpreted(EvalSite site, Value value, string context)
        => Lib.Interpreter.Coercion.ToNixString(site, value, CoercionMode.CopyToStore, context);

    private NixString AddContextFrom(EvalSite site, Value source, Value target)
    {
        StringContext context = Interpreted(site, source, "while evaluating the third argument (the string) passed to builtins.substring").Context;
        NixString text = Lib.Interpolate(site, target);
        return context.IsEmpty ? text : new NixString(text.Text, context.Union(text.Context));
    }

    private Value ReadPaths(EvalSite site, Value root, Value file)
    {
        NixString content = Builtins.Call(site, "readFile", file).ForceString(site);
        List<Value> paths = [];
        foreach (string line in content.Text.Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            NixString relative = new("/" + line, content.Context);
            paths.Add(new Thunk(() => Lib.Plus(EvalSite.None, root, relative)));
        }

        return NixList.Of(paths);
    }

    private static NixString Trim(EvalSite site, Value text, bool start, bool end)
    {
        string whole = text.ForceString(site).Text;
        if (start) whole = whole.TrimStart(TrimmedBlanks.ToCharArray());
        if (end) whole = whole.TrimEnd(TrimmedBlanks.ToCharArray());
        return new NixString(whole);
    }

    private Value NormalizePath(EvalSite site, Value path)
    {
        if (path.Force(site) is NixPath given)
        {
            Lib.Warn(
                site,
                $"lib.strings.normalizePath: The argument ({given.Path}) is a path value, but only strings are supported.\n"
                    + "    Path values are always normalised in Nix, so there's no need to call this function on them.\n"
                    + "    This function also copies the path to the Nix store and returns the store path, the same as \"${path}\" will, "
                    + "which may not be what you want.\n"
                    + "    This behavior is deprecated and will throw an error in the future.",
                NixNull.Instance);
        }

        NixString whole = Interpreted(site, path, "while evaluating the argument passed to builtins.stringLength");
        StringBuilder normal = new(whole.Text.Length);
        foreach (char c in whole.Text)
        {
            if (c != '/' || normal.Length == 0 || normal[^1] != '/') normal.Append(c);
        }

        return new NixString(normal.ToString(), whole.Context);
    }

    private Value SanitizeDerivationName(EvalSite site, Value name)
    {
        string text = Interpreted(site, name, "while evaluating the argument passed to builtins.stringLength").Text.TrimStart('.');
        StringBuilder clean = new(text.Length);
        bool inInvalid = false;
        foreach (char c in text)
        {
            bool isValid = char.IsAsciiLetterOrDigit(c) || c is '+' or '.' or '_' or '?' or '=' or '-';
            if (isValid) clean.Append(c);
            else if (!inInvalid) clean.Append('-');
            inInvalid = !isValid;
        }

        if (clean.Length == 0) return new NixString("unknown");
        return new NixString(clean.Length > LongestDerivationName
            ? clean.ToString(clean.Length - LongestDerivationName, LongestDerivationName)
            : clean.ToString());
    }

    private NixString FixedWidth(EvalSite site, Value width, Value filler, Value text)
    {
        NixString content = Interpreted(site, text, "while evaluating the argument passed to builtins.stringLength");
        NixString fill = Interpreted(site, filler, "while evaluating the argument passed to builtins.stringLength");
        long rest = width.ForceInt(site);
        int repetitions = 0;
        while (rest != content.Text.Length)
        {
            if (content.Text.Length > rest)
            {
                throw new ThrownException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"fixedWidthString: requested string length ({rest}) must not be shorter than actual length ({content.Text.Length})"));
            }

            if (fill.Text.Length == 0) throw new LimitException("stack overflow; max-call-depth exceeded", site.Position);
            rest -= fill.Text.Length;
            repetitions++;
        }

        StringBuilder padded = new();
        for (int i = 0; i < repetitions; i++) padded.Append(fill.Text);
        StringContext context = repetitions > 0 ? fill.Context.Union(content.Context) : content.Context;
        return new NixString(padded.Append(content.Text).ToString(), context);
    }

    private static bool IsConvertible(EvalSite site, Value value)
    {
        Value forced = value.Force(site);
        if (forced is NixNull or NixInt or NixFloat or NixBool || IsStringLike(forced)) return true;
        if (forced is not NixList list) return false;
        foreach (Value item in list.Items)
        {
            if (!IsConvertible(site, item)) return false;
        }

        return true;
    }

    private bool IsStorePath(EvalSite site, Value value)
    {
        if (!IsStringLike(value.Force(site))) return false;
        string path = Lib.ToText(site, value).Text;
        if (!path.StartsWith('/')) return false;
        string directory = path[..path.LastIndexOf('/')];
        return directory == Builtins["storeDir"].ForceString(site).Text || IsContentAddressed(path);
    }

    /// <summary>What a derivation's output is called before its hash is known.</summary>
    private static bool IsContentAddressed(string path)
    {
        const int HashLength = 52;
        if (path.Length != HashLength + 1) return false;
        foreach (char c in path.AsSpan(1))
        {
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterLower(c)) return false;
        }

        return true;
    }
}
