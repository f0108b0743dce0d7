using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Protocol;

namespace NixOci.Systemd.Modules;

/// <summary>Modules of submodules that depend on the unit they are part of.</summary>
internal static class SubmoduleFunction
{
    private static readonly KeyValuePair<Symbol, bool>[] Formals = [new("config", false), new("name", false), new("options", false)];

    /// <summary>The module <c>{ config, name, options, ... }: { config = …; }</c>.</summary>
    /// <param name="define">Makes the definitions of the unit.</param>
    /// <param name="imports">Modules that it imports.</param>
    public static Value Create(Func<Unit, Value> define, params Value[] imports)
        => new Builtin("module", (_, argument) => Nix.Attrs(
            ("imports", Nix.List(imports)), ("config", define(new Unit(argument.ForceAttrs()))))) { IsLambda = true, Formals = Formals };

    /// <summary>What a module of a unit is given.</summary>
    /// <param name="arguments">The module's arguments.</param>
    internal sealed class Unit(AttrSet arguments)
    {
        /// <summary>The attribute name that the unit is defined by.</summary>
        public string Name => arguments.Select("name").ForceString().Text;

        /// <summary>An option's merged value.</summary>
        public Value this[string option] => arguments["config"]!.Select(option);

        /// <summary>Whether an option is the empty list.</summary>
        public bool IsEmpty(string option) => this[option].ForceList().Count == 0;

        /// <summary>Whether an option is the empty string.</summary>
        public bool IsBlank(string option) => this[option].ForceString().Text.Length == 0;

        /// <summary>Whether an option has a definition or a default.</summary>
        public bool IsDefined(string option) => DeclaredOptions.IsDefined(arguments["options"]!, option);
    }
}
