using System.Globalization;

namespace NixOci.Language.Builtins;

/// <summary>Versions of packages: sequences of numbers and words, in the order in which releases follow each other.</summary>
public static class PackageVersions
{
    private const string PreRelease = "pre";

    /// <summary>-1 where the first version is the older one, 1 where it is the newer one, 0 where they are the same.</summary>
    public static int Compare(string first, string second)
    {
        ReadOnlySpan<char> a = first, b = second;
        while (a.Length > 0 || b.Length > 0)
        {
            ReadOnlySpan<char> x = NextComponent(ref a), y = NextComponent(ref b);
            if (IsOlder(x, y)) return -1;
            if (IsOlder(y, x)) return 1;
        }

        return 0;
    }

    /// <summary>
    /// Takes the next component off a version: a run of digits, or of anything else up to a dot, a dash or a digit. Empty at the end.
    /// </summary>
    public static ReadOnlySpan<char> NextComponent(ref ReadOnlySpan<char> rest)
    {
        int start = rest.IndexOfAnyExcept('.', '-');
        if (start < 0)
        {
            rest = default;
            return default;
        }

        rest = rest[start..];
        int length = 1;
        if (char.IsAsciiDigit(rest[0]))
        {
            while (length < rest.Length && char.IsAsciiDigit(rest[length])) length++;
        }
        else
        {
            while (length < rest.Length && !char.IsAsciiDigit(rest[length]) && rest[length] is not ('.' or '-')) length++;
        }

        ReadOnlySpan<char> component = rest[..length];
        rest = rest[length..];
        return component;
    }

    /// <summary>The dash between a package's name and its version: the first that no letter follows; negative where there is none.</summary>
    public static int VersionDash(string name)
    {
        for (int i = 0; i + 1 < name.Length; i++)
        {
            if (name[i] == '-' && !char.IsAsciiLetter(name[i + 1])) return i;
        }

        return -1;
    }

    private static bool IsOlder(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        bool firstIsNumber = IsNumber(first, out int x), secondIsNumber = IsNumber(second, out int y);
        if (firstIsNumber && secondIsNumber) return x < y;
        if (first.IsEmpty && secondIsNumber) return true;
        if (first is PreRelease && second is not PreRelease) return true;
        if (second is PreRelease) return false;

        // 2.3a is older than 2.3.1.
        if (secondIsNumber) return true;
        return !firstIsNumber && first.SequenceCompareTo(second) < 0;
    }

    /// <summary>Digits that exceed 32 bits count as a word.</summary>
    private static bool IsNumber(ReadOnlySpan<char> component, out int number)
        => int.TryParse(component, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
