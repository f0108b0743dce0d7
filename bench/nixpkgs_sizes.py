"""How large nixpkgs was in August 2024: at the least, and as is likely. generate_nixos.py makes a model of these sizes.

Sizes at the least are below what was counted, or below the mean of a sample by two standard errors. Likely ones are what was counted,
and means. Of most of these files no version of that month was at hand but those before and after it; README.md names them.
"""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Sizes:
    """The sizes at the least."""

    # nixos/modules/module-list.nix had 57,683 characters about that month, and has 37 a line: above 1,500 modules.
    modules: int = 1_500

    # Bytes of a module: 94 of them, one in twenty-one of the list, have 6,480 in the mean with a standard error of 672.
    module_bytes: int = 5_130

    # Options that a module declares at the top: none to 85 in the 23 of these that were counted, 5 in the median, 10.3 in the mean;
    # without the one of 85 they have 6.9 with a standard error of 1.2. Options within submodules are not counted, and not made.
    options: int = 4

    # One module of so many defines services, so that NixOS asks whether it is enabled to know the units: 17 of these 23 do.
    services: int = 2

    # Stages of the standard environment, each with a package set of its own: pkgs/stdenv/linux/default.nix had six, later seven.
    stages: int = 6

    # pkgs/top-level/all-packages.nix had 1,272,454 characters in the autumn of 2024, and 1,341,289 to 1,386,204 before. Of two parts
    # of it of 16,000 characters, either defines above 170 attributes: fewer than 95 characters for one.
    all_packages: int = 12_000
    all_packages_bytes: int = 100

    # Packages of pkgs/by-name: above 800 in January 2024, and new ones had to go there from then on.
    by_name: int = 800

    # Packages that are derived for the units in the last set; their sources are derivations too. By name nixpkgs has these: above
    # thirty in the standard environment, some fifty-five inputs of systemd and some twenty of podman, without what these need in turn.
    packages: int = 90

    # Packages that each stage derives for the next one: nixpkgs has a dozen in some of them.
    bootstrap_packages: int = 5

    # Inputs of a package beside its environment and its source: systemd has ten times as many.
    inputs: int = 5

    # systemd is built with packages of Python and, by intltool, of Perl, each of which nixpkgs has in one file. python-packages.nix had
    # 585,626 characters in the spring of 2024, fewer than 90 for an attribute; perl-packages.nix had 1,118,160 in 2025, some 500 for one.
    python_packages: int = 5_500
    python_packages_bytes: int = 100
    perl_packages: int = 1_600
    perl_packages_bytes: int = 500

    # pkgs/development/haskell-modules/hackage-packages.nix had 12,750,055 characters in the spring of 2024, 12,766,839 in May, and grows.
    hackage_packages: int = 16_800
    hackage_packages_bytes: int = 750


LEAST = Sizes()

LIKELY = Sizes(
    modules=1_550,
    module_bytes=6_480,
    options=10,
    stages=7,
    all_packages=15_000,
    all_packages_bytes=85,
    by_name=4_000,
    # That of `hello`, which needs the standard environment alone, has some 950 derivations in 2026, when it began further down.
    packages=450,
    python_packages=6_500,
    python_packages_bytes=90,
    perl_packages=1_900,
    hackage_packages=17_200,
)
