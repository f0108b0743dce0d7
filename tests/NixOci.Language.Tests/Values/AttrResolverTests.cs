using NixOci.Language.Values;
using Xunit;

namespace NixOci.Language.Tests.Values;

public sealed class AttrResolverTests
{
    private static readonly AttrSet Listed = new AttrSetBuilder().Add("a", NixInt.Of(1)).Build();
    private static readonly AttrSet Set = Listed.WithResolver(new Lengths());

    [Fact]
    public void ListedAttributesComeFirst()
    {
        Assert.Equal(1, IntOf(Set, "a"));
        Assert.Equal(2, IntOf(Set, "xx"));
        Assert.Equal(1, Set.Count);
    }

    [Fact]
    public void WhatIsNotSuppliedIsMissing()
    {
        Assert.Null(Set["_hidden"]);
        Assert.False(Set.Has("_hidden"));
        Assert.False(Set.TryGet("_hidden", out _));
        Assert.True(Set.Has("xx"));
    }

    [Fact]
    public void UpdateKeepsTheResolverOnEitherSide()
    {
        AttrSet other = new AttrSetBuilder().Add("b", NixInt.Of(7)).Build();
        Assert.Equal((1, 7, 3), (IntOf(Set.Update(other), "a"), IntOf(Set.Update(other), "b"), IntOf(Set.Update(other), "xxx")));
        Assert.Equal((1, 7, 3), (IntOf(other.Update(Set), "a"), IntOf(other.Update(Set), "b"), IntOf(other.Update(Set), "xxx")));
        Assert.Equal(3, IntOf(Set.Update(AttrSet.Empty), "xxx"));
        Assert.Equal(3, IntOf(AttrSet.Empty.Update(Set), "xxx"));
        Assert.Equal(3, IntOf(other.Update(AttrSet.Empty.WithResolver(new Lengths())), "xxx"));
    }

    [Fact]
    public void GoingThroughAllAttributesDropsTheResolver()
    {
        Assert.Null(Set.Map(static (_, value) => value)["xx"]);
        Assert.Null(Set.Where(static (_, _) => true)["xx"]);
    }

    private static long IntOf(AttrSet set, Symbol name) => ((NixInt)set[name]!).Value;

    private sealed class Lengths : AttrResolver
    {
        public override Value? Resolve(Symbol name) => name.Text.StartsWith('_') ? null : NixInt.Of(name.Text.Length);
    }
}
