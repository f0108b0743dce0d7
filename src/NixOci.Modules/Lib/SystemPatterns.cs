using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using Nix = NixOci.Modules.Protocol.Nix;

namespace NixOci.Modules.Library;

/// <summary><c>lib.systems.inspect</c>: patterns of platforms, which predicates are made of.</summary>
/// <param name="lib">What the files share.</param>
/// <param name="data">The parts that platforms are made of.</param>
internal sealed class SystemPatterns(LibContext lib, SystemData data)
{
    private AttrSet? _patterns;

    /// <summary>The patterns by the names of the predicates.</summary>
    public AttrSet Patterns => _patterns ??= BuildPatterns();

    /// <summary>The whole of <c>lib.systems.inspect</c>.</summary>
    public AttrSet Build()
    {
        LibSet set = new(lib);
        set.Lazy("patterns", () => Patterns);
        set.Lazy("predicates", () => Patterns.Map((_, pattern) => Lambda.Of((site, parsed) => NixBool.Of(Matches(site, pattern, parsed)))));
        set.Function("matchAnyAttrs", (site, patterns, attrs) => NixBool.Of(Matches(site, patterns, attrs)));
        set.Function("patternLogicalAnd", (site, first, second) => And(site, first, second));
        set.Lazy("platformPatterns", static () => Nix.Attrs(
            ("isStatic", Nix.Attrs(("parsed", AttrSet.Empty), ("isStatic", NixBool.True)))));
        return set.Build();
    }

    /// <summary>Whether a platform's description is as a pattern says, or as any of several.</summary>
    public bool Matches(EvalSite site, Value pattern, Value parsed)
    {
        Value match = lib.Member("attrsets", "matchAttrs");
        if (pattern.Force(site) is not NixList alternatives) return match.Call(site, pattern, parsed).Holds(site);
        foreach (Value alternative in alternatives.Items)
        {
            if (match.Call(site, alternative, parsed).Holds(site)) return true;
        }

        return false;
    }

    /// <summary>Whether a predicate holds of a platform's description.</summary>
    public bool Is(string predicate, Value parsed) => Matches(EvalSite.None, Patterns[predicate]!, parsed);

    private AttrSet BuildPatterns()
    {
        AttrSetBuilder all = new(96);
        AddCpuPatterns(all);
        AddKernelPatterns(all);
        AddAbiPatterns(all);
        return all.Build();
    }

    private void AddCpuPatterns(AttrSetBuilder all)
    {
        all.Add("isi686", Nix.Attrs(("cpu", data.CpuTypes["i686"]!)));
        foreach ((string name, string family, int bits) in ((string, string, int)[])
            [
                ("isx86_32", "x86", 32), ("isx86_64", "x86", 64), ("isPower", "power", 0), ("isPower64", "power", 64), ("isx86", "x86", 0),
                ("isAarch32", "arm", 32), ("isAarch64", "arm", 64), ("isAarch", "arm", 0), ("isMicroBlaze", "microblaze", 0),
                ("isMips", "mips", 0), ("isMips32", "mips", 32), ("isMips64", "mips", 64), ("isMmix", "mmix", 0), ("isRiscV", "riscv", 0),
                ("isRiscV32", "riscv", 32), ("isRiscV64", "riscv", 64), ("isRx", "rx", 0), ("isSparc", "sparc", 0),
                ("isSparc64", "sparc", 64), ("isWasm", "wasm", 0), ("isMsp430", "msp430", 0), ("isVc4", "vc4", 0), ("isAvr", "avr", 0),
                ("isAlpha", "alpha", 0), ("isOr1k", "or1k", 0), ("isM68k", "m68k", 0), ("isS390", "s390", 0), ("isS390x", "s390", 64),
                ("isLoongArch64", "loongarch", 64),
            ])
        {
            all.Add(name, Cpu(family, bits));
        }

        all.Add("isJavaScript", Nix.Attrs(("cpu", data.CpuTypes["javascript"]!)));
        all.Add("isMips64n32", Cpu("mips", 64).With("abi", Abi("n32")));
        all.Add("isMips64n64", Cpu("mips", 64).With("abi", Abi("64")));
        all.Add("isArmv7", new NixList([.. ((string[])["armv7-a", "armv7", "armv7-m", "armv7-r"]).Select(static Value (arch) =>
            Nix.Attrs(("cpu", Nix.Attrs(("arch", Nix.Str(arch))))))]));
        all.Add("is32bit", Nix.Attrs(("cpu", Nix.Attrs(("bits", Nix.Int(32))))));
        all.Add("is64bit", Nix.Attrs(("cpu", Nix.Attrs(("bits", Nix.Int(64))))));
        all.Add("isBigEndian", Nix.Attrs(("cpu", Nix.Attrs(("significantByte", data.SignificantBytes["bigEndian"]!)))));
        all.Add("isLittleEndian", Nix.Attrs(("cpu", Nix.Attrs(("significantByte", data.SignificantBytes["littleEndian"]!)))));
        Value[] efi =
        [
            .. ((string[])["6", "7", "8"]).Select(static Value (version) =>
                Nix.Attrs(("cpu", Nix.Attrs(("family", Nix.Str("arm")), ("version", Nix.Str(version)))))),
            Cpu("riscv", 0),
            Cpu("x86", 0),
        ];
        all.Add("isEfi", new NixList(efi));
    }

    private void AddKernelPatterns(AttrSetBuilder all)
    {
        AttrSet bsd = Family("bsd"), darwin = Family("darwin"), linux = Kernel("linux"), solaris = Kernel("solaris");
        AttrSet cygwin = Kernel("windows").With("abi", BareAbi("cygnus")), redox = Kernel("redox");
        all.Add("isBSD", bsd).Add("isDarwin", darwin).Add("isLinux", linux).Add("isSunOS", solaris).Add("isCygwin", cygwin);
        all.Add("isRedox", redox);
        all.Add("isUnix", new NixList([bsd, darwin, linux, solaris, cygwin, redox]));
        all.Add("isFreeBSD", Nix.Attrs(("kernel", Nix.Attrs(("name", Nix.Str("freebsd"))))));
        foreach ((string name, string kernel) in ((string, string)[])
            [
                ("isMacOS", "macos"), ("isiOS", "ios"), ("isNetBSD", "netbsd"), ("isOpenBSD", "openbsd"), ("isWindows", "windows"),
                ("isWasi", "wasi"), ("isGhcjs", "ghcjs"), ("isGenode", "genode"), ("isNone", "none"),
            ])
        {
            all.Add(name, Kernel(kernel));
        }

        all.Add("isMinGW", Kernel("windows").With("abi", BareAbi("gnu")));
        all.Add("isMsvc", Kernel("windows").With("abi", BareAbi("msvc")));
        all.Add("isElf", Nix.Attrs(("kernel", Nix.Attrs(("execFormat", data.ExecFormats["elf"]!)))));
        all.Add("isMacho", Nix.Attrs(("kernel", Nix.Attrs(("execFormat", data.ExecFormats["macho"]!)))));
    }

    private void AddAbiPatterns(AttrSetBuilder all)
    {
        all.Add("isAbiElfv2", Nix.Attrs(("abi", Abi("elfv2"))));
        all.Add("isILP32", new NixList([.. ((string[])["n32", "ilp32", "x32"]).Select(static Value (abi) => Nix.Attrs(("abi", Abi(abi))))]));
        all.Add("isAndroid", AnyAbi("android", "androideabi"));
        all.Add("isGnu", AnyAbi("gnuabi64", "gnuabin32", "gnu", "gnueabi", "gnueabihf", "gnuabielfv1", "gnuabielfv2"));
        all.Add("isMusl", AnyAbi("musl", "musleabi", "musleabihf", "muslabin32", "muslabi64"));
        all.Add("isUClibc", AnyAbi("uclibc", "uclibceabi", "uclibceabihf"));
        all.Add("isLLVMLibc", NixList.Empty);
    }

    private static AttrSet Cpu(string family, int bits)
    {
        AttrSetBuilder cpu = new(2);
        cpu.Add("family", Nix.Str(family));
        if (bits > 0) cpu.Add("bits", Nix.Int(bits));
        return Nix.Attrs(("cpu", cpu.Build()));
    }

    private static AttrSet Abi(string abi) => Nix.Attrs(("abi", Nix.Str(abi)));

    private AttrSet Kernel(string name) => Nix.Attrs(("kernel", data.Kernels[name]!));

    private AttrSet Family(string name) => Nix.Attrs(("kernel", Nix.Attrs(("families", Nix.Attrs((name, data.KernelFamilies[name]!))))));

    /// <summary>A binary interface without its assertions, which are functions and equal to nothing.</summary>
    private AttrSet BareAbi(string name) => data.Abis[name]!.ForceAttrs().Where(static (attribute, _) => attribute.Text != "assertions");

    private NixList AnyAbi(params ReadOnlySpan<string> names)
    {
        Value[] patterns = new Value[names.Length];
        for (int i = 0; i < patterns.Length; i++) patterns[i] = Nix.Attrs(("abi", BareAbi(names[i])));
        return new NixList(patterns);
    }

    private static NixList And(EvalSite site, Value first, Value second)
    {
        List<Value> both = [];
        foreach (Value a in Alternatives(site, first))
        {
            foreach (Value b in Alternatives(site, second)) both.Add(Both(site, a.ForceAttrs(site), b.ForceAttrs(site), ""));
        }

        return NixList.Of(both);
    }

    private static Value[] Alternatives(EvalSite site, Value pattern) => pattern.Force(site) is NixList list ? list.Items : [pattern];

    private static AttrSet Both(EvalSite site, AttrSet first, AttrSet second, string path)
    {
        AttrSetBuilder shared = new();
        foreach (Symbol name in first.Names)
        {
            if (!second.TryGet(name, out Value? other)) continue;
            string here = path.Length == 0 ? name.Text : $"{path} {name.Text}";
            bool areSets = first[name]!.Force(site) is AttrSet & other.Force(site) is AttrSet;
            if (areSets) shared.Add(name, Both(site, first[name]!.ForceAttrs(site), other.ForceAttrs(site), here));
            else if (!Operators.AreEqual(site, first[name]!, other)) throw new ThrownException($"pattern conflict at path {here}\n");
        }

        return first.Update(second).Update(shared.Build());
    }
}
