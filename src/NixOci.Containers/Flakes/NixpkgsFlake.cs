using NixOci.Containers.Configuration;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Flakes;

/// <summary>The flake that stands for nixpkgs in other flakes.</summary>
internal static class NixpkgsFlake
{
    private static readonly string[] Systems =
        ["aarch64-darwin", "aarch64-linux", "armv6l-linux", "armv7l-linux", "i686-linux", "powerpc64le-linux", "riscv64-linux",
            "x86_64-darwin", "x86_64-freebsd", "x86_64-linux"];

    /// <summary>The flake as others see it.</summary>
    public static AttrSet Create(SystemSettings settings)
    {
        AttrSetBuilder packages = new(Systems.Length);
        foreach (string system in Systems)
        {
            packages.Add(system, new Thunk(() => NixpkgsSource.Packages(settings, Nix.Attrs(("system", Nix.Str(system))))));
        }

        AttrSet tree = Flake.SourceTree(NixpkgsHost.Root);
        return tree.Update(Nix.Attrs(
            ("lib", new Thunk(() => Lib(settings))),
            ("legacyPackages", packages.Build()),
            ("nixosModules", Nix.Attrs(
                ("notDetected", Nix.Str(NixpkgsHost.ModulesPath + "/installer/scan/not-detected.nix")),
                ("readOnlyPkgs", Nix.Str(NixpkgsHost.ModulesPath + "/misc/nixpkgs/read-only.nix")))),
            ("inputs", AttrSet.Empty),
            ("sourceInfo", tree),
            ("_type", Nix.Str("flake"))));
    }

    private static Value Lib(SystemSettings settings)
    {
        Value lib = NixpkgsHost.ImportLib(settings.Interpreter, NixpkgsHost.RootInUse(settings.Interpreter));
        return lib.Select("extend").Call(Nix.Function("nixos", (_, _) => Nix.Attrs(
            ("nixosSystem", NixpkgsSource.EvaluateModules(settings)),
            ("nixos", Nix.Attrs(("evalModules", NixpkgsSource.EvaluateModules(settings)))))));
    }
}
