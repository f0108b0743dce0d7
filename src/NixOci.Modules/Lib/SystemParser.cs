using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>Reads names of platforms, such as <c>x86_64-linux</c>, and writes them.</summary>
/// <param name="data">The parts that platforms are made of.</param>
internal sealed class SystemParser(SystemData data)
{
    private static readonly AttrTemplate Parsed = new("_type", "cpu", "vendor", "kernel", "abi");

    private static readonly string[] ThreePartAbis = ["eabi", "eabihf", "elf", "gnu"];
    private static readonly string[] ThreePartKernels = ["redox", "mmixware", "ghcjs", "mingw32"];
    private static readonly string[] VersionedKernels = ["freebsd", "netbsd", "openbsd", "genode"];

    // Code for the first also runs on what runs code for the second.
    private static readonly (string Cpu, string Successor)[] Successors =
    [
        ("i386", "i486"), ("i486", "i586"), ("i586", "i686"), ("i686", "x86_64"), ("arm", "armv5tel"), ("armv5tel", "armv6l"),
        ("armv6l", "armv6m"), ("armv6m", "armv7l"), ("armv7l", "armv7a"), ("armv7l", "armv7r"), ("armv7l", "armv7m"),
        ("armv7a", "armv8a"), ("armv7r", "armv8a"), ("armv7m", "armv8a"), ("armv7a", "armv8r"), ("armv7r", "armv8r"),
        ("armv7m", "armv8r"), ("armv7a", "armv8m"), ("armv7r", "armv8m"), ("armv7m", "armv8m"), ("armv8r", "armv8a"),
        ("armv8m", "armv8a"), ("armv8a", "aarch64"), ("aarch64_be", "aarch64"), ("powerpc", "powerpc64"), ("powerpcle", "powerpc"),
        ("powerpc64le", "powerpc64"), ("mips", "mips64"), ("mipsel", "mips"), ("mips64el", "mips64"), ("riscv32", "riscv64"),
        ("sparc", "sparc64"), ("wasm32", "wasm64"),
    ];

    // Code for the first runs on the second, but nothing follows for others from that.
    private static readonly (string Cpu, string Other)[] Twins =
    [
        ("aarch64", "armv8a"), ("aarch64", "aarch64_be"), ("powerpc", "powerpcle"), ("powerpc64", "powerpc64le"), ("mips", "mipsel"),
        ("mips64", "mips64el"),
    ];

    /// <summary><c>lib.systems.parse</c></summary>
    public AttrSet Build(LibContext lib)
    {
        LibSet set = new(lib);
        set.Constant("significantBytes", data.SignificantBytes);
        set.Constant("cpuTypes", data.CpuTypes);
        set.Constant("vendors", data.Vendors);
        set.Constant("execFormats", data.ExecFormats);
        set.Constant("kernelFamilies", data.KernelFamilies);
        set.Constant("kernels", data.Kernels);
        set.Constant("abis", data.Abis);
        set.Function("isSystem", static (site, value) => NixBool.Of(
            value.Force(site) is AttrSet attrs && attrs["_type"]?.Force(site) is NixString { Text: "system" }));
        set.Function("mkSystem", static (site, components) => components.ForceAttrs(site).With("_type", new NixString("system")));
        set.Function("mkSkeletonFromList", static (site, parts) => Skeleton([.. parts.ForceList(site).Items.Select(part => part.ForceString(site).Text)]).ToValue());
        set.Function("mkSystemFromSkeleton", ["cpu", "vendor?", "kernel", "abi?"], (site, given) => Resolve(new SystemNames(
            given["cpu"]!.ForceString(site).Text,
            given["vendor"]?.ForceString(site).Text,
            given["kernel"]!.ForceString(site).Text,
            given["abi"]?.ForceString(site).Text)));
        set.Function("mkSystemFromString", (site, name) => Parse(name.ForceString(site).Text));
        set.Function("kernelName", static (site, kernel) => new NixString(KernelName(kernel.ForceAttrs(site))));
        set.Function("doubleFromSystem", static (site, system) => new NixString(Double(system.ForceAttrs(site))));
        set.Function("tripleFromSystem", static (site, system) => new NixString(Triple(system.ForceAttrs(site))));
        set.Function("isCompatible", static (site, first, second) => NixBool.Of(
            IsCompatible(NameOf(first.ForceAttrs(site)), NameOf(second.ForceAttrs(site)))));
        set.Function("gnuNetBSDDefaultExecFormat", (site, cpu) =>
        {
            AttrSet type = cpu.ForceAttrs(site);
            bool isOld = Text(type, "family") is "x86" or "arm" or "sparc" && type["bits"]?.Force(site) is NixInt { Value: 32 };
            return data.ExecFormats[isOld ? "aout" : "elf"]!.Force(site);
        });
        return set.Build();
    }

    /// <summary>The platform of a name with two to four parts.</summary>
    public AttrSet Parse(string name) => Resolve(Skeleton(name.Split('-')));

    /// <summary>The name that Nix gives to a platform.</summary>
    public static string Double(AttrSet system)
    {
        string cpu = NameOf(Part(system, "cpu"));
        AttrSet kernel = Part(system, "kernel");
        if (NameOf(Part(system, "abi")) == "cygnus") return cpu + "-cygwin";
        return Part(kernel, "families").Has("darwin") ? cpu + "-darwin" : $"{cpu}-{KernelName(kernel)}";
    }

    /// <summary>The name that compilers give to a platform.</summary>
    public static string Triple(AttrSet system)
    {
        string abi = NameOf(Part(system, "abi"));
        string name = $"{NameOf(Part(system, "cpu"))}-{NameOf(Part(system, "vendor"))}-{KernelName(Part(system, "kernel"))}";
        return abi == "unknown" ? name : $"{name}-{abi}";
    }

    /// <summary>Whether one processor runs what is built for another.</summary>
    public static bool IsCompatible(string processor, string other)
    {
        if (processor == other) return true;
        foreach ((string cpu, string twin) in Twins)
        {
            if (cpu == other && twin == processor) return true;
        }

        foreach ((string cpu, string successor) in Successors)
        {
            if (cpu == other && IsCompatible(processor, successor)) return true;
        }

        return false;
    }

    /// <summary>An attribute of a platform's part that is a set itself.</summary>
    public static AttrSet Part(AttrSet set, Symbol name) => (set[name] ?? throw LibContext.MissingAttribute(set, name)).ForceAttrs();

    /// <summary>The name of a platform's part.</summary>
    public static string NameOf(AttrSet part) => Text(part, "name");

    private static string Text(AttrSet set, Symbol name) => (set[name] ?? throw LibContext.MissingAttribute(set, name)).ForceString().Text;

    private static string KernelName(AttrSet kernel) => NameOf(kernel) + (kernel["version"]?.Force() switch
    {
        NixInt version => version.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        NixString version => version.Text,
        _ => "",
    });

    private static SystemNames Skeleton(string[] parts) => parts.Length switch
    {
        1 => parts[0] == "avr"
            ? new SystemNames("avr", null, "none", "unknown")
            : throw new ThrownException("Target specification with 1 components is ambiguous"),
        2 => parts[1] switch
        {
            "cygwin" => new SystemNames(parts[0], null, "windows", "cygnus"),
            "windows" => new SystemNames(parts[0], null, "windows", "msvc"),
            "elf" => new SystemNames(parts[0], "unknown", "none", "elf"),
            _ => new SystemNames(parts[0], null, parts[1], null),
        },
        3 => ThreePartSkeleton(parts),
        4 => new SystemNames(parts[0], parts[1], parts[2], parts[3]),
        _ => throw new ThrownException("system string has invalid number of hyphen-separated components"),
    };

    private static SystemNames ThreePartSkeleton(string[] parts)
    {
        if (parts[1] == "linux" || ThreePartAbis.Contains(parts[2])) return new SystemNames(parts[0], "unknown", parts[1], parts[2]);
        bool isSystem = parts[1] == "apple" || ThreePartKernels.Contains(parts[2]) || parts[2].StartsWith("wasi", StringComparison.Ordinal)
            || parts[0].StartsWith("wasm32", StringComparison.Ordinal)
            || VersionedKernels.Any(kernel => parts[2].StartsWith(kernel, StringComparison.Ordinal));
        return isSystem
            ? new SystemNames(parts[0], parts[1], parts[2] == "mingw32" ? "windows" : parts[2], null)
            : throw new ThrownException("Target specification with 3 components is ambiguous");
    }

    private AttrSet Resolve(SystemNames names)
    {
        AttrSet cpu = Find(data.CpuTypes, names.Cpu, "CPU type");
        AttrSet? vendor = names.Vendor is null ? null : Find(data.Vendors, names.Vendor, "vendor");
        string kernelName = names.Kernel.StartsWith("darwin", StringComparison.Ordinal) ? "darwin"
            : names.Kernel.StartsWith("netbsd", StringComparison.Ordinal) ? "netbsd"
            : names.Kernel;
        AttrSet kernel = Find(data.Kernels, kernelName, "kernel");
        vendor ??= data.Vendors[Part(kernel, "families").Has("darwin") ? "apple" : NameOf(kernel) == "windows" ? "pc" : "unknown"]!
            .ForceAttrs();
        AttrSet abi = names.Abi is null ? data.Abis[DefaultAbi(cpu, NameOf(kernel))]!.ForceAttrs() : Find(data.Abis, names.Abi, "ABI");
        return Parsed.Create(new NixString("system"), cpu, vendor, kernel, abi);
    }

    private static string DefaultAbi(AttrSet cpu, string kernel)
    {
        if (kernel is not ("linux" or "windows")) return "unknown";
        string family = Text(cpu, "family");
        bool is32Bit = cpu["bits"] is NixInt { Value: 32 };
        if (family == "arm" && is32Bit)
        {
            bool isHard = cpu["version"] is NixString { Text: var version } && string.CompareOrdinal(version, "6") >= 0;
            return isHard ? "gnueabihf" : "gnueabi";
        }

        return NameOf(cpu) == "powerpc64" ? "gnuabielfv2" : "gnu";
    }

    private static AttrSet Find(AttrSet all, string name, string what)
        => all[name]?.ForceAttrs() ?? throw new ThrownException($"Unknown {what}: {name}");
}

/// <summary>The names of a platform's parts; those that are not given follow from the others.</summary>
internal readonly record struct SystemNames(string Cpu, string? Vendor, string Kernel, string? Abi)
{
    /// <summary>The names as an attribute set.</summary>
    public AttrSet ToValue()
    {
        AttrSetBuilder names = new(4);
        names.Add("cpu", new NixString(Cpu)).Add("kernel", new NixString(Kernel));
        if (Vendor is not null) names.Add("vendor", new NixString(Vendor));
        if (Abi is not null) names.Add("abi", new NixString(Abi));
        return names.Build();
    }
}
