#!/usr/bin/env python3
"""Makes a model of nixpkgs around the part that makes the units of containers, to time what NixOS takes at the least; see --help.

The part is a directory with lib/, nixos/lib/eval-config.nix, nixos/modules/module-list.nix and pkgs.nix. Around it come generated
modules, a package set in stages, and the packages of Hackage, of the sizes that nixpkgs_sizes.py has. All of it is made up: nothing
is taken from nixpkgs but how much there is of it, and in what order it is put together.
"""
import argparse
import pathlib
import shutil

from generate_nixpkgs import write_hackage, write_packages
from nixpkgs_sizes import LEAST, LIKELY

HERE = pathlib.Path(__file__).resolve().parent
INGREDIENTS = ["modules", "packages", "haskell"]

TYPES = [("str", '"value"'), ("port", "8080"), ("bool", "false"), ("nullOr types.str", "null"), ("listOf types.str", "[ ]"),
         ("attrsOf types.str", "{ }"), ("path", '"/var/lib/value"'), ("int", "10")]

# What services in nixpkgs say of themselves, one a line.
SERVICE_CONFIG = ["DynamicUser = true;", "LockPersonality = true;", "MemoryDenyWriteExecute = true;", "NoNewPrivileges = true;",
                  "PrivateDevices = true;", "PrivateTmp = true;", "ProtectClock = true;", "ProtectControlGroups = true;",
                  "ProtectHome = true;", "ProtectHostname = true;", "ProtectKernelLogs = true;", "ProtectSystem = \"strict\";",
                  "RestrictRealtime = true;", "Restart = \"on-failure\";"]

# What a module is filled up with, never evaluated: sparser than what nixpkgs has, so that it is read no slower. By a count of the tokens
# of a thousand bytes, modules as they are here have 95 to 105, and three of nixpkgs 107 to 131.
FILLING = ['    option{} = cfg.settings.option or [ ];\n',
           '    # why it is so, and what becomes of it where it is left as it is\n',
           '    "setting-{}" = "the value of this setting, where none is given by the user";\n']

# What the modules define beside services, so that the definitions have options to go to.
BASE = """\
{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    networking.firewall.allowedTCPPorts = mkOption {
      type = types.listOf types.port;
      default = [ ];
    };
    users.users = mkOption {
      type = types.attrsOf types.attrs;
      default = { };
    };
    environment.systemPackages = mkOption {
      type = types.listOf types.package;
      default = [ ];
    };
  };
}
"""


def option(number, index):
    """One option as modules declare them."""
    kind, default = TYPES[(number + index) % len(TYPES)]
    return f"""\
    option{index} = mkOption {{
      type = types.{kind};
      default = {default};
      description = ''
        What this option of the service is for, told in a sentence or two, and what becomes of
        the service where it is left as it is. See the manual of the service for all values.
      '';
    }};
"""


def module(number, sizes):
    """A module with a service that is not enabled, filled to its size."""
    name = f"service{number}"
    declared = "".join(option(number, index) for index in range(sizes.options - 1))
    hardening = "".join(f"        {line}\n" for line in SERVICE_CONFIG)
    service = f"""\
    systemd.services.{name} = {{
      description = "The service {name}";
      after = [ "network.target" ];
      wantedBy = [ "multi-user.target" ];
      preStart = ''
        install -d -m 0750 -o ${{cfg.user}} ${{cfg.directory}}
        ln -sf ${{configFile}} ${{cfg.directory}}/{name}.conf
      '';
      serviceConfig = {{
        ExecStart = "${{pkgs.coreutils}}/bin/{name} --config ${{configFile}} ${{arguments}}";
        User = cfg.user;
{hardening}      }};
    }};
""" if number % sizes.services == 0 else f"""\
    environment.systemPackages = [ pkgs.coreutils ];
"""
    head = f"""\
{{ config, lib, pkgs, ... }}:

with lib;

let
  cfg = config.services.{name};

  settings = optionalAttrs (cfg.option0 != null) {{ option = cfg.option0; }} // cfg.settings;

  arguments = concatStringsSep " " (
    mapAttrsToList (key: value: "--${{key}}=${{escapeShellArg (toString value)}}") settings
    ++ optional cfg.verbose "--verbose"
  );

  configFile = pkgs.writeText "{name}.conf" (toString arguments);

  defaults = {{
"""
    tail = f"""\
  }};
in

{{
  options.services.{name} = {{
    enable = mkEnableOption "{name}, which does what its name says";

{declared}  }};

  config = mkIf cfg.enable {{
{service}
    users.users.${{cfg.user}} = {{
      isSystemUser = true;
      home = cfg.directory;
    }};

    networking.firewall.allowedTCPPorts = mkIf cfg.openFirewall [ cfg.port ];
  }};
}}
"""
    filling, index = "", 0
    missing = sizes.module_bytes - len(head) - len(tail)
    while len(filling) < missing - 90:
        filling += FILLING[index % len(FILLING)].format(index)
        index += 1
    return head + filling + tail


def write_modules(out, sizes):
    """Writes the modules, and lists them beside those of the part."""
    directory = out / "nixos" / "modules"
    (directory / "generated").mkdir()
    names = [f"./generated/service{number}.nix" for number in range(sizes.modules)]
    for number, name in enumerate(names):
        (directory / name).write_text(module(number, sizes))
    (directory / "generated" / "base.nix").write_text(BASE)
    listed = directory / "module-list.nix"
    listed.rename(directory / "part-list.nix")
    listed.write_text("import ./part-list.nix ++ [\n  ./generated/base.nix\n" + "".join(f"  {name}\n" for name in names) + "]\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", type=pathlib.Path, required=True, metavar="DIR", help="the part that makes the units")
    parser.add_argument("--out", type=pathlib.Path, required=True, metavar="DIR", help="where the model is written; must not exist")
    parser.add_argument("--likely", action="store_true", help="of the sizes that are likely, in place of those at the least")
    parser.add_argument("--ingredients", nargs="*", choices=INGREDIENTS, default=INGREDIENTS,
                        help="what to put around the part, to see what each takes; by default all")
    options = parser.parse_args()
    if "haskell" in options.ingredients and "packages" not in options.ingredients:
        parser.error("haskell needs packages")
    if not (options.part / "nixos" / "lib" / "eval-config.nix").is_file():
        parser.error(f"{options.part} has no nixos/lib/eval-config.nix")
    if options.out.exists():
        parser.error(f"{options.out} exists")
    sizes = LIKELY if options.likely else LEAST
    shutil.copytree(options.part, options.out)
    if "modules" in options.ingredients:
        write_modules(options.out, sizes)
    if "packages" in options.ingredients:
        write_packages(options.out, HERE / "model", sizes, with_haskell="haskell" in options.ingredients)
    if "haskell" in options.ingredients:
        write_hackage(options.out, HERE / "model", sizes)


if __name__ == "__main__":
    main()
