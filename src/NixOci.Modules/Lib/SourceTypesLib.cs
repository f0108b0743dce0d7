using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.sourceTypes</c>: what packages are built from.</summary>
internal sealed class SourceTypesLib(LibContext lib) : LibFile(lib)
{
    private static readonly AttrTemplate SourceType = new("shortName", "isSource");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        foreach (string name in (string[])["fromSource", "binaryNativeCode", "binaryBytecode", "binaryFirmware"])
        {
            set.Constant(name, SourceType.Create(new NixString(name), NixBool.Of(name == "fromSource")));
        }
    }
}
