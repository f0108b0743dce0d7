namespace NixOci.TestSupport.Grammars;

/// <summary>A part of a production of a grammar in the notation of ISO/IEC 14977.</summary>
public abstract record EbnfNode
{
    /// <summary>The parts that it consists of.</summary>
    public virtual IEnumerable<EbnfNode> Parts => [];

    /// <summary>Itself and all parts of its parts.</summary>
    public IEnumerable<EbnfNode> All => Parts.SelectMany(static part => part.All).Prepend(this);
}

/// <summary>Text that stands for itself.</summary>
public sealed record Terminal(string Text) : EbnfNode;

/// <summary>A production, by its name.</summary>
public sealed record Reference(string Name) : EbnfNode;

/// <summary>Something said in words between question marks.</summary>
public sealed record Special(string Words) : EbnfNode;

/// <summary>Parts one after the other.</summary>
public sealed record Sequence(IReadOnlyList<EbnfNode> Items) : EbnfNode
{
    /// <inheritdoc/>
    public override IEnumerable<EbnfNode> Parts => Items;
}

/// <summary>One of several.</summary>
public sealed record Choice(IReadOnlyList<EbnfNode> Items) : EbnfNode
{
    /// <inheritdoc/>
    public override IEnumerable<EbnfNode> Parts => Items;
}

/// <summary>Something that may be missing: <c>[ … ]</c>.</summary>
public sealed record Optional(EbnfNode Item) : EbnfNode
{
    /// <inheritdoc/>
    public override IEnumerable<EbnfNode> Parts => [Item];
}

/// <summary>Something any number of times: <c>{ … }</c>, or at least once: <c>{ … }-</c>.</summary>
public sealed record Repetition(EbnfNode Item, bool AtLeastOnce) : EbnfNode
{
    /// <inheritdoc/>
    public override IEnumerable<EbnfNode> Parts => [Item];
}

/// <summary>Something that is not something else: <c>a - b</c>.</summary>
public sealed record Difference(EbnfNode Item, EbnfNode Without) : EbnfNode
{
    /// <inheritdoc/>
    public override IEnumerable<EbnfNode> Parts => [Item, Without];
}
