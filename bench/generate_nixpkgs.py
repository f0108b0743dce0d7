"""The generated packages of the model that generate_nixos.py makes."""
import hashlib
import shutil

# What the units name, with the versions of August 2024 so that their texts are the same.
NAMED = {
    "podman": ("podman", "5.2.1"), "docker": ("docker", "27.1.1"), "coreutils": ("coreutils", "9.5"), "findutils": ("findutils", "4.10.0"),
    "gnugrep": ("gnugrep", "3.11"), "gnused": ("gnused", "4.9"), "systemd": ("systemd", "256.4"), "bash": ("bash", "5.2p32"),
    "tzdata": ("tzdata", "2024a"), "glibcLocales": ("glibc-locales", "2.39-52"),
}


def sha256(text):
    """A hash as packages have it for their source."""
    return hashlib.sha256(text.encode()).hexdigest()


def package(name, pname, version, inputs):
    """The file of a package as there are thousands: inputs, a source, what is configured, and what one should know of it."""
    arguments = "".join(f"  {each},\n" for each in ["lib", "mkDerivation", "fetchurl", *inputs])
    return f"""\
{{
{arguments}}}:

mkDerivation {{
  pname = "{pname}";
  version = "{version}";

  src = fetchurl {{
    url = "https://example.org/{name}-{version}.tar.xz";
    sha256 = "{sha256(name)}";
  }};

  nativeBuildInputs = [ {" ".join(inputs[:1])} ];
  buildInputs = [ {" ".join(inputs[1:])} ];
  configureFlags = [ "--disable-static" ];
  enableParallelBuilding = true;
  postPatch = ''
    patchShebangs tools
  '';

  meta = {{
    description = "The package {name}";
    homepage = "https://example.org/";
    mainProgram = "{pname}";
  }};
}}
"""


def write_by_name(directory, sizes):
    """Writes the packages that are derived, and the directories of those that are not; gives the names of those of the stages."""
    files = {}
    bootstrap = [f"bootstrap-{number}" for number in range(sizes.bootstrap_packages)]
    for number, name in enumerate(bootstrap):
        files[name] = package(name, name, "1.0", bootstrap[:number])
    final = [f"library-{number}" for number in range(sizes.packages)]
    for number, name in enumerate(final):
        files[name] = package(name, name, f"1.{number}", final[max(number - sizes.inputs, 0):number])
    for number, (name, (pname, version)) in enumerate(NAMED.items()):
        inputs = [final[-1 - (number * sizes.inputs + index) % sizes.packages] for index in range(sizes.inputs)]
        files[name] = package(name, pname, version, [*inputs, "languagePackages"] if name == "systemd" else inputs)
    for name, text in files.items():
        path = directory / name[:2] / name
        path.mkdir(parents=True)
        (path / "package.nix").write_text(text)
    for number in range(sizes.by_name - len(files)):
        (directory / f"x{number % 100}" / f"tool-{number}").mkdir(parents=True)
    return bootstrap


def called(names, size):
    """Attributes of a set of packages, each of which would call the file of one, in so many bytes."""
    lines = []
    for name in names:
        line = f"  {name} = callPackage ../development/tools/{name} {{ }};\n"
        comment = "  # why this is so" + " and nothing else" * 5
        lines.append(line + comment[:size - len(line) - 1] + "\n")
    return "".join(lines)


def perl_package(number, size):
    """One package of Perl, with what it needs and what it is for."""
    name = f"Package{number}"
    head = f"""\
  {name} = buildPerlPackage {{
    pname = "{name}";
    version = "1.{number % 10}";
    src = fetchurl {{
      url = "https://example.org/{name}-1.{number % 10}.tar.gz";
      sha256 = "{sha256(name)}";
    }};
    propagatedBuildInputs = [ Package{number // 2} Package{number // 3} ];
    meta = {{
      description = \""""
    tail = """\";
      license = with lib.licenses; [ artistic1 gpl1Plus ];
    };
  };

"""
    return head + ("what the package is for, and for whom " * 10)[:size - len(head) - len(tail)] + tail


def write_packages(out, model, sizes, with_haskell):
    """Writes the package set in the place of that of the part."""
    pkgs = out / "pkgs"
    pkgs.mkdir()
    bootstrap = write_by_name(out / "by-name", sizes)
    for name in ["default.nix", "stdenv.nix", "builders.nix"]:
        shutil.copy(model / name, pkgs / name)
    names = " ".join(f'"{name}"' for name in bootstrap)
    (pkgs / "settings.nix").write_text(f"{{\n  stages = {sizes.stages};\n  bootstrapPackages = [ {names} ];\n}}\n")
    programs = called((f"program-{number}" for number in range(sizes.all_packages)), sizes.all_packages_bytes)
    (pkgs / "all-packages.nix").write_text("{ lib }:\nfinal: previous:\nwith final;\n{\n" + programs + "}\n")
    modules = called((f"module-{number}" for number in range(sizes.python_packages)), sizes.python_packages_bytes)
    (pkgs / "python-packages.nix").write_text("{ callPackage }:\nself: with self; {\n" + modules + "}\n")
    perl = "".join(perl_package(number, sizes.perl_packages_bytes) for number in range(sizes.perl_packages))
    (pkgs / "perl-packages.nix").write_text("{ lib, fetchurl, buildPerlPackage }:\nself: with self; {\n\n" + perl + "}\n")
    (out / "pkgs.nix").write_text("import ./pkgs\n")
    if not with_haskell:
        (out / "haskell").mkdir()
        (out / "haskell" / "default.nix").write_text("{ pkgs }: { shellcheck = pkgs.library-0; }\n")


def hackage_package(number, size):
    """One package of Hackage, filled to its size with its description: by a count of the tokens of a thousand bytes no denser than there."""
    name = f"package-{number}"
    needs = ["base", "bytestring", "containers", "directory", "filepath", "mtl", "text",
             *(f"package-{number // divisor}" for divisor in (2, 3, 5))]
    tests = ["base", "containers", "hspec", "QuickCheck", "text"]
    head = f"""\
  "{name}" = callPackage
    ({{ mkDerivation, {", ".join(dict.fromkeys(needs + tests))}
     }}:
     mkDerivation {{
       pname = "{name}";
       version = "0.{number % 10}.{number % 7}";
       sha256 = "{sha256(name)[:52]}";
       libraryHaskellDepends = [
         {" ".join(needs)}
       ];
       testHaskellDepends = [ {" ".join(tests)} ];
       description = \""""
    tail = """\";
       license = lib.licenses.bsd3;
       hydraPlatforms = lib.platforms.none;
     }) {};

"""
    return head + ("what the package is for, and for whom " * 10)[:size - len(head) - len(tail)] + tail


def write_hackage(out, model, sizes):
    """Writes the packages of Hackage."""
    directory = out / "haskell"
    directory.mkdir()
    shutil.copy(model / "haskell.nix", directory / "default.nix")
    packages = "".join(hackage_package(number, sizes.hackage_packages_bytes) for number in range(sizes.hackage_packages))
    (directory / "hackage-packages.nix").write_text("{ pkgs, lib, callPackage }:\n\nself: {\n\n" + packages + "}\n")
