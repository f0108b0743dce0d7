using NixOci.Language.Values;

namespace NixOci.Modules.Packages;

/// <summary>What a derivation would make: decides what is known of its outputs without building it.</summary>
internal abstract class DerivationKind
{
    /// <summary>Tells derivations of different kinds with equal arguments apart.</summary>
    public abstract string Label { get; }

    /// <summary>Whether outputs that nixpkgs usually has but this derivation does not name are its default one.</summary>
    public virtual bool HasUsualOutputs => false;

    /// <summary>What is known of one output.</summary>
    /// <param name="arguments">The derivation's arguments, after all overriding.</param>
    /// <param name="storePath">The output's path.</param>
    /// <param name="name">The output's name.</param>
    /// <param name="output">Which output.</param>
    public abstract StoreObject Describe(AttrSet arguments, string storePath, string name, string output);
}

/// <summary>A package of nixpkgs.</summary>
/// <param name="entry">What is known of it.</param>
/// <param name="path">Its place in the package set, for example <c>python3Packages.requests</c>.</param>
internal sealed class SoftwareKind(PackageEntry entry, string path) : DerivationKind
{
    public override string Label => "package " + path;

    public override bool HasUsualOutputs => true;

    public override StoreObject Describe(AttrSet arguments, string storePath, string name, string output)
        => new SoftwareObject(storePath, name, TextOf(arguments["pname"]), TextOf(arguments["version"]), output, entry.MainProgram);

    private static string TextOf(Value? value) => (value?.Force() as NixString)?.Text ?? "";
}

/// <summary>What only a build or a download could make.</summary>
/// <param name="maker">The function of nixpkgs that was called.</param>
internal sealed class UnbuiltKind(string maker) : DerivationKind
{
    public override string Label => "unbuilt " + maker;

    public override StoreObject Describe(AttrSet arguments, string storePath, string name, string output)
        => new UnbuiltObject(storePath, name, maker);
}
