using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Modules.Library;

namespace NixOci.Modules.Assumptions;

/// <summary>Errors about values that are not at hand: what is missing, and the ways out.</summary>
internal static class UnknownErrors
{
    /// <summary>A value is read that nothing defines.</summary>
    public static UnknownValueException NotDefined(
        Unknowns unknowns,
        UnknownKind kind,
        string path,
        IReadOnlyList<string> rest,
        Position position,
        IReadOnlyList<string>? similar = null)
    {
        string whole = path;
        foreach (string name in rest) whole += "." + NixText.Identifier(name);
        return kind switch
        {
            UnknownKind.Option => new UnknownValueException(
                $"the option `{whole}' is read here, but nothing declares or defines it", kind, path, position)
            {
                Suggestions = similar ?? [],
                Advice = OptionAdvice(unknowns, whole),
            },
            UnknownKind.Argument => new UnknownValueException(
                $"the module argument `{whole}' is needed here, but nobody gives it", kind, path, position)
            {
                Advice = ArgumentAdvice(whole),
            },
            _ => new UnknownValueException(
                $"`{whole}' is needed here, but the flake's input `{InputOf(path)}' is not at hand", kind, path, position)
            {
                Advice = InputAdvice(whole, InputOf(path)),
            },
        };
    }

    /// <summary>A file is imported that is not there.</summary>
    public static EvalException MissingFile(string path, string importedBy)
        => new($"path '{path}' does not exist")
        {
            Advice = [$"It is imported by '{importedBy}'. With --assume it is left out."],
        };

    /// <summary>A placeholder cannot be the value that is needed.</summary>
    public static UnknownValueException CannotStandFor(UnknownKind kind, string path, string wanted, Position position)
        => new($"{wanted} is needed here, but the value of `{path}' is not known", kind, path, position)
        {
            Advice = kind == UnknownKind.Option
                ? ["No placeholder can stand for it. Say what it is:", $"  --set '{path}=EXPR'"]
                : kind == UnknownKind.Argument
                    ? ["No placeholder can stand for it. Say what the argument is:", $"  --arg '{FirstName(path)}=EXPR'"]
                    : ["No placeholder can stand for it. Give the input:", $"  --override-input {InputOf(path)} PATH"],
        };

    private static List<string> OptionAdvice(Unknowns unknowns, string path)
    {
        List<string> advice =
        [
            "There are three ways out:",
            $"  --set '{path}=EXPR'  defines the option",
            "  nixoci translate CONFIG FILE...  adds the file that defines it, if that is missing",
            $"  --assume  goes on with '@{path}@' in its place",
        ];
        List<string> missing = [];
        foreach (LeftOutModule module in unknowns.LeftOutModules)
        {
            if (module.IsMissed) missing.Add(module.Name);
        }

        if (missing.Count > 0)
        {
            advice.Add("It may be an option of a module that is not at hand: " + string.Join(", ", missing));
        }

        return advice;
    }

    private static string[] ArgumentAdvice(string path)
        =>
        [
            "There are two ways out:",
            $"  --arg '{FirstName(path)}=EXPR'  gives the argument",
            $"  --assume  goes on with '@{path}@' in its place",
        ];

    private static string[] InputAdvice(string path, string input)
        =>
        [
            "There are two ways out:",
            $"  --override-input {input} PATH  takes the input from a directory or file",
            $"  --assume  goes on with '@{path}@' in its place",
        ];

    /// <summary>The name of an input in a path <c>inputs.NAME.…</c>.</summary>
    private static string InputOf(string path)
    {
        string rest = path.StartsWith("inputs.", StringComparison.Ordinal) ? path["inputs.".Length..] : path;
        return FirstName(rest);
    }

    private static string FirstName(string path) => path.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? path[..dot] : path;
}
