using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using Nix = NixOci.Modules.Protocol.Nix;

namespace NixOci.Modules.Library;

/// <summary><c>lib.systems.platforms</c>: how kernels and compilers are set up for boards.</summary>
internal static class SystemPlatforms
{
    /// <summary>The set <c>lib.systems.platforms</c>.</summary>
    public static AttrSet Build(LibContext lib, SystemParser parser)
    {
        _ = parser;
        LibSet set = new(lib);
        set.Lazy("pc", static () => Pc(true));
        set.Lazy("pc_simplekernel", static () => Pc(false));
        set.Lazy("powernv", PowerNv);
        set.Lazy("sheevaplug", Sheevaplug);
        set.Lazy("raspberrypi", RaspberryPi);
        set.Lazy("raspberrypi2", Armv7);
        set.Lazy("armv7l-hf-multiplatform", Armv7);
        set.Lazy("aarch64-multiplatform", Aarch64);
        set.Lazy("apple-m1", AppleM1);
        set.Lazy("riscv-multiplatform", RiscV);
        set.Function("select", (site, platform) =>
        {
            AttrSet given = platform.ForceAttrs(site);
            return Select(lib, name => given[name]?.Holds(site) ?? false, given);
        });
        return set.Build();
    }

    /// <summary>The set-up that goes with a platform; empty where none is known.</summary>
    public static AttrSet Select(LibContext lib, Func<string, bool> holds, AttrSet platform)
    {
        _ = lib;
        AttrSet cpu = SystemParser.Part(SystemParser.Part(platform, "parsed"), "cpu");
        if (holds("isx86")) return Pc(true);
        if (holds("isAarch32"))
        {
            string? version = (cpu["version"]?.Force() as NixString)?.Text;
            if (version is null) return Pc(true);
            return string.CompareOrdinal(version, "6") < 0 ? Sheevaplug()
                : string.CompareOrdinal(version, "7") < 0 ? RaspberryPi()
                : Armv7();
        }

        if (holds("isAarch64")) return holds("isDarwin") ? AppleM1() : Aarch64();
        if (holds("isRiscV")) return RiscV();
        return SystemParser.NameOf(cpu) == "powerpc64le" ? PowerNv() : AttrSet.Empty;
    }

    private static AttrSet Pc(bool autoModules) => Nix.Attrs(("linux-kernel", Kernel("pc", "defconfig", "bzImage", autoModules)));

    private static AttrSet PowerNv() => Nix.Attrs(("linux-kernel", Kernel("PowerNV", "powernv_defconfig", "vmlinux", true)));

    private static AttrSet Sheevaplug() => Nix.Attrs(
        ("linux-kernel", Kernel("sheevaplug", "multi_v5_defconfig", "uImage", false)
            .With("makeFlags", Nix.Strings("LOADADDR=0x0200000"))
            .With("DTB", NixBool.True)),
        ("gcc", Nix.Attrs(("arch", Nix.Str("armv5te")))));

    private static AttrSet RaspberryPi() => Nix.Attrs(
        ("linux-kernel", Board(Kernel("raspberrypi", "bcm2835_defconfig", "zImage", true))),
        ("gcc", Nix.Attrs(("arch", Nix.Str("armv6")), ("fpu", Nix.Str("vfp")))));

    private static AttrSet Armv7() => Nix.Attrs(
        ("linux-kernel", Board(Kernel("armv7l-hf-multiplatform", "multi_v7_defconfig", "zImage", true)).With("Major", Nix.Str("2.6"))),
        ("gcc", Nix.Attrs(("arch", Nix.Str("armv7-a")), ("fpu", Nix.Str("vfpv3-d16")))));

    private static AttrSet Aarch64() => Nix.Attrs(
        ("linux-kernel", Board(Kernel("aarch64-multiplatform", "defconfig", "Image", true))),
        ("gcc", Nix.Attrs(("arch", Nix.Str("armv8-a")))));

    private static AttrSet AppleM1() => Nix.Attrs(("gcc", Nix.Attrs(
        ("arch", Nix.Str("armv8.3-a+crypto+sha2+aes+crc+fp16+lse+simd+ras+rdm+rcpc")), ("cpu", Nix.Str("apple-a13")))));

    private static AttrSet RiscV() => Nix.Attrs(("linux-kernel",
        Kernel("riscv-multiplatform", "defconfig", "Image", true).With("DTB", NixBool.True)));

    private static AttrSet Kernel(string name, string baseConfig, string target, bool autoModules) => Nix.Attrs(
        ("name", Nix.Str(name)), ("baseConfig", Nix.Str(baseConfig)), ("target", Nix.Str(target)), ("autoModules", Nix.Bool(autoModules)));

    private static AttrSet Board(AttrSet kernel) => kernel.With("DTB", NixBool.True).With("preferBuiltin", NixBool.True);
}
