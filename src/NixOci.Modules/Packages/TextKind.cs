using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Packages;

/// <summary>A file of known text: <c>writeTextFile</c> and all that is made by it.</summary>
/// <param name="nixpkgs">The package set.</param>
internal sealed class TextKind(Nixpkgs nixpkgs) : DerivationKind
{
    public override string Label => "text";

    public override StoreObject Describe(AttrSet arguments, string storePath, string name, string output)
    {
        NixString text = nixpkgs.Text(arguments["text"]!, "while evaluating the attribute 'text'");
        bool executable = arguments["executable"] is { } flag && nixpkgs.Text(flag).Text.Length > 0;
        string destination = arguments["destination"] is { } value ? nixpkgs.Text(value).Text : "";
        return new TextObject(storePath, name, destination.TrimStart('/'), text, executable);
    }
}
