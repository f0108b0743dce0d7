using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>
/// The module that every evaluation has: the options under <c>_module</c>, by which modules change how they themselves are
/// evaluated.
/// </summary>
/// <param name="context">The module system at hand.</param>
internal sealed class InternalModule(ModuleContext context)
{
    private static readonly NixString FileName = new("lib/modules.nix");
    private static readonly AttrTemplate Shell = new("_file", "key", "options", "config");
    private static readonly AttrTemplate Inner = new("_module");
    private static readonly AttrTemplate ConfigTemplate = new("args", "specialArgs");
    private static readonly AttrTemplate ArgsTemplate = new("extendModules", "moduleType");
    private AttrSet? _options;
    private AttrSet? _hiddenOptions;

    /// <summary>The module for one evaluation.</summary>
    /// <param name="isRoot">Whether this is no submodule: only there the arguments are documented.</param>
    /// <param name="extendModules">The function that extends the evaluation.</param>
    /// <param name="moduleType">The type of options that the evaluation describes.</param>
    /// <param name="specialArgs">The fixed arguments.</param>
    public AttrSet Create(bool isRoot, Value extendModules, Value moduleType, Value specialArgs)
    {
        AttrSet options = isRoot ? _options ??= Options(isHidden: false) : _hiddenOptions ??= Options(isHidden: true);
        AttrSet config = ConfigTemplate.Create(ArgsTemplate.Create(extendModules, moduleType), specialArgs);
        return Shell.Create(FileName, FileName, options, Inner.Create(config));
    }

    private AttrSet Options(bool isHidden)
    {
        AttrSet args = Option(
            ("type", context.Types.LazyAttrsOfRaw),
            ("description", Text("Arguments that module functions get by name besides `lib`, `config`, `options` and the special "
                + "arguments. The arguments of one evaluation are not those of its submodules; these get only `name` from it.")));
        if (isHidden) args = args.With(Attr.Internal, NixBool.True);
        AttrSet module = Protocol.Nix.Attrs(
            ("args", args),
            ("check", Option(
                ("type", context.Types["bool"]),
                ("internal", NixBool.True),
                ("default", NixBool.True),
                ("description", Text("Whether a definition for which there is no option is an error.")))),
            ("freeformType", Option(
                ("type", context.Types.NullOrOptionType),
                ("internal", NixBool.True),
                ("default", NixNull.Instance),
                ("description", Text("The type by which definitions without an option are merged; where it is `null`, there may "
                    + "be none.")))),
            ("specialArgs", Option(
                ("readOnly", NixBool.True),
                ("internal", NixBool.True),
                ("description", Text("Arguments given from outside, which modules may use in their imports.")))));
        return Inner.Create(module);
    }

    private static NixString Text(string text) => new(text);

    private static AttrSet Option(params (string Name, Value Value)[] attributes)
        => Protocol.Nix.Attrs(attributes).With(Attr.Type, new NixString("option"));
}
