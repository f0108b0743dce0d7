using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Rendering;

namespace NixOci.Systemd.Modules;

/// <summary><c>i18n</c>: every service finds the locales by the variable <c>LOCALE_ARCHIVE</c>.</summary>
/// <param name="interpreter">Turns values into strings.</param>
public sealed class LocaleModule(Interpreter interpreter) : HostModule
{
    /// <inheritdoc/>
    public override string File => "nixos/modules/config/i18n.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        return Nix.Attrs(("i18n", Nix.Attrs(
            ("glibcLocales", lib.MkOption(
                type: lib.Types.Path,
                defaultValue: Nix.Lazy(() => Package(arguments)),
                defaultText: "pkgs.glibcLocales",
                description: "The package of the C library's locales.")),
            ("defaultLocale", lib.MkOption(
                type: lib.Types.Str,
                defaultValue: Nix.Str("en_US.UTF-8"),
                description: "The locale of the whole system: language, and forms of dates and numbers.",
                example: Nix.Str("nl_NL.UTF-8"))),
            ("extraLocaleSettings", lib.MkOption(
                type: lib.Types.AttrsOf(lib.Types.Str),
                defaultValue: AttrSet.Empty,
                description: "Variables by which parts of the locale differ from the default.",
                example: Nix.Attrs(("LC_TIME", Nix.Str("de_DE.UTF-8"))))),
            ("supportedLocales", lib.MkOption(
                type: lib.Types.ListOf(lib.Types.Str),
                defaultValue: Nix.Lazy(() => Supported(arguments)),
                defaultText: "unique [ \"C.UTF-8/UTF-8\" \"en_US.UTF-8/UTF-8\" … ]",
                description: "The locales that the system has, each with its character set.")))));
    }

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
        => Nix.Attrs(("systemd", Nix.Attrs(("globalEnvironment", arguments.Lib.MkIf(
            Nix.Lazy(() => Nix.Bool(arguments.Config.Select("i18n", "supportedLocales").ForceList().Count > 0)),
            Nix.Attrs(("LOCALE_ARCHIVE", Nix.Lazy(() => Archive(arguments)))))))));

    private static Value Package(ModuleArguments arguments)
    {
        Value locales = arguments.Config.Select("i18n", "supportedLocales");
        return arguments.Pkgs.Select("glibcLocales", "override").Call(Nix.Attrs(
            ("allLocales", Nix.Lazy(() => arguments.Lib["elem"].Call(Nix.Str("all"), locales))),
            ("locales", locales)));
    }

    private NixString Archive(ModuleArguments arguments)
    {
        TextCollector texts = new(interpreter);
        return texts.Build(texts.Interpolated(arguments.Config.Select("i18n", "glibcLocales")) + "/lib/locale/locale-archive");
    }

    private static Value Supported(ModuleArguments arguments)
    {
        Value settings = arguments.Config.Select("i18n");
        List<Value> locales = [Nix.Str("C.UTF-8/UTF-8"), Nix.Str("en_US.UTF-8/UTF-8"), WithCharacterSet(settings.Select("defaultLocale"))];
        foreach ((Symbol name, Value locale) in settings.Select("extraLocaleSettings").ForceAttrs().ByName)
        {
            // LANGUAGE is a list of languages, not a locale.
            if (name.Text != "LANGUAGE") locales.Add(WithCharacterSet(locale));
        }

        return arguments.Lib["unique"].Call(NixList.Of(locales));
    }

    private static NixString WithCharacterSet(Value locale)
    {
        string name = locale.ForceString().Text
            .Replace("utf8", "UTF-8", StringComparison.Ordinal)
            .Replace("utf-8", "UTF-8", StringComparison.Ordinal)
            .Replace("UTF8", "UTF-8", StringComparison.Ordinal);
        return Nix.Str(name + "/UTF-8");
    }
}
