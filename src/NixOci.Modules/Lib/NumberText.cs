using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>Numbers written in texts.</summary>
internal static class NumberText
{
    private static readonly char[] Blanks = [' ', '\t', '\n', '\v', '\f', '\r'];

    /// <summary>What <c>lib.toInt</c> gives.</summary>
    public static Value ToInt(EvalSite site, LibContext lib, Value text)
    {
        string given = text.ForceString(site).Text;
        string trimmed = given.Trim(Blanks);
        if (!IsInteger(trimmed)) throw NotConvertible("toInt", given);
        if (trimmed.Length > 1 && trimmed[0] == '0')
        {
            throw new ThrownException(
                $"toInt: Ambiguity in interpretation of {NixText.Quote(given)} between octal and zero padded integer.");
        }

        return Parse(site, lib, trimmed) ?? throw NotConvertible("toInt", given);
    }

    /// <summary>What <c>lib.toIntBase10</c> gives: zeros in front are padding, even in front of a sign.</summary>
    public static Value ToIntBase10(EvalSite site, LibContext lib, Value text)
    {
        string given = text.ForceString(site).Text;
        string trimmed = given.Trim(Blanks);
        string significant = trimmed.TrimStart('0');
        if (significant.Length == 0 && trimmed.Length > 0) return NixInt.Of(0);
        if (!IsInteger(significant)) throw NotConvertible("toIntBase10", given);
        return Parse(site, lib, significant) ?? throw NotConvertible("toIntBase10", given);
    }

    /// <summary>A number as JSON has it; null where it is no integer.</summary>
    private static NixInt? Parse(EvalSite site, LibContext lib, string number)
        => lib.Builtins.Call(site, "fromJSON", new NixString(number)) as NixInt;

    private static bool IsInteger(string text)
    {
        int first = text.StartsWith('-') ? 1 : 0;
        for (int i = first; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i])) return false;
        }

        return text.Length > first;
    }

    private static ThrownException NotConvertible(string function, string text)
        => new($"{function}: Could not convert {NixText.Quote(text)} to int.");
}
