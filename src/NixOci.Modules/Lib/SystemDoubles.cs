using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.systems.doubles</c>: the names of known platforms, by what they have in common.</summary>
internal sealed class SystemDoubles(SystemParser parser, SystemPatterns patterns)
{
    private static readonly string[] All =
    [
        "i686-cygwin", "x86_64-cygwin", "x86_64-darwin", "i686-darwin", "aarch64-darwin", "armv7a-darwin", "i686-freebsd",
        "x86_64-freebsd", "aarch64-genode", "i686-genode", "x86_64-genode", "x86_64-solaris", "javascript-ghcjs", "aarch64-linux",
        "armv5tel-linux", "armv6l-linux", "armv7a-linux", "armv7l-linux", "i686-linux", "loongarch64-linux", "m68k-linux",
        "microblaze-linux", "microblazeel-linux", "mips-linux", "mips64-linux", "mips64el-linux", "mipsel-linux", "powerpc64-linux",
        "powerpc64le-linux", "riscv32-linux", "riscv64-linux", "s390-linux", "s390x-linux", "x86_64-linux", "mmix-mmixware",
        "aarch64-netbsd", "armv6l-netbsd", "armv7a-netbsd", "armv7l-netbsd", "i686-netbsd", "m68k-netbsd", "mipsel-netbsd",
        "powerpc-netbsd", "riscv32-netbsd", "riscv64-netbsd", "x86_64-netbsd", "aarch64_be-none", "aarch64-none", "arm-none",
        "armv6l-none", "avr-none", "i686-none", "microblaze-none", "microblazeel-none", "mips-none", "mips64-none", "msp430-none",
        "or1k-none", "m68k-none", "powerpc-none", "powerpcle-none", "riscv32-none", "riscv64-none", "rx-none", "s390-none", "s390x-none",
        "vc4-none", "x86_64-none", "i686-openbsd", "x86_64-openbsd", "x86_64-redox", "wasm64-wasi", "wasm32-wasi", "x86_64-windows",
        "i686-windows",
    ];

    private static readonly (string Name, string Predicate)[] Groups =
    [
        ("arm", "isAarch32"), ("armv7", "isArmv7"), ("aarch", "isAarch"), ("aarch64", "isAarch64"), ("x86", "isx86"), ("i686", "isi686"),
        ("x86_64", "isx86_64"), ("microblaze", "isMicroBlaze"), ("mips", "isMips"), ("mmix", "isMmix"), ("power", "isPower"),
        ("riscv", "isRiscV"), ("riscv32", "isRiscV32"), ("riscv64", "isRiscV64"), ("rx", "isRx"), ("vc4", "isVc4"), ("or1k", "isOr1k"),
        ("m68k", "isM68k"), ("s390", "isS390"), ("s390x", "isS390x"), ("loongarch64", "isLoongArch64"), ("js", "isJavaScript"),
        ("bigEndian", "isBigEndian"), ("littleEndian", "isLittleEndian"), ("cygwin", "isCygwin"), ("darwin", "isDarwin"),
        ("freebsd", "isFreeBSD"), ("illumos", "isSunOS"), ("linux", "isLinux"), ("netbsd", "isNetBSD"), ("openbsd", "isOpenBSD"),
        ("unix", "isUnix"), ("wasi", "isWasi"), ("redox", "isRedox"), ("windows", "isWindows"), ("genode", "isGenode"),
        ("embedded", "isNone"),
    ];

    private static readonly string[] GnuAbis = ["gnu", "gnueabi", "gnueabihf", "gnuabin32", "gnuabi64", "gnuabielfv1", "gnuabielfv2"];
    private readonly AttrSet[] _parsed = [.. All.Select(parser.Parse)];

    public AttrSet Build()
    {
        AttrSetBuilder groups = new(Groups.Length + 3);
        groups.Add("all", Protocol.Nix.Strings(All));
        groups.Add("none", NixList.Empty);
        groups.Add("gnu", new Thunk(Gnu));
        foreach ((string name, string predicate) in Groups)
        {
            groups.Add(name, new Thunk(() => Select(system => patterns.Is(predicate, system))));
        }

        return groups.Build();
    }

    private NixList Select(Func<AttrSet, bool> holds)
    {
        List<Value> names = [];
        foreach (AttrSet system in _parsed)
        {
            if (holds(system)) names.Add(new NixString(SystemParser.Double(system)));
        }

        return NixList.Of(names);
    }

    private NixList Gnu()
    {
        List<Value> names = [];
        foreach (string abi in GnuAbis)
        {
            names.AddRange(Select(system => patterns.Is("isLinux", system)
                && SystemParser.NameOf(SystemParser.Part(system, "abi")) == abi).Items);
        }

        return NixList.Of(names);
    }
}
