using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.systems</c>: what the names of platforms mean.</summary>
internal sealed class SystemsLib(LibContext lib) : LibFile(lib)
{
    private static readonly string[] Exposed =
    [
        "x86_64-linux", "aarch64-linux", "x86_64-darwin", "armv6l-linux", "armv7l-linux", "i686-linux", "aarch64-darwin",
        "powerpc64le-linux", "riscv64-linux", "x86_64-freebsd",
    ];

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        SystemData data = new();
        SystemParser parser = new(data);
        SystemPatterns patterns = new(Lib, data);
        SystemElaboration elaboration = new(Lib, parser, patterns);
        set.Lazy("parse", () => parser.Build(Lib));
        set.Lazy("inspect", patterns.Build);
        set.Lazy("doubles", () => new SystemDoubles(parser, patterns).Build());
        set.Lazy("platforms", () => SystemPlatforms.Build(Lib, parser));
        set.Lazy("examples", SystemExamples.Build);
        set.Lazy("architectures", () => CpuArchitectures.Build(Lib));
        set.Constant("flakeExposed", Protocol.Nix.Strings(Exposed));
        set.Function("elaborate", (site, system) => elaboration.Elaborate(site, system));
        set.Function("systemToAttrs", static (site, system) => SystemElaboration.ToAttrs(site, system));
        set.Function("equals", static (site, first, second) => NixBool.Of(Operators.AreEqual(
            site, WithoutFunctions(site, first), WithoutFunctions(site, second))));
    }

    private static AttrSet WithoutFunctions(EvalSite site, Value system)
        => system.ForceAttrs(site).Where((_, value) => !FunctionArguments.IsFunction(site, value));
}
