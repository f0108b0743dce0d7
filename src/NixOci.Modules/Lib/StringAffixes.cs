using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The part of <c>lib.strings</c> that looks at the beginning, the end and the inside of strings.</summary>
internal sealed class StringAffixes(LibContext lib)
{
    public void Define(LibSet set)
    {
        set.Function("hasPrefix", HasPrefix);
        set.Function("hasSuffix", HasSuffix);
        set.Function("hasInfix", HasInfix);
        set.Function("removePrefix", RemovePrefix);
        set.Function("removeSuffix", RemoveSuffix);
        set.Function("commonPrefixLength", static (site, first, second) =>
            NixInt.Of(CommonParts.CommonPrefix(first.ForceString(site).Text, second.ForceString(site).Text)));
        set.Function("commonSuffixLength", static (site, first, second) =>
            NixInt.Of(CommonParts.CommonSuffix(first.ForceString(site).Text, second.ForceString(site).Text)));
    }

    private Value HasPrefix(EvalSite site, Value prefix, Value text)
    {
        if (Texts(site, prefix, text, out string start, out string whole)) return NixBool.Of(whole.StartsWith(start, StringComparison.Ordinal));
        WarnOfPath(site, prefix, "hasPrefix", AlwaysFalse, UsePathHasPrefix);
        return NixBool.Of(Operators.AreEqual(site, Substring(site, 0, Length(site, prefix), text), prefix));
    }

    private Value HasSuffix(EvalSite site, Value suffix, Value text)
    {
        if (Texts(site, suffix, text, out string end, out string whole)) return NixBool.Of(whole.EndsWith(end, StringComparison.Ordinal));
        WarnOfPath(site, suffix, "hasSuffix", AlwaysFalse);
        long length = Length(site, text), suffixLength = Length(site, suffix);
        return NixBool.Of(length >= suffixLength
            && Operators.AreEqual(site, Substring(site, length - suffixLength, length, text), suffix));
    }

    private Value HasInfix(EvalSite site, Value infix, Value text)
    {
        WarnOfPath(site, infix, "hasInfix", AlwaysFalse);
        string part = infix.ForceString(site).Text;
        return NixBool.Of(lib.Interpolate(site, text).Text.Contains(part, StringComparison.Ordinal));
    }

    private Value RemovePrefix(EvalSite site, Value prefix, Value text)
    {
        if (Texts(site, prefix, text, out string start, out string whole))
        {
            return whole.StartsWith(start, StringComparison.Ordinal) && start.Length > 0
                ? new NixString(whole[start.Length..], text.ForceString(site).Context)
                : text.Force(site);
        }

        WarnOfPath(site, prefix, "removePrefix", NeverRemoves("prefix"));
        long length = Length(site, prefix);
        return Operators.AreEqual(site, Substring(site, 0, length, text), prefix)
            ? Substring(site, length, -1, text)
            : text.Force(site);
    }

    private Value RemoveSuffix(EvalSite site, Value suffix, Value text)
    {
        if (Texts(site, suffix, text, out string end, out string whole))
        {
            return whole.EndsWith(end, StringComparison.Ordinal) && end.Length > 0
                ? new NixString(whole[..^end.Length], text.ForceString(site).Context)
                : text.Force(site);
        }

        WarnOfPath(site, suffix, "removeSuffix", NeverRemoves("suffix"));
        long suffixLength = Length(site, suffix), length = Length(site, text);
        return suffixLength <= length && Operators.AreEqual(site, suffix, Substring(site, length - suffixLength, suffixLength, text))
            ? Substring(site, 0, length - suffixLength, text)
            : text.Force(site);
    }

    /// <summary>Whether both are strings, the first being evaluated first; these are nearly all calls.</summary>
    private static bool Texts(EvalSite site, Value affix, Value text, out string affixText, out string wholeText)
    {
        affixText = wholeText = "";
        if (affix.Force(site) is not NixString first || text.Force(site) is not NixString whole) return false;
        (affixText, wholeText) = (first.Text, whole.Text);
        return true;
    }

    private long Length(EvalSite site, Value text) => lib.Builtins.Call(site, "stringLength", text).ForceInt(site);

    private Value Substring(EvalSite site, long start, long length, Value text)
        => lib.Builtins.Call(site, "substring", NixInt.Of(start), NixInt.Of(length), text);

    private const string AlwaysFalse = "since this function always returns `false` in such a case.";
    private const string UsePathHasPrefix =
        "\n    You might want to use `lib.path.hasPrefix` instead, which correctly supports paths.";

    private static string NeverRemoves(string affix) => $"since this function never removes any {affix} in such a case.";

    private void WarnOfPath(EvalSite site, Value affix, string function, string consequence, string advice = "")
    {
        if (affix.Force(site) is not NixPath path) return;
        string message =
            $"lib.strings.{function}: The first argument ({path.Path}) is a path value, but only strings are supported.\n"
            + $"    There is almost certainly a bug in the calling code, {consequence}\n"
            + "    This function also copies the path to the Nix store, which may not be what you want.\n"
            + "    This behavior is deprecated and will throw an error in the future." + advice;
        lib.Warn(site, message, NixNull.Instance);
    }
}
