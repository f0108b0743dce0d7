using NixOci.Language.Values;

namespace NixOci.Modules.Packages;

/// <summary>Something that would lie in the Nix store: what is known of it without building it.</summary>
/// <param name="StorePath">Its path, for example <c>/nix/store/…-jq-1.7.1</c>.</param>
/// <param name="Name">The path's last part without the hash.</param>
public abstract record StoreObject(string StorePath, string Name);

/// <summary>An output of a package of nixpkgs: software that a host must have by its own means.</summary>
/// <param name="StorePath">The output's path.</param>
/// <param name="Name">The name with version and output.</param>
/// <param name="PackageName">The name without the version, for example <c>jq</c>.</param>
/// <param name="Version">The version; <c>0</c> where nothing is known of the package.</param>
/// <param name="Output">The output, for example <c>out</c> or <c>bin</c>.</param>
/// <param name="MainProgram">The command that the package is for, where one is known.</param>
public sealed record SoftwareObject(
    string StorePath, string Name, string PackageName, string Version, string Output, string? MainProgram)
    : StoreObject(StorePath, Name);

/// <summary>A file whose text is known.</summary>
/// <param name="StorePath">The path of the object, which is the file itself or a directory around it.</param>
/// <param name="Name">The name without the hash.</param>
/// <param name="RelativePath">Where in the object the file lies, for example <c>bin/tool</c>; empty where it is the object.</param>
/// <param name="Text">The file's bytes and the store objects that they refer to.</param>
/// <param name="IsExecutable">Whether the file may be executed.</param>
public sealed record TextObject(string StorePath, string Name, string RelativePath, NixString Text, bool IsExecutable)
    : StoreObject(StorePath, Name)
{
    /// <summary>Whether it is the copy of a file that lies beside the configuration.</summary>
    public bool IsCopy { get; init; }

    /// <summary>The file's own path.</summary>
    public string FilePath => RelativePath.Length == 0 ? StorePath : StorePath + "/" + RelativePath;
}

/// <summary>One link of a <see cref="LinkObject"/>.</summary>
/// <param name="RelativePath">Where in the object the link lies; empty where the target's tree is laid over the whole object.</param>
/// <param name="Target">What it leads to, with the store objects that this refers to.</param>
public readonly record struct StoreLink(string RelativePath, NixString Target);

/// <summary>A directory of links to other store objects, as <c>symlinkJoin</c> and <c>linkFarm</c> make it.</summary>
/// <param name="StorePath">The directory.</param>
/// <param name="Name">The name without the hash.</param>
/// <param name="Links">The links, in the order in which they are laid; where two give the same name, the first stands.</param>
public sealed record LinkObject(string StorePath, string Name, IReadOnlyList<StoreLink> Links) : StoreObject(StorePath, Name);

/// <summary>What only a build or a download could make: images, commands' results, sources.</summary>
/// <param name="StorePath">The path that it would have.</param>
/// <param name="Name">The name without the hash.</param>
/// <param name="Maker">The function of nixpkgs that makes it, for example <c>dockerTools.buildImage</c>.</param>
public sealed record UnbuiltObject(string StorePath, string Name, string Maker) : StoreObject(StorePath, Name)
{
    /// <summary>The <see cref="Maker"/> of what the program names by its path, so that nothing says how it is made.</summary>
    public const string NamedByProgram = "builtins.storePath";

    /// <summary>What the maker does, in a relative clause: <c>would make</c>, or <c>names</c>.</summary>
    public string Verb => Maker == NamedByProgram ? "names" : "would make";
}

/// <summary>A directory that was copied from beside the configuration.</summary>
/// <param name="StorePath">The directory.</param>
/// <param name="Name">The name without the hash.</param>
/// <param name="Original">Where it was copied from; byte text.</param>
/// <param name="Entries">Its files and links, in the order of their paths.</param>
public sealed record TreeObject(string StorePath, string Name, string Original, IReadOnlyList<TreeEntry> Entries)
    : StoreObject(StorePath, Name);

/// <summary>A file or link of a <see cref="TreeObject"/>.</summary>
/// <param name="RelativePath">Where in the directory it lies.</param>
/// <param name="Text">The file's bytes, or what the link leads to.</param>
/// <param name="IsLink">Whether it is a symbolic link.</param>
/// <param name="IsExecutable">Whether the file may be executed.</param>
public readonly record struct TreeEntry(string RelativePath, string Text, bool IsLink, bool IsExecutable);
