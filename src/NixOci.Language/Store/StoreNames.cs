using NixOci.Language.Evaluation;

namespace NixOci.Language.Store;

/// <summary>What may be the name of a store path, with the errors for what may not.</summary>
internal static class StoreNames
{
    private const int LongestName = 211;

    /// <summary>What is wrong with a name, or null where it may be one.</summary>
    public static string? Fault(string name)
    {
        if (name.Length == 0) return "name must not be empty";
        if (name.Length > LongestName) return $"name '{name}' must be no longer than {LongestName} characters";
        if (name is "." or "..") return $"name '{name}' is not valid";
        string? first = name.StartsWith(".-", StringComparison.Ordinal) ? "."
            : name.StartsWith("..-", StringComparison.Ordinal) ? ".."
            : null;
        if (first is not null) return $"name '{name}' is not valid: first dash-separated component must not be '{first}'";
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.' or '_' or '?' or '='))
            {
                return $"name '{name}' contains illegal character '{c}'";
            }
        }

        return null;
    }

    /// <summary>The file name of a store path, made of hash and name; a bad name is an error.</summary>
    public static string BaseName(string hash, string name)
    {
        string baseName = $"{hash}-{name}";
        return Fault(name) is { } fault
            ? throw new EvalException($"path '{baseName}' is not a valid store path: {fault}")
            : baseName;
    }
}
