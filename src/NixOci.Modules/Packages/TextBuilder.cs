using System.Text;
using NixOci.Language.Values;

namespace NixOci.Modules.Packages;

/// <summary>Joins strings, keeping the store objects that each refers to.</summary>
internal sealed class TextBuilder
{
    private readonly StringBuilder _text = SharedBuilder.Take();
    private StringContext _context = StringContext.Empty;

    /// <summary>Adds text that refers to nothing.</summary>
    public TextBuilder Add(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Adds a string.</summary>
    public TextBuilder Add(NixString text)
    {
        _text.Append(text.Text);
        _context = _context.Union(text.Context);
        return this;
    }

    /// <summary>The string of what was added; nothing is added afterwards.</summary>
    public NixString Build() => new(SharedBuilder.Finish(_text), _context);
}
