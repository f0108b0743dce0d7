using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>Makes trees of options out of modules.</summary>
internal static class OptionTrees
{
    /// <summary>The options that modules declare, with what they define.</summary>
    public static OptionTree Of(ModuleContext context, Location prefix, IReadOnlyList<CanonicalModule> modules)
    {
        List<OptionDeclaration> sources = new(modules.Count);
        foreach (CanonicalModule module in modules)
        {
            if (module.Options is not AttrSet { Count: 0 }) sources.Add(new OptionDeclaration(module.File, module.Options));
        }

        return new OptionTree(context, prefix, sources, () =>
        {
            List<ConfigPart> parts = new(modules.Count);
            foreach (CanonicalModule module in modules) ConfigPart.PushDown(module.File, module.Config, null, parts);
            return parts;
        });
    }
}
