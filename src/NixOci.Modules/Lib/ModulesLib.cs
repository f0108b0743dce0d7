using NixOci.Modules.ModuleSystem.Functions;

namespace NixOci.Modules.Library;

/// <summary><c>lib.modules</c>: evaluating modules, and the properties of definitions.</summary>
internal sealed class ModulesLib(LibContext lib) : LibFile(lib)
{
    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        EvaluationFunctions.Add(set, Lib.Modules);
        PropertyFunctions.Add(set, Lib.Modules);
        RenameFunctions.Add(set, Lib.Modules);
    }
}
