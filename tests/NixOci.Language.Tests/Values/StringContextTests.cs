using CsCheck;
using NixOci.Language.Values;
using Xunit;

namespace NixOci.Language.Tests.Values;

public sealed class StringContextTests
{
    private static readonly Gen<List<string>> Elements = Gen.String[Gen.Char['a', 'e'], 1, 2].List[0, 8];

    [Fact]
    public void A_union_holds_each_element_once_in_byte_order() => Gen.Select(Elements, Elements).Sample((left, right) =>
    {
        SortedSet<string> expected = new([.. left, .. right], StringComparer.Ordinal);
        Assert.Equal(expected, StringContext.Of(left).Union(StringContext.Of(right)).Elements);
    });
}
