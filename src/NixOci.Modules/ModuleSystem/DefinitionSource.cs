namespace NixOci.Modules.ModuleSystem;

/// <summary>Where the definitions of an option come from; they are read when they are needed.</summary>
internal interface IDefinitionSource
{
    /// <summary>The definitions.</summary>
    RawDefinition[] Definitions { get; }
}

/// <summary>Definitions that a function gives.</summary>
/// <param name="read">The function.</param>
internal sealed class DelayedDefinitions(Func<RawDefinition[]> read) : IDefinitionSource
{
    /// <inheritdoc/>
    public RawDefinition[] Definitions => read();
}
