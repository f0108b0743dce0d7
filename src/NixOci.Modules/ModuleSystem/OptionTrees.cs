using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>Makes trees of options out of modules.</summary>
internal static class OptionTrees
{
    /// <summary>The options that modules declare, with what they define.</summary>
    /// <param name="context">The module system at hand.</param>
    /// <param name="prefix">The path of the options.</param>
    /// <param name="modules">The modules.</param>
    /// <param name="memo">What instances of the same submodule know of the declarations.</param>
    public static OptionTree Of(ModuleContext context, Location prefix, IReadOnlyList<CanonicalModule> modules, DeclarationMemo memo)
    {
        List<OptionDeclaration> sources = new(modules.Count);
        foreach (CanonicalModule module in modules)
        {
            if (module.Options is not AttrSet { Count: 0 }) sources.Add(new OptionDeclaration(module.File, module.Options));
        }

        return new OptionTree(
            context,
            prefix,
            () =>
            {
                List<ConfigPart> parts = new(modules.Count);
                foreach (CanonicalModule module in modules) ConfigPart.PushDown(module.File, module.Config, null, parts);
                return parts;
            },
            at => memo.Last = DeclarationTable.Read(at, sources, memo.Last));
    }
}
