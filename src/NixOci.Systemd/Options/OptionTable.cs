using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Systemd.Options;

/// <summary>Collects the declarations of options.</summary>
/// <param name="lib">nixpkgs' <c>lib</c>.</param>
internal sealed class OptionTable(Lib lib)
{
    private readonly AttrSetBuilder _options = new(32);

    /// <summary>nixpkgs' <c>lib</c>.</summary>
    public Lib Lib { get; } = lib;

    /// <summary>Adds an option of any kind.</summary>
    public OptionTable Add(string name, Value option)
    {
        _options.Add(name, option);
        return this;
    }

    /// <summary>An option that is the empty list by default.</summary>
    public OptionTable List(string name, Value type, string description, Value? example = null)
        => Add(name, Lib.MkOption(type: type, defaultValue: NixList.Empty, description: description, example: example));

    /// <summary>An option that is the empty set by default.</summary>
    public OptionTable Set(string name, Value type, string description, Value? example = null)
        => Add(name, Lib.MkOption(type: type, defaultValue: AttrSet.Empty, description: description, example: example));

    /// <summary>An option that is the empty string by default.</summary>
    public OptionTable Text(string name, Value type, string description, Value? example = null)
        => Add(name, Lib.MkOption(type: type, defaultValue: NixString.Empty, description: description, example: example));

    /// <summary>A Boolean option.</summary>
    public OptionTable Flag(string name, bool defaultValue, string description)
        => Add(name, Lib.MkOption(type: Lib.Types.Bool, defaultValue: NixBool.Of(defaultValue), description: description));

    /// <summary>An option without a default.</summary>
    public OptionTable Required(string name, Value type, string description, Value? example = null)
        => Add(name, Lib.MkOption(type: type, description: description, example: example));

    /// <summary>The declarations, as a module's <c>options</c>.</summary>
    public AttrSet Build() => _options.Build();
}
