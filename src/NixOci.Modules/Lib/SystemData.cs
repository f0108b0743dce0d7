using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>The parts that platforms are made of, as the attribute sets that Nix code compares them with.</summary>
internal sealed class SystemData
{
    private const string Little = "littleEndian";
    private const string Big = "bigEndian";

    private static readonly (string Name, int Bits, string? Endianness, string Family, string? Version, string? Arch)[] CpuTable =
    [
        ("arm", 32, Little, "arm", null, null),
        ("armv5tel", 32, Little, "arm", "5", "armv5t"),
        ("armv6m", 32, Little, "arm", "6", "armv6-m"),
        ("armv6l", 32, Little, "arm", "6", "armv6"),
        ("armv7a", 32, Little, "arm", "7", "armv7-a"),
        ("armv7r", 32, Little, "arm", "7", "armv7-r"),
        ("armv7m", 32, Little, "arm", "7", "armv7-m"),
        ("armv7l", 32, Little, "arm", "7", "armv7"),
        ("armv8a", 32, Little, "arm", "8", "armv8-a"),
        ("armv8r", 32, Little, "arm", "8", "armv8-a"),
        ("armv8m", 32, Little, "arm", "8", "armv8-m"),
        ("aarch64", 64, Little, "arm", "8", "armv8-a"),
        ("aarch64_be", 64, Big, "arm", "8", "armv8-a"),
        ("i386", 32, Little, "x86", null, "i386"),
        ("i486", 32, Little, "x86", null, "i486"),
        ("i586", 32, Little, "x86", null, "i586"),
        ("i686", 32, Little, "x86", null, "i686"),
        ("x86_64", 64, Little, "x86", null, "x86-64"),
        ("microblaze", 32, Big, "microblaze", null, null),
        ("microblazeel", 32, Little, "microblaze", null, null),
        ("mips", 32, Big, "mips", null, null),
        ("mipsel", 32, Little, "mips", null, null),
        ("mips64", 64, Big, "mips", null, null),
        ("mips64el", 64, Little, "mips", null, null),
        ("mmix", 64, Big, "mmix", null, null),
        ("m68k", 32, Big, "m68k", null, null),
        ("powerpc", 32, Big, "power", null, null),
        ("powerpc64", 64, Big, "power", null, null),
        ("powerpc64le", 64, Little, "power", null, null),
        ("powerpcle", 32, Little, "power", null, null),
        ("riscv32", 32, Little, "riscv", null, null),
        ("riscv64", 64, Little, "riscv", null, null),
        ("s390", 32, Big, "s390", null, null),
        ("s390x", 64, Big, "s390", null, null),
        ("sparc", 32, Big, "sparc", null, null),
        ("sparc64", 64, Big, "sparc", null, null),
        ("wasm32", 32, Little, "wasm", null, null),
        ("wasm64", 64, Little, "wasm", null, null),
        ("alpha", 64, Little, "alpha", null, null),
        ("rx", 32, Little, "rx", null, null),
        ("msp430", 16, Little, "msp430", null, null),
        ("avr", 8, null, "avr", null, null),
        ("vc4", 32, Little, "vc4", null, null),
        ("or1k", 32, Big, "or1k", null, null),
        ("loongarch64", 64, Little, "loongarch", null, null),
        ("javascript", 32, Little, "javascript", null, null),
    ];

    private static readonly (string Key, string Name, string Format, string? Family)[] KernelTable =
    [
        ("macos", "darwin", "macho", "darwin"),
        ("ios", "ios", "macho", "darwin"),
        ("freebsd", "freebsd", "elf", "bsd"),
        ("linux", "linux", "elf", null),
        ("netbsd", "netbsd", "elf", "bsd"),
        ("none", "none", "unknown", null),
        ("openbsd", "openbsd", "elf", "bsd"),
        ("solaris", "solaris", "elf", null),
        ("wasi", "wasi", "wasm", null),
        ("redox", "redox", "elf", null),
        ("windows", "windows", "pe", null),
        ("ghcjs", "ghcjs", "unknown", null),
        ("genode", "genode", "elf", null),
        ("mmixware", "mmixware", "unknown", null),
    ];

    private static readonly (string Alias, string Kernel)[] KernelAliases =
        [("darwin", "macos"), ("watchos", "ios"), ("tvos", "ios"), ("win32", "windows")];

    private static readonly (string Name, string? Attribute, string Value)[] AbiTable =
    [
        ("cygnus", null, ""), ("msvc", null, ""), ("eabi", "float", "soft"), ("eabihf", "float", "hard"), ("elf", null, ""),
        ("androideabi", null, ""), ("android", null, ""), ("gnueabi", "float", "soft"), ("gnueabihf", "float", "hard"), ("gnu", null, ""),
        ("gnuabi64", "abi", "64"), ("muslabi64", "abi", "64"), ("gnuabin32", "abi", "n32"), ("muslabin32", "abi", "n32"),
        ("gnuabielfv2", "abi", "elfv2"), ("gnuabielfv1", "abi", "elfv1"), ("musleabi", "float", "soft"), ("musleabihf", "float", "hard"),
        ("musl", null, ""), ("uclibceabi", "float", "soft"), ("uclibceabihf", "float", "hard"), ("uclibc", null, ""), ("unknown", null, ""),
    ];

    public SystemData()
    {
        SignificantBytes = Named("significant-byte", Big, Little);
        Vendors = Named("vendor", "apple", "pc", "knuth", "w64", "none", "unknown");
        ExecFormats = Named("exec-format", "aout", "elf", "macho", "pe", "wasm", "unknown");
        KernelFamilies = Named("exec-format", "bsd", "darwin");
        CpuTypes = BuildCpuTypes();
        Kernels = BuildKernels();
        Abis = BuildAbis();
    }

    public AttrSet SignificantBytes { get; }

    public AttrSet Vendors { get; }

    public AttrSet ExecFormats { get; }

    public AttrSet KernelFamilies { get; }

    public AttrSet CpuTypes { get; }

    public AttrSet Kernels { get; }

    public AttrSet Abis { get; }

    private static AttrSet Named(string type, params ReadOnlySpan<string> names)
    {
        AttrSetBuilder all = new(names.Length);
        foreach (string name in names) all.Add(name, Part(type, name).Build());
        return all.Build();
    }

    private static AttrSetBuilder Part(string type, string name)
        => new AttrSetBuilder(6).Add("_type", new NixString(type)).Add("name", new NixString(name));

    private AttrSet BuildCpuTypes()
    {
        AttrSetBuilder all = new(CpuTable.Length);
        foreach ((string name, int bits, string? endianness, string family, string? version, string? arch) in CpuTable)
        {
            AttrSetBuilder cpu = Part("cpu-type", name).Add("bits", NixInt.Of(bits)).Add("family", new NixString(family));
            if (endianness is not null) cpu.Add("significantByte", SignificantBytes[endianness]!);
            if (version is not null) cpu.Add("version", new NixString(version));
            if (arch is not null) cpu.Add("arch", new NixString(arch));
            all.Add(name, cpu.Build());
        }

        return all.Build();
    }

    private AttrSet BuildKernels()
    {
        AttrSetBuilder all = new(KernelTable.Length);
        foreach ((string key, string name, string format, string? family) in KernelTable)
        {
            AttrSet families = family is null ? AttrSet.Empty : new AttrSetBuilder(1).Add(family, KernelFamilies[family]!).Build();
            all.Add(key, Part("kernel", name).Add("execFormat", ExecFormats[format]!).Add("families", families).Build());
        }

        AttrSet kernels = all.Build();
        foreach ((string alias, string kernel) in KernelAliases) kernels = kernels.With(alias, kernels[kernel]!);
        return kernels;
    }

    private static AttrSet BuildAbis()
    {
        AttrSetBuilder all = new(AbiTable.Length);
        foreach ((string name, string? attribute, string value) in AbiTable)
        {
            AttrSetBuilder abi = Part("abi", name);
            if (attribute is not null) abi.Add(attribute, new NixString(value));
            if (SystemAssertions.Of(name) is { } assertions) abi.Add("assertions", assertions);
            all.Add(name, abi.Build());
        }

        return all.Build();
    }
}
