using NixOci.Language.Values;
using Xunit;

namespace NixOci.Language.Tests.Values;

public sealed class NixPathsTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("//", "/")]
    [InlineData("/a/./b", "/a/b")]
    [InlineData("/a/../b", "/b")]
    [InlineData("/../..", "/")]
    [InlineData("/a//b/", "/a/b")]
    [InlineData("/a/.b", "/a/.b")]
    [InlineData("/a/..b/c.", "/a/..b/c.")]
    [InlineData("/a/b/..", "/a")]
    public void Canonical_paths(string path, string expected) => Assert.Equal(expected, NixPaths.Canonicalize(path));

    [Theory]
    [InlineData("/base", "x/../y", "/base/y")]
    [InlineData("/base", "/y", "/y")]
    [InlineData("/", "y", "/y")]
    public void Relative_paths(string directory, string path, string expected)
        => Assert.Equal(expected, NixPaths.Resolve(directory, path));
}
