using CsCheck;
using NixOci.Language.Values;
using Xunit;

namespace NixOci.Language.Tests.Values;

public sealed class AttrSetTests
{
    private static readonly Gen<Dictionary<string, long>> Attributes
        = Gen.Dictionary(Gen.String[Gen.Char['a', 'h'], 1, 3], Gen.Long[-5, 5])[0, 30];

    [Fact]
    public void Names_are_enumerated_in_byte_order() => Attributes.Sample(expected =>
    {
        List<string> names = [];
        foreach ((Symbol name, Value value) in ToSet(expected).ByName)
        {
            names.Add(name.Text);
            Assert.Equal(expected[name.Text], ((NixInt)value).Value);
        }

        List<string> sorted = [.. expected.Keys];
        sorted.Sort(StringComparer.Ordinal);
        Assert.Equal(sorted, names);
    });

    [Fact]
    public void Update_prefers_the_right_side() => Gen.Select(Attributes, Attributes).Sample((left, right) =>
    {
        Dictionary<string, long> expected = new(left);
        foreach ((string name, long value) in right) expected[name] = value;
        AttrSet updated = ToSet(left).Update(ToSet(right));
        Assert.Equal(expected.Count, updated.Count);
        foreach ((string name, long value) in expected) Assert.Equal(value, ((NixInt)updated[name]!).Value);
    });

    [Fact]
    public void A_name_added_twice_keeps_its_last_value()
    {
        AttrSet set = new AttrSetBuilder()
            .Add("twice", NixInt.Of(1)).Add("once", NixInt.Of(2)).Add("twice", NixInt.Of(3)).Build();
        Assert.Equal(2, set.Count);
        Assert.Equal(3, ((NixInt)set["twice"]!).Value);
    }

    [Fact]
    public void A_set_stays_as_it_was_built_when_its_builder_goes_on() => Attributes.Sample(attributes =>
    {
        AttrSetBuilder builder = new(attributes.Count);
        foreach ((string name, long value) in attributes) builder.Add(name, NixInt.Of(value));
        AttrSet built = builder.Build();
        AttrSet longer = builder.Add("a", NixInt.Of(77)).Add("zz", NixInt.Of(78)).Build();
        Assert.Equal(attributes.Count, built.Count);
        foreach ((string name, long value) in attributes) Assert.Equal(value, ((NixInt)built[name]!).Value);
        Assert.Equal(77, ((NixInt)longer["a"]!).Value);
    });

    // Few sets of names, so that threads meet at what is known of them.
    [Fact]
    public void Sets_of_the_same_names_are_updated_by_many_threads_at_once()
    {
        string[][] names = [["a"], ["a", "b"], ["b", "c"], ["c", "d", "e"], ["a", "e"]];
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 4]).Sample(
            (first, second, third) =>
            {
                AttrSet updated = Of(first).Update(Of(second)).Update(Of(third)).Without("b");
                foreach (string name in (string[])["a", "b", "c", "d", "e"])
                {
                    int from = Array.FindLastIndex([first, second, third], of => names[of].Contains(name));
                    long? expected = name == "b" || from < 0 ? null : new[] { first, second, third }[from];
                    Assert.Equal(expected, (updated[name] as NixInt)?.Value);
                }
            },
            iter: 100_000,
            threads: 4);

        AttrSet Of(int index)
        {
            AttrSetBuilder builder = new();
            foreach (string name in names[index]) builder.Add(name, NixInt.Of(index));
            return builder.Build();
        }
    }

    [Fact]
    public void What_is_not_there_is_null()
    {
        Assert.Null(AttrSet.Empty["missing"]);
        Assert.False(ToSet(new() { ["present"] = 1 }).TryGet("missing", out _));
    }

    [Fact]
    public void Where_keeps_what_the_predicate_holds_for()
    {
        AttrSet even = ToSet(new() { ["a"] = 1, ["b"] = 2, ["c"] = 4 }).Where((_, value) => ((NixInt)value).Value % 2 == 0);
        Assert.Equal(2, even.Count);
        Assert.False(even.Has("a"));
    }

    private static AttrSet ToSet(Dictionary<string, long> attributes)
    {
        AttrSetBuilder builder = new();
        foreach ((string name, long value) in attributes) builder.Add(name, NixInt.Of(value));
        return builder.Build();
    }
}
