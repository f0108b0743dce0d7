using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.trivial</c>: simple functions, operators by name, warnings, and the version of nixpkgs.</summary>
internal sealed class TrivialLib(LibContext lib) : LibFile(lib)
{
    private const string VersionSuffix = "pre-git";
    private const int OldestSupportedRelease = 2405;

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        DefineFunctions(set);
        DefineOperators(set);
        DefineMessages(set);
        DefineVersions(set);
        set.Function("isFunction", static (site, value) => NixBool.Of(FunctionArguments.IsFunction(site, value)));
        set.Function("functionArgs", (site, value) => FunctionArguments.Of(site, Builtins, value));
        set.Function("setFunctionArgs", static (_, function, arguments) => FunctionArguments.Set(function, arguments));
        set.Function("mirrorFunctionArgs", (_, mirrored, function) =>
            FunctionArguments.Set(function, new Thunk(() => FunctionArguments.Of(EvalSite.None, Builtins, mirrored))));
        set.Function("toFunction", static (site, value) => FunctionArguments.IsFunction(site, value)
            ? value.Force(site)
            : Lambda.Of((inner, _) => value.Force(inner)));
        set.Function("fromHexString", (site, text) => FromHex(site, text));
        set.Function("toHexString", static (site, number) => new NixString(Hex(Digits(site, NixInt.Of(16), number))));
        set.Function("toBaseDigits", static (site, radix, number) => DigitList(Digits(site, radix, number)));
        set.Lazy("inNixShell", () => NixBool.Of(Builtins.Call(EvalSite.None, "getEnv", new NixString("IN_NIX_SHELL")) is not NixString { Text: "" }));
        set.Lazy("inPureEvalMode", () => NixBool.Of(!Lib.Interpreter.BuiltinSet.Has("currentSystem")));
    }

    private void DefineFunctions(LibSet set)
    {
        set.Function("id", static (site, value) => value.Force(site));
        set.Function("const", static (site, value, _) => value.Force(site));
        set.Function("pipe", static (site, value, functions) =>
        {
            Value result = value;
            foreach (Value function in functions.ForceList(site).Items) result = function.Call(site, result);
            return result.Force(site);
        });
        set.Function("flip", static (site, function, first, second) => function.Call(site, second, first));
        set.Function("mapNullable", static (site, function, value) =>
            value.Force(site) is NixNull ? NixNull.Instance : function.Call(site, value));
        set.Function("importJSON", (site, path) => Builtins.Call(site, "fromJSON", Builtins.Call(site, "readFile", path)));
        set.Function("importTOML", (site, path) => Builtins.Call(site, "fromTOML", Builtins.Call(site, "readFile", path)));
        set.Builtins("pathExists", "readFile", "isBool", "isInt", "isFloat", "seq", "deepSeq", "genericClosure");
    }

    private void DefineOperators(LibSet set)
    {
        set.Function("concat", static (site, first, second) => Operators.Concat(site, first, second));
        set.Function("or", static (site, first, second) => NixBool.Of(first.Holds(site) || second.Holds(site)));
        set.Function("and", static (site, first, second) => NixBool.Of(first.Holds(site) && second.Holds(site)));
        set.Function("xor", static (site, first, second) => NixBool.Of(first.Holds(site) != second.Holds(site)));
        set.Lazy("bitNot", () => Builtins["sub"].Call(NixInt.Of(-1)));
        set.Function("boolToString", static (site, value) => new NixString(value.Holds(site) ? "true" : "false"));
        set.Function("mergeAttrs", static (site, first, second) => Operators.Update(site, first, second));
        set.Function("min", static (site, first, second) => (ValueComparer.Less(site, first, second) ? first : second).Force(site));
        set.Function("max", static (site, first, second) => (ValueComparer.Less(site, second, first) ? first : second).Force(site));
        set.Function("mod", Remainder);
        set.Function("compare", static (site, first, second) => NixInt.Of(Compare(site, first, second)));
        set.Function("splitByAndCompare", 5, static (site, given) =>
        {
            (Value belongs, Value yes, Value no, Value first, Value second) = (given[0], given[1], given[2], given[3], given[4]);
            bool belongsFirst = belongs.Call(site, first).Holds(site), belongsSecond = belongs.Call(site, second).Holds(site);
            if (belongsFirst != belongsSecond) return NixInt.Of(belongsFirst ? -1 : 1);
            return (belongsFirst ? yes : no).Call(site, first, second);
        });
        set.Builtins("bitAnd", "bitOr", "bitXor", "add", "sub", "lessThan");
    }

    private void DefineMessages(LibSet set)
    {
        set.Builtins("warn");
        set.Function("info", (site, message) =>
            Builtins["trace"].Call(site, new NixString("INFO: " + Lib.Interpolate(site, message).Text)));
        set.Function("warnIf", (site, condition, message) => condition.Holds(site) ? Builtins["warn"].Call(site, message) : Lambda.Identity);
        set.Function("warnIfNot", (site, condition, message) => condition.Holds(site) ? Lambda.Identity : Builtins["warn"].Call(site, message));
        set.Function("throwIf", (site, condition, message) =>
            condition.Holds(site) ? Builtins.Call(site, "throw", message) : Lambda.Identity);
        set.Function("throwIfNot", (site, condition, message) =>
            condition.Holds(site) ? Lambda.Identity : Builtins.Call(site, "throw", message));
        set.Function("checkListOfEnum", CheckListOfEnum);
        set.Function("showWarnings", (site, warnings, value) => ListsLib.FoldRight(site, Builtins["warn"], value, warnings));
    }

    private void DefineVersions(LibSet set)
    {
        set.Lazy("release", () => new NixString(Lib.Release.SystemRelease));
        set.Constant("versionSuffix", new NixString(VersionSuffix));
        set.Lazy("version", Version);
        set.Lazy("codeName", () => new NixString(Lib.Release.SystemCodeName));
        set.Constant("oldestSupportedRelease", NixInt.Of(OldestSupportedRelease));
        set.Function("isInOldestRelease", static (site, release) =>
            NixBool.Of(!ValueComparer.Less(site, NixInt.Of(OldestSupportedRelease), release)));
        set.Function("revisionWithDefault", static (site, revision) => revision.Force(site));
        set.Lazy("nixpkgsVersion", () => Lib.Warn(
            EvalSite.None, "lib.nixpkgsVersion is a deprecated alias of lib.version.", Version()));
    }

    private NixString Version() => new(Lib.Release.SystemRelease + VersionSuffix);

    /// <summary>The order of two values: negative, zero or positive.</summary>
    public static int Compare(EvalSite site, Value first, Value second)
        => ValueComparer.Less(site, first, second) ? -1 : ValueComparer.Less(site, second, first) ? 1 : 0;

    private Value Remainder(EvalSite site, Value number, Value divisor)
    {
        if (number.Force(site) is NixInt a && divisor.Force(site) is NixInt b && b.Value is not (0 or -1)) return NixInt.Of(a.Value % b.Value);
        Value quotient = Builtins.Call(site, "div", number, divisor);
        return Builtins.Call(site, "sub", number, Builtins.Call(site, "mul", divisor, quotient));
    }

    private Value CheckListOfEnum(EvalSite site, Value message, Value valid, Value given)
    {
        NixList unexpected = ListsLib.Subtract(site, valid, given);
        if (unexpected.Count == 0) return Lambda.Identity;
        string text = Lib.Interpolate(site, message).Text
            + $": {Enumerate(site, unexpected)} unexpected; valid ones: {Enumerate(site, valid.ForceList(site))}";
        throw new ThrownException(text);
    }

    private string Enumerate(EvalSite site, NixList values)
    {
        string[] texts = new string[values.Count];
        for (int i = 0; i < texts.Length; i++) texts[i] = Lib.ToText(site, values[i]).Text;
        return string.Join(", ", texts);
    }

    private Value FromHex(EvalSite site, Value text)
    {
        NixString given = text.ForceString(site);
        string digits = StringsLib.ToLower(given.Text);
        if (digits.StartsWith("0x", StringComparison.Ordinal)) digits = digits[2..];
        if (digits.Length == 0 || !char.IsAsciiHexDigit(digits[0])) throw NoHexDigit(site, digits);
        return Builtins.Call(site, "fromTOML", new NixString("v=0x" + digits, given.Context)).ForceAttrs(site)["v"]!.Force(site);
    }

    /// <summary>What Nix's reader of TOML says of a number without digits, which users of this function see.</summary>
    private static EvalException NoHexDigit(EvalSite site, string digits) => site.Error(
        "while parsing TOML: [error] toml::parse_hex_integer: invalid integer: hex_int must be like: 0xC0FFEE, 0xdead_beef\n"
        + $" --> fromTOML\n   |\n 1 | v=0x{digits}\n   |     ^-- expected hex [0-9a-fA-F]");

    private static List<int> Digits(EvalSite site, Value radix, Value number)
    {
        if (radix.Force(site) is not NixInt baseValue) throw Operators.AssertionFailure("(isInt base)", site);
        if (number.Force(site) is not NixInt value) throw Operators.AssertionFailure("(isInt i)", site);
        if (baseValue.Value < 2) throw Operators.AssertionFailure("(! (__lessThan base 2))", site);
        if (value.Value < 0) throw Operators.AssertionFailure("(! (__lessThan i 0))", site);
        List<int> digits = [];
        long rest = value.Value;
        do
        {
            digits.Add((int)(rest % baseValue.Value));
            rest /= baseValue.Value;
        }
        while (rest > 0);
        digits.Reverse();
        return digits;
    }

    private static string Hex(List<int> digits) => string.Create(digits.Count, digits, static (text, digits) =>
    {
        for (int i = 0; i < text.Length; i++) text[i] = "0123456789ABCDEF"[digits[i]];
    });

    private static NixList DigitList(List<int> digits)
    {
        Value[] values = new Value[digits.Count];
        for (int i = 0; i < values.Length; i++) values[i] = NixInt.Of(digits[i]);
        return new NixList(values);
    }
}
