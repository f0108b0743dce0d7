using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>
/// <c>lib.maintainers</c> and <c>lib.teams</c>: nixpkgs lists thousands of people there; here any name stands for a person or a
/// team, because only descriptions of packages refer to them.
/// </summary>
internal static class People
{
    /// <summary>The set <c>lib.maintainers</c>.</summary>
    public static AttrSet Maintainers { get; } = AttrSet.Empty.WithResolver(new Person());

    /// <summary>The set <c>lib.teams</c>.</summary>
    public static AttrSet Teams { get; } = AttrSet.Empty.WithResolver(new Team());

    private sealed class Person : AttrResolver
    {
        private static readonly AttrTemplate Template = new("name", "github");

        public override Value Resolve(Symbol name) => Template.Create(new NixString(name.Text), new NixString(name.Text));
    }

    private sealed class Team : AttrResolver
    {
        private static readonly AttrTemplate Template = new("shortName", "scope", "members");

        public override Value Resolve(Symbol name) => Template.Create(new NixString(name.Text), NixString.Empty, NixList.Empty);
    }
}
