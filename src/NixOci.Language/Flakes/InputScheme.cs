using System.Buffers;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Flakes;

/// <summary>A kind of flake reference: how its URLs become attributes, and its attributes a URL.</summary>
/// <param name="name">What <c>type</c> calls it.</param>
/// <param name="allowed">The attributes that it may have besides <c>type</c>.</param>
internal abstract class InputScheme(string name, params string[] allowed)
{
    private static readonly SearchValues<char> InRef
        = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./@+-");

    private static readonly SearchValues<char> InFlakeId
        = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>What <c>type</c> calls it.</summary>
    public string Name => name;

    /// <summary>Whether a text can be a commit: 40 hexadecimal digits.</summary>
    public static bool IsRevision(string text) => text.Length == 40 && text.All(char.IsAsciiHexDigit);

    /// <summary>Whether a text can be a branch or tag.</summary>
    public static bool IsRef(string text)
        => text.Length > 0 && (char.IsAsciiLetterOrDigit(text[0]) || text[0] == '@') && !text.AsSpan().ContainsAnyExcept(InRef);

    /// <summary>Whether a text can be the name of a flake in a registry.</summary>
    public static bool IsFlakeId(string text)
        => text.Length > 0 && char.IsAsciiLetter(text[0]) && !text.AsSpan().ContainsAnyExcept(InFlakeId);

    /// <summary>The attributes of a URL, or null where it is not of this kind.</summary>
    public abstract InputAttributes? Read(FlakeUrl url, IReadOnlySet<string> features);

    /// <summary>The URL of attributes.</summary>
    public abstract FlakeUrl Write(InputAttributes attributes);

    /// <summary>Attributes that were given, checked and in Nix's form.</summary>
    public virtual InputAttributes Take(InputAttributes attributes, IReadOnlySet<string> features) => attributes;

    /// <summary>Refuses attributes that this kind does not have.</summary>
    public void CheckNames(InputAttributes attributes)
    {
        foreach (string given in attributes.Keys)
        {
            if (given is "type" or "__final" || allowed.Contains(given)) continue;
            throw new EvalException($"input attribute '{given}' not supported by scheme '{name}'");
        }
    }

    /// <summary>Whether this kind has an attribute.</summary>
    protected bool Allows(string attribute) => attribute == "type" || allowed.Contains(attribute);

    /// <summary>Attributes with the type alone.</summary>
    protected InputAttributes Start() => new() { ["type"] = new NixString(name) };
}
