using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>
/// Files below a directory. A tree is a set of the entries of a directory, <c>"directory"</c> for all that is in one, the type of
/// a file that is in the set, or <c>null</c> for what is not; it may be a thunk.
/// </summary>
/// <param name="Base">The directory; null for the empty set that has none.</param>
/// <param name="Tree">What is in the set.</param>
internal sealed record FileSet(string? Base, Value Tree)
{
    /// <summary>No file at all.</summary>
    public static readonly FileSet Empty = new(null, NixNull.Instance);

    private const int Version = 3;
    private static readonly AttrTemplate Nothing = new("_type", "_internalVersion", "_internalIsEmptyWithoutBase", "_noEval");
    private static readonly AttrTemplate Something = new(
        "_type", "_internalVersion", "_internalIsEmptyWithoutBase", "_internalBase", "_internalBaseRoot", "_internalBaseComponents",
        "_internalTree", "_noEval");

    /// <summary>The set as Nix code holds it.</summary>
    public AttrSet ToValue()
    {
        NixString type = new("fileset");
        Thunk evaluated = new(static () => throw new ThrownException(
            "lib.fileset: Directly evaluating a file set is not supported.\n"
            + "  To turn it into a usable source, use `lib.fileset.toSource`.\n"
            + "  To pretty-print the contents, use `lib.fileset.trace` or `lib.fileset.traceVal`."));
        if (Base is null) return Nothing.Create(type, NixInt.Of(Version), NixBool.True, evaluated);
        return Something.Create(
            type,
            NixInt.Of(Version),
            NixBool.False,
            new NixPath(Base),
            new NixPath("/"),
            Protocol.Nix.Strings(PathLib.Components(Base)),
            Tree,
            evaluated);
    }

    /// <summary>The set that Nix code holds.</summary>
    public static FileSet Of(EvalSite site, AttrSet value)
        => value["_internalBase"]?.Force(site) is NixPath { Path: var start } && value["_internalTree"] is { } tree
            ? new FileSet(start, tree)
            : Empty;
}
