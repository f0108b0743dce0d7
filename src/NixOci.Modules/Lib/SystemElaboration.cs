using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using Nix = NixOci.Modules.Protocol.Nix;

namespace NixOci.Modules.Library;

/// <summary>Says of a platform all that follows from its name and from what is told besides.</summary>
/// <param name="lib">What the files share.</param>
/// <param name="parser">Reads names of platforms.</param>
/// <param name="patterns">What predicates are made of.</param>
internal sealed class SystemElaboration(LibContext lib, SystemParser parser, SystemPatterns patterns)
{
    private static readonly Symbol ConfigAttr = "config";
    private static readonly Symbol SystemAttr = "system";
    private static readonly Symbol ParsedAttr = "parsed";

    /// <summary>A name as the set that <c>elaborate</c> takes; a set stays as it is.</summary>
    public static AttrSet ToAttrs(EvalSite site, Value system)
        => system.Force(site) as AttrSet ?? Nix.Attrs(("system", system));

    /// <summary>What <c>lib.systems.elaborate</c> gives.</summary>
    public AttrSet Elaborate(EvalSite site, Value system)
    {
        AttrSet given = ToAttrs(site, system);
        AttrSet args = given.Where(static (name, _) => name != SystemAttr && name != ParsedAttr);
        Platform platform = new(lib, parser, patterns, given, args);
        AttrSet final = platform.Final;
        if (platform.Is("useAndroidPrebuilt") && !platform.Is("isAndroid"))
        {
            throw Operators.AssertionFailure("((final).useAndroidPrebuilt -> (final).isAndroid)", site);
        }

        AttrSet abi = SystemParser.Part(platform.Parsed, "abi");
        foreach (Value assertion in (abi["assertions"] ?? NixList.Empty).ForceList(site).Items)
        {
            AttrSet parts = assertion.ForceAttrs(site);
            if (!parts["assertion"]!.Call(site, final).Holds(site)) throw new ThrownException(parts["message"]!.ForceString(site).Text);
        }

        return final;
    }

    /// <summary>One platform while it is elaborated: attributes may be looked up in the finished set.</summary>
    private sealed class Platform
    {
        private readonly LibContext _lib;
        private readonly SystemParser _parser;
        private readonly SystemPatterns _patterns;
        private readonly AttrSet _given;
        private readonly AttrSet _args;

        public Platform(LibContext lib, SystemParser parser, SystemPatterns patterns, AttrSet given, AttrSet args)
        {
            (_lib, _parser, _patterns, _given, _args) = (lib, parser, patterns, given, args);
            Final = Basics()
                .Update(patterns.Patterns.Map((_, pattern) => new Thunk(() => NixBool.Of(patterns.Matches(EvalSite.None, pattern, Parsed)))))
                .Update(CpuArchitectures.Support(() => Text(SystemParser.Part(Final!, "gcc"), "arch") ?? "default"))
                .Update(args)
                .With("rust", new Thunk(() => new RustPlatform(lib, args, Final!).Build()));
        }

        public AttrSet Final { get; }

        public AttrSet Parsed => Final[ParsedAttr]!.ForceAttrs();

        public bool Is(string name) => Final[name]?.Holds(EvalSite.None) ?? false;

        private string Cpu => SystemParser.NameOf(SystemParser.Part(Parsed, "cpu"));

        private string Kernel => SystemParser.NameOf(SystemParser.Part(Parsed, "kernel"));

        private static string? Text(AttrSet set, Symbol name) => set[name]?.ForceString().Text;

        private static Value TextOrNull(string? text) => text is null ? NixNull.Instance : new NixString(text);

        private AttrSet Basics()
        {
            LibSet set = new(_lib);
            set.Lazy("parsed", () => _parser.Parse((_args[ConfigAttr] ?? _given[SystemAttr]
                ?? throw LibContext.MissingAttribute(_given, SystemAttr)).ForceString().Text));
            set.Lazy("system", () => new NixString(SystemParser.Double(Parsed)));
            set.Lazy("config", () => new NixString(SystemParser.Triple(Parsed)));
            set.Function("canExecute", (site, other) => NixBool.Of(CanExecute(site, other.ForceAttrs(site))));
            set.Function("isCompatible", static (_, _) => throw new ThrownException(
                "2022-05-23: isCompatible has been removed in favor of canExecute, refer to the 22.11 changelog for details"));
            set.Lazy("useLLVM", () => NixBool.Of(Is("isFreeBSD") || Is("isOpenBSD")));
            set.Lazy("libc", () => TextOrNull(CLibrary()));
            set.Lazy("linker", () => new NixString(Is("useLLVM") ? "lld" : Is("isDarwin") ? "cctools" : "bfd"));
            set.Lazy("libDir", () => TextOrNull(!Is("isLinux") ? null
                : Is("isx86_64") || Is("isMips64") || Is("isPower64") ? "lib64" : "lib"));
            set.Lazy("extensions", Extensions);
            set.Constant("useAndroidPrebuilt", NixBool.False);
            set.Constant("useiOSPrebuilt", NixBool.False);
            set.Lazy("uname", UnixName);
            set.Lazy("hasSharedLibraries", () => NixBool.Of(HasSharedLibraries()));
            set.Lazy("isStatic", () => NixBool.Of(Is("isWasm") || Is("isRedox")));
            set.Lazy("linux-kernel", () => Selected("linux-kernel"));
            set.Lazy("gcc", () => Selected("gcc"));
            set.Lazy("rustc", () => _args["rustc"] ?? AttrSet.Empty);
            AddArchitectures(set);
            AddDarwin(set);
            AddEmulators(set);
            return set.Build();
        }

        private Value Selected(string name)
        {
            AttrSet selected = SystemPlatforms.Select(_lib, Is, Final);
            return selected[name] ?? _args[name] ?? AttrSet.Empty;
        }

        private bool CanExecute(EvalSite site, AttrSet other)
        {
            AttrSet parsed = SystemParser.Part(other, ParsedAttr);
            bool isAndroid = other["isAndroid"]?.Holds(site) ?? false;
            return Is("isAndroid") == isAndroid
                && SystemParser.IsCompatible(Cpu, SystemParser.NameOf(SystemParser.Part(parsed, "cpu")))
                && Operators.AreEqual(site, Parsed["kernel"]!, parsed["kernel"]!);
        }

        private string? CLibrary() => (string?)(
            Is("isDarwin") ? "libSystem"
            : Is("isMinGW") ? "msvcrt"
            : Is("isWasi") ? "wasilibc"
            : Is("isWasm") ? null
            : Is("isRedox") ? "relibc"
            : Is("isMusl") ? "musl"
            : Is("isUClibc") ? "uclibc"
            : Is("isAndroid") ? "bionic"
            : Is("isLinux") ? "glibc"
            : Is("isFreeBSD") ? "fblibc"
            : Is("isOpenBSD") ? "oblibc"
            : Is("isNetBSD") ? "nblibc"
            : Is("isAvr") ? "avrlibc"
            : Is("isGhcjs") ? null
            : Is("isNone") ? "newlib"
            : "native/impure");

        private AttrSet Extensions()
        {
            AttrSetBuilder all = new(4);
            string shared = Is("isDarwin") ? ".dylib" : Is("isWindows") ? ".dll" : ".so";
            NixString archive = new(Is("isWindows") ? ".lib" : ".a");
            bool hasShared = Is("hasSharedLibraries");
            if (hasShared) all.Add("sharedLibrary", new NixString(shared));
            all.Add("staticLibrary", archive);
            all.Add("library", new Thunk(() => Is("isStatic") ? archive
                : hasShared ? new NixString(shared)
                : throw new EvalException("attribute 'sharedLibrary' missing")));
            all.Add("executable", new NixString(Is("isWindows") ? ".exe" : ""));
            return all.Build();
        }

        private AttrSet UnixName()
        {
            string? system = Kernel switch
            {
                "linux" => "Linux",
                "windows" => "Windows",
                "darwin" => "Darwin",
                "netbsd" => "NetBSD",
                "freebsd" => "FreeBSD",
                "openbsd" => "OpenBSD",
                "wasi" => "Wasi",
                "redox" => "Redox",
                "genode" => "Genode",
                _ => null,
            };
            string little = Is("isLittleEndian") ? "le" : "";
            string processor = Is("isPower64") ? "ppc64" + little : Is("isPower") ? "ppc" + little : Is("isMips64") ? "mips64" : Cpu;
            return Nix.Attrs(("system", TextOrNull(system)), ("processor", new NixString(processor)), ("release", NixNull.Instance));
        }

        private bool HasSharedLibraries()
            => (Is("isAndroid") || Is("isGnu") || Is("isMusl") || Is("isDarwin") || Is("isSunOS") || Is("isOpenBSD") || Is("isFreeBSD")
                || Is("isNetBSD") || Is("isCygwin") || Is("isMinGW") || Is("isWindows") || Is("isWasm")) && !Is("isStatic");

        private void AddArchitectures(LibSet set)
        {
            set.Lazy("linuxArch", () => new NixString(LinuxArchitecture()));
            set.Lazy("ubootArch", () => Is("isx86_32") ? new NixString("x86")
                : Is("isMips64") ? new NixString("mips64")
                : Final["linuxArch"]!.Force());
            set.Lazy("qemuArch", () =>
            {
                string little = Is("isLittleEndian") ? "el" : "";
                return Is("isAarch32") ? new NixString("arm")
                    : Is("isS390") && !Is("isS390x") ? NixNull.Instance
                    : Is("isx86_64") ? new NixString("x86_64")
                    : Is("isx86") ? new NixString("i386")
                    : Is("isMips64n32") ? new NixString("mipsn32" + little)
                    : Is("isMips64") ? new NixString("mips64" + little)
                    : SystemParser.Part(Final, "uname")["processor"]!;
            });
            set.Lazy("efiArch", () => new NixString(Is("isx86_32") ? "ia32" : Is("isx86_64") ? "x64" : Is("isAarch32") ? "arm"
                : Is("isAarch64") ? "aa64" : Cpu));
        }

        private string LinuxArchitecture()
            => Is("isAarch32") ? "arm"
            : Is("isAarch64") ? "arm64"
            : Is("isx86_32") ? "i386"
            : Is("isx86_64") ? "x86_64"
            : Is("isMicroBlaze") ? "microblaze"
            : Is("isMips32") || Is("isMips64") ? "mips"
            : Is("isPower") ? "powerpc"
            : Is("isRiscV") ? "riscv"
            : Is("isS390") ? "s390"
            : Is("isLoongArch64") ? "loongarch"
            : Cpu;

        private void AddDarwin(LibSet set)
        {
            set.Lazy("darwinArch", () => new NixString(Cpu switch { "armv7a" => "armv7", "aarch64" => "arm64", _ => Cpu }));
            set.Lazy("darwinPlatform", () => TextOrNull(Is("isMacOS") ? "macos" : Is("isiOS") ? "ios" : null));
            set.Lazy("darwinSdkVersion", () => Final["sdkVer"] ?? new NixString(Is("isAarch64") ? "11.0" : "10.12"));
            set.Lazy("darwinMinVersion", () => Final["darwinSdkVersion"]!);
            set.Lazy("darwinMinVersionVariable", () => TextOrNull(
                Is("isMacOS") ? "MACOSX_DEPLOYMENT_TARGET" : Is("isiOS") ? "IPHONEOS_DEPLOYMENT_TARGET" : null));
            set.Lazy("androidSdkVersion", () => Renamed("sdkVer", "androidSdkVersion"));
            set.Lazy("androidNdkVersion", () => Renamed("ndkVer", "androidNdkVersion"));
        }

        private Value Renamed(string old, string name)
            => _args[name] ?? (_args.Has(old)
                ? throw new ThrownException($"For android `{old}` has been renamed to `{name}`")
                : NixNull.Instance);

        private void AddEmulators(LibSet set)
        {
            set.Function("emulatorAvailable", (site, packages) => NixBool.Of(Emulator(site, packages) is not NixNull));
            set.Function("emulator", (site, packages) => Emulator(site, packages) is var emulator and not NixNull
                ? emulator
                : throw new ThrownException($"Don't know how to run {Final["config"]!.ForceString().Text} executables."));
        }

        /// <summary>What runs the platform's programs on the host of a package set; null where nothing does.</summary>
        private Value Emulator(EvalSite site, Value packages)
        {
            AttrSet all = packages.ForceAttrs(site);
            AttrSet host = SystemParser.Part(SystemParser.Part(all, "stdenv"), "hostPlatform");
            if (host["canExecute"]!.Call(site, Final).Holds(site))
            {
                Value wrapper = Package(all, "writeShellScriptBin").Call(site, new NixString("exec"), new NixString("exec \"$@\""));
                return _lib.Member("meta", "getExe").Call(site, wrapper);
            }

            if (Is("isWindows"))
            {
                long bits = SystemParser.Part(Parsed, "cpu")["bits"]!.ForceInt();
                string suffix = bits == 64 ? "64" : "";
                AttrSet wine = Package(all, "winePackagesFor").Call(site, new NixString("wine" + (bits == 64 ? "64" : "32"))).ForceAttrs(site);
                return Program(site, Package(wine, "minimal"), "wine" + suffix);
            }

            bool onLinux = host["isLinux"]?.Holds(site) ?? false;
            if (Is("isLinux") && onLinux && Final["qemuArch"]!.Force() is NixString architecture)
            {
                return Program(site, Package(all, "qemu-user"), "qemu-" + architecture.Text);
            }

            if (Is("isWasi")) return Program(site, Package(all, "wasmtime"), "wasmtime");
            return Is("isMmix") ? Program(site, Package(all, "mmixware"), "mmix") : NixNull.Instance;
        }

        private static Value Package(AttrSet packages, Symbol name) => packages[name] ?? throw LibContext.MissingAttribute(packages, name);

        private NixString Program(EvalSite site, Value package, string name) => _lib.Join(site, "", [package, new NixString("/bin/" + name)]);
    }
}
