using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.types</c>: the types of options.</summary>
internal sealed class TypesLib(LibContext lib) : LibFile(lib)
{
    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        // The module system uses the very same members, so that each of them is made once.
        AttrSet members = Lib.Modules.Types.Members;
        foreach (Symbol name in members.Names) set.Constant(name.Text, members[name]!);
    }
}
