using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace NixOci.Systemd.Rendering;

/// <summary>An object of a template that has two texts. Units have many of them, and the engine's own object is a dictionary.</summary>
/// <param name="firstName">The name of the first text.</param>
/// <param name="first">The first text.</param>
/// <param name="secondName">The name of the second text.</param>
/// <param name="second">The second text.</param>
public sealed class PairObject(string firstName, string first, string secondName, string second) : IScriptObject
{
    /// <inheritdoc/>
    public int Count => 2;

    /// <inheritdoc/>
    public bool IsReadOnly
    {
        get => true;
        set => throw new NotSupportedException("the texts cannot be changed");
    }

    /// <inheritdoc/>
    public IEnumerable<string> GetMembers() => [firstName, secondName];

    /// <inheritdoc/>
    public bool Contains(string member) => member == firstName || member == secondName;

    /// <inheritdoc/>
    public bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        value = member == firstName ? first : member == secondName ? second : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public bool CanWrite(string member) => false;

    /// <inheritdoc/>
    public bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly) => false;

    /// <inheritdoc/>
    public bool Remove(string member) => false;

    /// <inheritdoc/>
    public void SetReadOnly(string member, bool readOnly)
    {
        // Nothing can be written in the first place.
    }

    /// <inheritdoc/>
    public IScriptObject Clone(bool deep) => this;
}
