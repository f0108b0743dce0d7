using NixOci.Language.Values;
using Nix = NixOci.Modules.Protocol.Nix;

namespace NixOci.Modules.Library;

/// <summary><c>lib.systems.examples</c>: platforms that are built for often.</summary>
internal static class SystemExamples
{
    private static readonly (string Name, string Config)[] Plain =
    [
        ("powernv", "powerpc64le-unknown-linux-gnu"), ("musl-power", "powerpc64le-unknown-linux-musl"),
        ("ppc64", "powerpc64-unknown-linux-gnuabielfv2"), ("ppc64-musl", "powerpc64-unknown-linux-musl"),
        ("sheevaplug", "armv5tel-unknown-linux-gnueabi"), ("raspberryPi", "armv6l-unknown-linux-gnueabihf"),
        ("bluefield2", "aarch64-unknown-linux-gnu"), ("remarkable1", "armv7l-unknown-linux-gnueabihf"),
        ("remarkable2", "armv7l-unknown-linux-gnueabihf"), ("armv7l-hf-multiplatform", "armv7l-unknown-linux-gnueabihf"),
        ("aarch64-multiplatform", "aarch64-unknown-linux-gnu"), ("pogoplug4", "armv5tel-unknown-linux-gnueabi"),
        ("ben-nanonote", "mipsel-unknown-linux-uclibc"), ("fuloongminipc", "mipsel-unknown-linux-gnu"),
        ("mips-linux-gnu", "mips-unknown-linux-gnu"), ("mipsel-linux-gnu", "mipsel-unknown-linux-gnu"),
        ("mips64-linux-gnuabi64", "mips64-unknown-linux-gnuabi64"), ("mips64-linux-gnuabin32", "mips64-unknown-linux-gnuabin32"),
        ("mips64el-linux-gnuabi64", "mips64el-unknown-linux-gnuabi64"), ("mips64el-linux-gnuabin32", "mips64el-unknown-linux-gnuabin32"),
        ("muslpi", "armv6l-unknown-linux-musleabihf"), ("aarch64-multiplatform-musl", "aarch64-unknown-linux-musl"),
        ("gnu64", "x86_64-unknown-linux-gnu"), ("gnu32", "i686-unknown-linux-gnu"), ("musl64", "x86_64-unknown-linux-musl"),
        ("musl32", "i686-unknown-linux-musl"), ("riscv64", "riscv64-unknown-linux-gnu"), ("riscv32", "riscv32-unknown-linux-gnu"),
        ("riscv64-musl", "riscv64-unknown-linux-musl"), ("loongarch64-linux", "loongarch64-unknown-linux-gnu"),
        ("m68k", "m68k-unknown-linux-gnu"), ("s390", "s390-unknown-linux-gnu"), ("s390x", "s390x-unknown-linux-gnu"),
        ("aarch64-darwin", "aarch64-apple-darwin"), ("x86_64-darwin", "x86_64-apple-darwin"), ("avr", "avr"),
        ("x86_64-freebsd", "x86_64-unknown-freebsd"), ("x86_64-netbsd", "x86_64-unknown-netbsd"),
        ("x86_64-openbsd", "x86_64-unknown-openbsd"), ("ghcjs", "javascript-unknown-ghcjs"),
    ];

    private static readonly (string Name, string Config)[] Embedded =
    [
        ("riscv64-embedded", "riscv64-none-elf"), ("riscv32-embedded", "riscv32-none-elf"), ("mips64-embedded", "mips64-none-elf"),
        ("mips-embedded", "mips-none-elf"), ("rx-embedded", "rx-none-elf"), ("msp430", "msp430-elf"), ("vc4", "vc4-elf"),
        ("or1k", "or1k-elf"), ("arm-embedded", "arm-none-eabi"), ("armhf-embedded", "arm-none-eabihf"),
        ("aarch64-embedded", "aarch64-none-elf"), ("aarch64be-embedded", "aarch64_be-none-elf"), ("ppc-embedded", "powerpc-none-eabi"),
        ("ppcle-embedded", "powerpcle-none-eabi"), ("i686-embedded", "i686-elf"), ("x86_64-embedded", "x86_64-elf"),
        ("microblaze-embedded", "microblazeel-none-elf"), ("s390x-embedded", "s390x-none-elf"), ("mmix", "mmix-unknown-mmixware"),
    ];

    /// <summary>The set <c>lib.systems.examples</c>.</summary>
    public static AttrSet Build()
    {
        AttrSetBuilder all = new(Plain.Length + Embedded.Length);
        foreach ((string name, string config) in Plain) all.Add(name, Nix.Attrs(("config", Nix.Str(config))));
        foreach ((string name, string config) in Embedded)
        {
            all.Add(name, Nix.Attrs(("config", Nix.Str(config)), ("libc", Nix.Str("newlib"))));
        }

        foreach ((string name, string config) in ((string, string)[])[("mingw32", "i686-w64-mingw32"), ("mingwW64", "x86_64-w64-mingw32")])
        {
            all.Add(name, Nix.Attrs(("config", Nix.Str(config)), ("libc", Nix.Str("msvcrt"))));
        }

        all.Add("ucrt64", Nix.Attrs(("config", Nix.Str("x86_64-w64-mingw32")), ("libc", Nix.Str("ucrt"))));
        all.Add("wasi32", Nix.Attrs(("config", Nix.Str("wasm32-unknown-wasi")), ("useLLVM", NixBool.True)));
        return all.Build();
    }
}
