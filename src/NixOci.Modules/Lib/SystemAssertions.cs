using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>Which binary interfaces do not go with which processors.</summary>
internal static class SystemAssertions
{
    /// <summary>What must hold of a platform with a binary interface; null where nothing must.</summary>
    public static NixList? Of(string abi) => abi switch
    {
        "android" => new NixList([NotArm32("The \"android\" ABI is not for 32-bit ARM. Use \"androideabi\" instead.\n")]),
        "gnu" => new NixList(
        [
            NotArm32("The \"gnu\" ABI is ambiguous on 32-bit ARM. Use \"gnueabi\" or \"gnueabihf\" instead.\n"),
            Assertion(
                static (site, platform) => !(Is(site, platform, "isPower64") && Is(site, platform, "isBigEndian")),
                "The \"gnu\" ABI is ambiguous on big-endian 64-bit PowerPC. Use \"gnuabielfv2\" or \"gnuabielfv1\" instead.\n"),
        ]),
        _ => null,
    };

    private static AttrSet NotArm32(string message) => Assertion(static (site, platform) => !Is(site, platform, "isAarch32"), message);

    private static AttrSet Assertion(Func<EvalSite, Value, bool> holds, string message) => Protocol.Nix.Attrs(
        ("assertion", Lambda.Of((site, platform) => NixBool.Of(holds(site, platform)))),
        ("message", new NixString(message)));

    private static bool Is(EvalSite site, Value platform, string predicate) => platform.ForceAttrs(site)[predicate]?.Holds(site) ?? false;
}
