using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.ModuleSystem.Tracing;
using NixOci.Modules.ModuleSystem.Types;

namespace NixOci.Modules.ModuleSystem;

/// <summary>An option type as its attributes describe it, whoever made it.</summary>
internal sealed class OptionType
{
    private Value? _check;
    private Value? _merge;

    private OptionType(AttrSet set) => Set = set;

    /// <summary>The type itself.</summary>
    public AttrSet Set { get; }

    /// <summary>What the type is called, with the article-less grammar of messages.</summary>
    public string DescriptionText => Set.Get(Attr.Description).ForceString().Text;

    /// <summary>Why the type should not be used; <c>null</c> where it may be.</summary>
    public Value DeprecationMessage => Set.Get(Attr.DeprecationMessage).Force();

    /// <summary>The type that a value describes.</summary>
    public static OptionType Of(Value type) => new(type.ForceAttrs());

    /// <summary>Whether a value may be a definition of an option of this type.</summary>
    public bool Check(Value value)
        => (_check ??= Set.Get(Attr.Check).Force()) is CheckFunction own ? own.Check(value) : _check.Call(value).ForceBool();

    /// <summary>The value that definitions make together.</summary>
    public Value Merge(Location location, Definition[] definitions)
        => DelegatedMerge.By(_merge ??= Set.Get(Attr.Merge).Force(), location, definitions);

    /// <summary>Where a part of the merged value comes from; null where the type has no parts of its own.</summary>
    public TracedPart? Part(Location location, Definition[] definitions, Symbol name)
        => (Set.Get(Attr.Merge).Force() as MergeFunction)?.Part(location, definitions, name);

    /// <summary>The value that stands for "nothing", where the type has one.</summary>
    public Value? EmptyValue => Set.GetOrNull(Attr.EmptyValue) is AttrSet empty ? empty[Attr.Value] : null;
}
