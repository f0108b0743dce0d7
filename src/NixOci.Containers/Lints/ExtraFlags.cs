using NixOci.Containers.Comparison;
using NixOci.Containers.Configuration;

namespace NixOci.Containers.Lints;

/// <summary>The flags that <c>extraOptions</c> adds.</summary>
internal static class ExtraFlags
{
    /// <summary>The flags of a container's <c>extraOptions</c>, taken apart as the backend does.</summary>
    public static RunCommand Of(TranslatedContainer container)
        => RunCommand.Read([container.Backend, "run", .. container.ExtraOptions])!;
}
