using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Nixos;

/// <summary><c>time.timeZone</c> and <c>i18n.*</c> as far as services need them.</summary>
public sealed class LocaleModule : HostModule
{
    /// <inheritdoc/>
    public override string File => "nixos/modules/config/i18n.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        return Nix.Attrs(
            ("time", Nix.Attrs(
                ("timeZone", lib.MkOption(
                    type: lib.Types.NullOr(lib.Types.Str),
                    defaultValue: Nix.Null,
                    description: "The time zone; where it is `null`, the host's administrator sets it.",
                    example: Nix.Str("Europe/Berlin"))),
                ("hardwareClockInLocalTime", lib.MkOption(
                    type: lib.Types.Bool, defaultValue: NixBool.False, description: "Whether the hardware's clock shows local time.")))),
            ("i18n", Nix.Attrs(
                ("defaultLocale", lib.MkOption(
                    type: lib.Types.Str,
                    defaultValue: Nix.Str("en_US.UTF-8"),
                    description: "The locale of programs that are told no other.",
                    example: Nix.Str("nl_NL.UTF-8"))),
                ("extraLocaleSettings", lib.MkOption(
                    type: lib.Types.AttrsOf(lib.Types.Str),
                    defaultValue: AttrSet.Empty,
                    description: "Further variables of the locale, such as `LC_TIME`.",
                    example: Nix.Attrs(("LC_TIME", Nix.Str("de_DE.UTF-8"))))),
                ("glibcLocales", lib.MkOption(
                    type: lib.Types.Path,
                    defaultValue: Nix.Lazy(() => arguments.Pkgs.Select("glibcLocales")),
                    defaultText: "pkgs.glibcLocales",
                    description: "The package with the locales of glibc.")))));
    }
}
