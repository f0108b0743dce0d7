using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Rendering;

namespace NixOci.Systemd.Modules;

/// <summary><c>time</c>: every service finds the time zones by the variable <c>TZDIR</c>.</summary>
/// <param name="interpreter">Turns values into strings.</param>
public sealed class TimeModule(Interpreter interpreter) : HostModule
{
    /// <inheritdoc/>
    public override string File => "nixos/modules/config/locale.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        Value name = lib.Types["addCheck"].Call(lib.Types.Str, Nix.Function(
            "nospace", static text => NixBool.Of(!text.ForceString().Text.Contains(' ', StringComparison.Ordinal))));
        AttrSet zone = lib.Types.NullOr(name).ForceAttrs().With("description", Nix.Str("null or string without spaces"));
        return Nix.Attrs(("time", Nix.Attrs(
            ("timeZone", lib.MkOption(
                type: zone,
                defaultValue: Nix.Null,
                description: "The host's time zone, by its name in the tz database; `null` leaves it to the host.",
                example: Nix.Str("America/New_York"))),
            ("hardwareClockInLocalTime", lib.MkOption(
                type: lib.Types.Bool,
                defaultValue: NixBool.False,
                description: "Whether the hardware clock shows local time and not UTC.")))));
    }

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
        => Nix.Attrs(("systemd", Nix.Attrs(("globalEnvironment", Nix.Attrs(("TZDIR", Nix.Lazy(() =>
        {
            TextCollector texts = new(interpreter);
            return texts.Build(texts.Interpolated(arguments.Pkgs.Select("tzdata")) + "/share/zoneinfo");
        })))))));
}
