namespace NixOci.Language.Values;

/// <summary>How a string refers to a store path.</summary>
public enum ContextKind
{
    /// <summary>To the path itself.</summary>
    Path,

    /// <summary>To a derivation with everything that it takes to build all its outputs.</summary>
    AllOutputs,

    /// <summary>To one output of a derivation.</summary>
    Output,
}

/// <summary>One element of a <see cref="StringContext"/>, decoded.</summary>
/// <param name="Kind">How the string refers to the path.</param>
/// <param name="Path">The store path.</param>
/// <param name="Output">The output's name; empty where it is not about an output.</param>
public readonly record struct ContextElement(ContextKind Kind, string Path, string Output)
{
    /// <summary>Decodes an element.</summary>
    public static ContextElement Decode(string element)
    {
        switch (element[0])
        {
            case '=':
                return new ContextElement(ContextKind.AllOutputs, element[1..], "");
            case '!':
                int end = element.IndexOf('!', 1);
                return new ContextElement(ContextKind.Output, element[(end + 1)..], element[1..end]);
            default:
                return new ContextElement(ContextKind.Path, element, "");
        }
    }

    /// <summary>The encoded reference to a path itself.</summary>
    public static string ForPath(string path) => path;

    /// <summary>The encoded reference to a derivation with all its outputs.</summary>
    public static string ForAllOutputs(string path) => "=" + path;

    /// <summary>The encoded reference to an output of a derivation.</summary>
    public static string ForOutput(string path, string output) => $"!{output}!{path}";
}
