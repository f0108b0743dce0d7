using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Rendering;

namespace NixOci.Systemd.Modules;

/// <summary>What every service learns of the host's locales and time zones by variables of its environment.</summary>
/// <param name="interpreter">Turns values into strings.</param>
public sealed class LocaleModule(Interpreter interpreter) : HostModule
{
    /// <inheritdoc/>
    public override string File => "nixos/modules/config/locale.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        return Nix.Attrs(("i18n", Nix.Attrs(("supportedLocales", lib.MkOption(
            type: lib.Types.ListOf(lib.Types.Str),
            defaultValue: Nix.Lazy(() => Supported(arguments)),
            defaultText: "unique [ \"C.UTF-8/UTF-8\" \"en_US.UTF-8/UTF-8\" (config.i18n.defaultLocale + \"/UTF-8\") ]",
            description: "The locales that the host has, each with its character set. Without any, services get no locales.",
            example: Nix.Strings("en_US.UTF-8/UTF-8", "nl_NL.UTF-8/UTF-8"))))));
    }

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
    {
        Value locales = arguments.Lib.MkIf(
            Nix.Lazy(() => Nix.Bool(arguments.Config.Select("i18n", "supportedLocales").ForceList().Count > 0)),
            Nix.Lazy(() => Below(arguments.Config.Select("i18n", "glibcLocales"), "/lib/locale/locale-archive")));
        Value zones = Nix.Lazy(() => Below(arguments.Pkgs.Select("tzdata"), "/share/zoneinfo"));
        return Nix.Attrs(("systemd", Nix.Attrs(("globalEnvironment", Nix.Attrs(("LOCALE_ARCHIVE", locales), ("TZDIR", zones))))));
    }

    private NixString Below(Value package, string path)
    {
        TextCollector texts = new(interpreter);
        return texts.Build(texts.Interpolated(package) + path);
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
