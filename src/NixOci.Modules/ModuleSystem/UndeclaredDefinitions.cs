using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;

namespace NixOci.Modules.ModuleSystem;

/// <summary>
/// How definitions without an option are kept where a freeform type says so in its attribute <c>undeclared</c>:
/// <c>{ type, accepts, unknown }</c>. A freeform type alone would be asked for all of them before anything of the configuration is known.
/// </summary>
internal sealed class UndeclaredDefinitions
{
    private static readonly Symbol Undeclared = "undeclared";
    private static readonly Symbol AcceptsAttr = "accepts";
    private static readonly Symbol UnknownAttr = "unknown";
    private readonly Value _accepts;

    private UndeclaredDefinitions(AttrSet set)
    {
        Type = OptionType.Of(set.Get(Attr.OptionTypeOf));
        _accepts = set.Get(AcceptsAttr);
        Unknown = (set.GetOrNull(UnknownAttr) as AttrSet)?.Resolver as UnknownOptions;
    }

    /// <summary>The type by which definitions of one name are merged.</summary>
    public OptionType Type { get; }

    /// <summary>What answers for options that nobody declares or defines; null where they are missing attributes.</summary>
    public UnknownOptions? Unknown { get; }

    /// <summary>A value of the configuration, forced, that answers for the names it does not have.</summary>
    public Value Attach(Location location, Value value) => Unknown is null ? value : Unknown.Attach(location, value);

    /// <summary>What a freeform type says; null where it says nothing.</summary>
    public static UndeclaredDefinitions? Of(Value freeformType)
        => freeformType is AttrSet set && set.TryGet(Undeclared, out Value? told) ? new UndeclaredDefinitions(told.ForceAttrs()) : null;

    /// <summary>Whether there may be a definition at a path; elsewhere it is a mistake.</summary>
    public bool Accepts(Location path) => _accepts.Call(path.ToList()).ForceBool();
}
