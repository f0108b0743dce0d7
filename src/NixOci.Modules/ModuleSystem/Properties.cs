using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>What a definition is wrapped in.</summary>
internal enum PropertyKind
{
    /// <summary>Nothing: an ordinary value.</summary>
    None,

    /// <summary><c>mkIf</c></summary>
    If,

    /// <summary><c>mkMerge</c></summary>
    Merge,

    /// <summary><c>mkOverride</c> and its relatives</summary>
    Override,

    /// <summary><c>mkOrder</c> and its relatives</summary>
    Order,
}

/// <summary>The sets that <c>mkIf</c>, <c>mkMerge</c>, <c>mkOverride</c> and <c>mkOrder</c> make.</summary>
internal static class Properties
{
    /// <summary>The priority of an option's own default.</summary>
    public const int OptionDefaultPriority = 1500;

    /// <summary>The priority of <c>mkDefault</c>.</summary>
    public const int DefaultPriority = 1000;

    /// <summary>The priority of an ordinary definition.</summary>
    public const int OrdinaryPriority = 100;

    /// <summary>The priority of <c>mkImageMediaOverride</c>.</summary>
    public const int ImageMediaPriority = 60;

    /// <summary>The priority of <c>mkForce</c>.</summary>
    public const int ForcePriority = 50;

    /// <summary>The priority of <c>mkVMOverride</c>.</summary>
    public const int VirtualMachinePriority = 10;

    /// <summary>The place that <c>mkBefore</c> gives.</summary>
    public const int BeforeOrder = 500;

    /// <summary>The place of an ordinary definition among ordered ones.</summary>
    public const int OrdinaryOrder = 1000;

    /// <summary>The place that <c>mkAfter</c> gives.</summary>
    public const int AfterOrder = 1500;

    /// <summary>The priority that there is where there are no definitions.</summary>
    public const int NoDefinitionPriority = 9999;

    private static readonly NixString IfTag = new("if");
    private static readonly NixString MergeTag = new("merge");
    private static readonly NixString OverrideTag = new("override");
    private static readonly NixString OrderTag = new("order");
    private static readonly AttrTemplate IfTemplate = new("_type", "condition", "content");
    private static readonly AttrTemplate MergeTemplate = new("_type", "contents");
    private static readonly AttrTemplate PriorityTemplate = new("_type", "priority", "content");

    public static AttrSet If(Value condition, Value content) => IfTemplate.Create(IfTag, condition, content);

    public static AttrSet Merge(Value contents) => MergeTemplate.Create(MergeTag, contents);

    public static AttrSet Override(Value priority, Value content) => PriorityTemplate.Create(OverrideTag, priority, content);

    public static AttrSet Override(long priority, Value content) => Override(NixInt.Of(priority), content);

    public static AttrSet Order(Value priority, Value content) => PriorityTemplate.Create(OrderTag, priority, content);

    /// <summary>What a forced value is.</summary>
    public static PropertyKind KindOf(Value value)
    {
        if (value is not AttrSet set || !set.TryGet(Attr.Type, out Value? tag)) return PropertyKind.None;
        Value forced = tag.Force();
        if (ReferenceEquals(forced, IfTag)) return PropertyKind.If;
        if (ReferenceEquals(forced, OverrideTag)) return PropertyKind.Override;
        return forced is not NixString text ? PropertyKind.None : text.Text switch
        {
            "if" => PropertyKind.If,
            "merge" => PropertyKind.Merge,
            "override" => PropertyKind.Override,
            "order" => PropertyKind.Order,
            _ => PropertyKind.None,
        };
    }

    /// <summary>Whether the condition of a <c>mkIf</c> holds.</summary>
    public static bool Holds(Value condition) => condition.Force() is NixBool truth
        ? truth.Value
        : throw new ThrownException(Language.Source.ByteText.FromUnicode("‘mkIf’ called with a non-Boolean condition"));

    /// <summary>Whether one priority comes before another.</summary>
    public static bool Precedes(Value first, Value second)
        => first is NixInt x && second is NixInt y ? x.Value < y.Value : ValueComparer.Less(EvalSite.None, first, second);

    /// <summary>Whether two priorities are the same.</summary>
    public static bool Same(Value first, Value second)
        => first is NixInt x && second is NixInt y ? x.Value == y.Value : ValueComparer.Equal(EvalSite.None, first, second);
}
