using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.systems.architectures</c>: what compilers call processors, and what these can do.</summary>
internal static class CpuArchitectures
{
    private const string Sse4 = "sse3 ssse3 sse4_1 sse4_2";

    private static readonly (string Names, string Features)[] FeatureTable =
    [
        ("default x86-64 armv5te armv6 armv7-a armv8-a mips32 loongson2f", ""),
        ("x86-64-v2 nehalem westmere btver1", Sse4),
        ("x86-64-v3 haswell broadwell", Sse4 + " avx avx2 fma"),
        ("x86-64-v4", Sse4 + " avx avx2 avx512 fma"),
        ("sandybridge ivybridge", Sse4 + " avx"),
        ("skylake alderlake", Sse4 + " aes avx avx2 fma"),
        ("skylake-avx512 cannonlake icelake-client icelake-server cascadelake cooperlake tigerlake sapphirerapids emeraldrapids",
            Sse4 + " aes avx avx2 avx512 fma"),
        ("btver2", Sse4 + " aes avx"),
        ("bdver1 bdver2 bdver3", Sse4 + " sse4a aes avx fma fma4"),
        ("bdver4", Sse4 + " sse4a aes avx avx2 fma fma4"),
        ("znver1 znver2 znver3", Sse4 + " sse4a aes avx avx2 fma"),
        ("znver4", Sse4 + " sse4a aes avx avx2 avx512 fma"),
    ];

    // Each with those that it can do all of; what these can do in turn follows.
    private static readonly (string Name, string Direct)[] Inferiors =
    [
        ("default", ""), ("x86-64", ""), ("x86-64-v2", "x86-64"), ("x86-64-v3", "x86-64-v2"), ("x86-64-v4", "x86-64-v3"),
        ("nehalem", "x86-64-v2"), ("westmere", "nehalem"), ("sandybridge", "westmere"), ("ivybridge", "sandybridge"),
        ("haswell", "ivybridge x86-64-v3"), ("broadwell", "haswell"), ("skylake", "broadwell"), ("skylake-avx512", "skylake x86-64-v4"),
        ("cannonlake", "skylake-avx512"), ("icelake-client", "cannonlake"), ("icelake-server", "icelake-client"),
        ("cascadelake", "cannonlake"), ("cooperlake", "cascadelake"), ("tigerlake", "icelake-server"), ("sapphirerapids", "tigerlake"),
        ("emeraldrapids", "sapphirerapids"), ("alderlake", ""), ("btver1", ""), ("btver2", ""), ("bdver1", ""), ("bdver2", ""),
        ("bdver3", ""), ("bdver4", ""), ("znver1", "skylake"), ("znver2", "znver1"), ("znver3", "znver2"), ("znver4", "znver3 x86-64-v4"),
        ("armv5te", ""), ("armv6", ""), ("armv7-a", ""), ("armv8-a", ""), ("mips32", ""), ("loongson2f", ""),
    ];

    private static readonly (string Predicate, string Feature)[] Predicates =
    [
        ("sse3Support", "sse3"), ("ssse3Support", "ssse3"), ("sse4_1Support", "sse4_1"), ("sse4_2Support", "sse4_2"),
        ("sse4_aSupport", "sse4a"), ("avxSupport", "avx"), ("avx2Support", "avx2"), ("avx512Support", "avx512"), ("aesSupport", "aes"),
        ("fmaSupport", "fma"), ("fma4Support", "fma4"),
    ];

    /// <summary>The set <c>lib.systems.architectures</c>.</summary>
    public static AttrSet Build(LibContext lib)
    {
        LibSet set = new(lib);
        set.Lazy("features", static () =>
        {
            AttrSetBuilder features = new();
            foreach ((string names, string list) in FeatureTable)
            {
                foreach (string name in Words(names)) features.Add(name, Protocol.Nix.Strings(Words(list)));
            }

            return features.Build();
        });
        set.Lazy("inferiors", static () =>
        {
            AttrSetBuilder inferiors = new();
            foreach ((string name, _) in Inferiors) inferiors.Add(name, Protocol.Nix.Strings([.. AllInferiors(name)]));
            return inferiors.Build();
        });
        set.Lazy("predicates", static () =>
        {
            AttrSetBuilder predicates = new();
            foreach ((string predicate, string feature) in Predicates)
            {
                predicates.Add(predicate, Lambda.Of((site, architecture) =>
                    NixBool.Of(Has(architecture.ForceStringNoContext(site, "while evaluating an attribute name"), feature))));
            }

            return predicates.Build();
        });
        return set.Build();
    }

    /// <summary>What a platform's processor can do, by the names of the predicates.</summary>
    public static AttrSet Support(Func<string> architecture)
    {
        AttrSetBuilder support = new(Predicates.Length);
        foreach ((string predicate, string feature) in Predicates)
        {
            support.Add(predicate, new Thunk(() => NixBool.Of(Has(architecture(), feature))));
        }

        return support.Build();
    }

    private static bool Has(string architecture, string feature)
    {
        foreach ((string names, string features) in FeatureTable)
        {
            if (Words(names).Contains(architecture)) return Words(features).Contains(feature);
        }

        return false;
    }

    private static List<string> AllInferiors(string name)
    {
        List<string> all = [];
        foreach ((string other, string direct) in Inferiors)
        {
            if (other != name) continue;
            all.AddRange(Words(direct));
            foreach (string inferior in Words(direct))
            {
                foreach (string further in AllInferiors(inferior))
                {
                    if (!all.Contains(further)) all.Add(further);
                }
            }
        }

        return all;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
