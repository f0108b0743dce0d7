using NixOci.Modules.ModuleSystem.Functions;

namespace NixOci.Modules.Library;

/// <summary><c>lib.options</c>: declaring, merging and showing options.</summary>
internal sealed class OptionsLib(LibContext lib) : LibFile(lib)
{
    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        OptionFunctions.Add(set, Lib.Modules);
        DocumentationFunctions.Add(set, Lib.Modules);
    }
}
