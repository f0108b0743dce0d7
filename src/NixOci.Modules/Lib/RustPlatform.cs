using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using Nix = NixOci.Modules.Protocol.Nix;

namespace NixOci.Modules.Library;

/// <summary>A platform as Rust's tools name it.</summary>
/// <param name="lib">What the files share.</param>
/// <param name="args">What was told of the platform.</param>
/// <param name="final">The finished platform.</param>
internal sealed class RustPlatform(LibContext lib, AttrSet args, AttrSet final)
{
    private static readonly string[] NoStandardLibrary = ["-none", "nvptx", "switch", "-uefi"];
    private readonly AttrSet _told = (args["rust"] ?? args["rustc"] ?? AttrSet.Empty).ForceAttrs();

    public AttrSet Build()
    {
        Thunk platform = new(Platform);
        Thunk target = new(() => new NixString(Target(platform)));
        Thunk specification = new(() => Specification(platform, target));
        Thunk shortTarget = new(() =>
        {
            string text = specification.ForceString().Text;
            string name = text[(text.LastIndexOf('/') + 1)..];
            return new NixString(name.EndsWith(".json", StringComparison.Ordinal) ? name[..^".json".Length] : name);
        });
        return _told.Update(Nix.Attrs(
            ("platform", platform),
            ("rustcTarget", target),
            ("rustcTargetSpec", specification),
            ("cargoShortTarget", shortTarget),
            ("cargoEnvVarTarget", new Thunk(() => new NixString(
                StringsLib.ToUpper(shortTarget.ForceString().Text).Replace('-', '_')))),
            ("isNoStdTarget", new Thunk(() => NixBool.Of(
                Array.Exists(NoStandardLibrary, part => target.ForceString().Text.Contains(part, StringComparison.Ordinal)))))));
    }

    private bool Is(string name) => final[name]?.Holds(EvalSite.None) ?? false;

    private string NameOf(string part) => SystemParser.NameOf(SystemParser.Part(SystemParser.Part(final, "parsed"), part));

    private AttrSet Platform()
    {
        AttrSet told = (_told["platform"] ?? AttrSet.Empty).ForceAttrs();
        bool isTold = _told.Has("platform");
        return told.Update(Nix.Attrs(
            ("arch", new Thunk(() => isTold
                ? told["arch"] ?? throw LibContext.MissingAttribute(told, "arch")
                : new NixString(Is("isAarch32") ? "arm" : Is("isMips64") ? "mips64" : Is("isPower64") ? "powerpc64" : NameOf("cpu")))),
            ("os", new Thunk(() => isTold
                ? told["os"] ?? new NixString("none")
                : new NixString(Is("isDarwin") ? "macos" : Is("isWasm") && !Is("isWasi") ? "unknown" : NameOf("kernel")))),
            ("target-family", new Thunk(() => Family(told))),
            ("vendor", new Thunk(() => told["vendor"] ?? new NixString(NameOf("vendor") == "w64" ? "pc" : NameOf("vendor"))))));
    }

    private Value Family(AttrSet told)
    {
        if (told["target-family"] is { } family) return family.Force() is NixList ? family : new NixList([family]);
        List<Value> families = [];
        if (Is("isUnix")) families.Add(new NixString("unix"));
        if (Is("isWindows")) families.Add(new NixString("windows"));
        if (Is("isWasm")) families.Add(new NixString("wasm"));
        return NixList.Of(families);
    }

    private string Target(Value platform)
    {
        if (_told["rustcTarget"] is { } told) return told.ForceString().Text;
        if ((args["rustc"]?.Force() as AttrSet)?["config"] is { } config) return config.ForceString().Text;
        string cpu = (_told["platform"]?.Force() as AttrSet)?["arch"]?.ForceString().Text ?? NameOf("cpu") switch
        {
            "armv7a" or "armv7l" => "armv7",
            "armv6l" => "arm",
            "armv5tel" => "armv5te",
            "riscv32" => "riscv32gc",
            "riscv64" => "riscv64gc",
            string other => other,
        };
        if (Is("isWasi")) return cpu + "-wasi";
        string vendor = platform.ForceAttrs()["vendor"]!.ForceString().Text;
        string abi = NameOf("abi");
        return $"{cpu}-{vendor}-{NameOf("kernel")}{(abi == "unknown" ? "" : "-" + abi)}";
    }

    private Value Specification(Value platform, Value target)
    {
        if (_told["rustcTargetSpec"] is { } told) return told;
        if (!_told.Has("platform")) return target;
        _ = platform;
        Value text = lib.Builtins.Call(EvalSite.None, "toJSON", _told["platform"]!);
        return lib.Builtins.Call(EvalSite.None, "toFile", new NixString(target.ForceString().Text + ".json"), text);
    }
}
