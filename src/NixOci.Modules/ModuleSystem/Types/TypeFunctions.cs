using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem.Types;

/// <summary>Small parts of which types are made.</summary>
internal static class TypeFunctions
{
    /// <summary>The <c>getSubOptions</c> of a type without options inside.</summary>
    public static readonly Value NoSubOptions = Protocol.Nix.Function("getSubOptions", static _ => AttrSet.Empty);

    /// <summary>The <c>substSubModules</c> of a type without modules inside.</summary>
    public static readonly Value NoSubstitute = Protocol.Nix.Function("substSubModules", static _ => NixNull.Instance);

    private static readonly AttrTemplate ValueTemplate = new("value");

    /// <summary>A set <c>{ value }</c>.</summary>
    public static AttrSet Holding(Value value) => ValueTemplate.Create(value);

    /// <summary>A type's description, in parentheses unless its class is one that may stand alone.</summary>
    public static string Phrase(Value type, params ReadOnlySpan<NixString> standingAlone)
    {
        AttrSet set = type.ForceAttrs();
        string description = set.Get(Attr.Description).ForceString().Text;
        if (set.GetOrNull(Attr.DescriptionClass) is NixString own)
        {
            foreach (NixString allowed in standingAlone)
            {
                if (allowed.Text == own.Text) return description;
            }
        }

        return $"({description})";
    }

    /// <summary>A text made when it is needed.</summary>
    public static Thunk Text(Func<string> text) => new(() => new NixString(text()));

    /// <summary>The <c>getSubOptions</c> of a type that has one other inside, one step further down.</summary>
    public static Value SubOptionsOf(Value type, string step) => Protocol.Nix.Function("getSubOptions", prefix =>
    {
        NixList path = prefix.ForceList();
        return type.Get(Attr.GetSubOptions).Call(new NixList([.. path.Items, new NixString(step)]));
    });

    /// <summary>An attribute of a type, read when it is needed.</summary>
    public static Thunk AttributeOf(Value type, Symbol name) => new(() => type.Get(name));

    /// <summary>The <c>substSubModules</c> of a type that has one other inside.</summary>
    /// <param name="type">The type inside.</param>
    /// <param name="around">Makes the outer type of an inner one.</param>
    public static Value Substitute(Value type, Func<Value, Value> around)
        => Protocol.Nix.Function("substSubModules", modules => around(Thunk.Apply(type.Get(Attr.SubstSubModules), modules)));

    /// <summary>The <c>nestedTypes</c> of a type that has one other inside.</summary>
    public static AttrSet Element(Value type) => ElementTemplate.Create(type);

    /// <summary>Whether a forced value is a derivation.</summary>
    public static bool IsDerivation(Value value)
        => value is AttrSet set && set.TryGet(Attr.OptionTypeOf, out Value? type) && type.Force() is NixString { Text: "derivation" };

    /// <summary>Whether a forced value is a string, or a path, or a set that becomes a string.</summary>
    public static bool IsStringLike(Value value)
        => value is NixString or NixPath || (value is AttrSet set && (set.Has(Attr.OutPath) || set.Has(Attr.AsString)));

    private static readonly AttrTemplate ElementTemplate = new("elemType");
}
