using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.ModuleSystem;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Nixos;

/// <summary>
/// Keeps what configurations define under NixOS's names although nobody here declares an option for it: it can be read back
/// through <c>config</c>. A name that NixOS does not have is an error, as it is there.
/// </summary>
/// <remarks>
/// The freeform type works with any module system. Ours finds the attribute <c>undeclared</c> on it and merges such definitions
/// one by one when they are read, so that a condition around one of them is not evaluated for the sake of another.
/// </remarks>
/// <param name="unknowns">What becomes of options that are read and that nobody declares or defines.</param>
/// <param name="alsoAccepted">Further names at the top that may be defined.</param>
public sealed class UndeclaredModule(Unknowns unknowns, IReadOnlyCollection<string> alsoAccepted) : HostModule
{
    /// <inheritdoc/>
    public override string File => "nixos/modules/undeclared.nix";

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
        => Nix.Attrs(("_module", Nix.Attrs(("freeformType", Nix.Lazy(() => FreeformType(arguments.Lib))))));

    private AttrSet FreeformType(Lib lib)
    {
        UnknownOptions unknown = new(unknowns, Location.Root);
        Value value = UndeclaredType.Create(lib, unknown);
        Value sets = lib.Types["lazyAttrsOf"].Call(value);
        Namespaces namespaces = Namespaces.OfNixos;
        return sets.ForceAttrs().Update(Nix.Attrs(
            ("merge", Nix.Function("merge", (location, definitions) =>
            {
                foreach (Value definition in definitions.ForceList().Items) Check(lib, namespaces, definition);
                return sets.Select("merge").Call(location, definitions);
            })),
            ("undeclared", Nix.Attrs(
                ("type", value),
                ("unknown", AttrSet.Empty.WithResolver(unknown)),
                ("accepts", Nix.Function("accepts", path => Nix.Bool(Accepts(namespaces, Texts(path)))))))));
    }

    private bool Accepts(Namespaces namespaces, string[] path)
        => namespaces.Accepts(path)
            || (path.Length > 0 && !namespaces.IsClosed(path) && (unknowns.MayDeclareMore || alsoAccepted.Contains(path[0])));

    private static void Check(Lib lib, Namespaces namespaces, Value definition)
    {
        if (namespaces.FindMistake(definition.Select("value").ForceAttrs()) is not { } path) return;
        Value shown = definition.Select("value").Select(path);
        Value described = Nix.List(Nix.Attrs(("file", definition.Select("file")), ("value", shown)));
        string values = lib.Set.Select("options", "showDefs").Call(described).ForceString().Text;
        string option = lib["showOption"].Call(Nix.Strings(path)).ForceString().Text;
        throw new ThrownException($"The option `{option}' does not exist. Definition values:{values}");
    }

    private static string[] Texts(Value path)
    {
        NixList parts = path.ForceList();
        string[] texts = new string[parts.Count];
        for (int i = 0; i < texts.Length; i++) texts[i] = parts[i].ForceString().Text;
        return texts;
    }
}
