#!/usr/bin/env python3
"""Writes a configuration that imports many files, always the same for the same numbers; see --help."""
import argparse
import pathlib

FILES_PER_CONTAINER = 20


def definition(number):
    """A function as modules define them before they use one or two: nearly all of what is read is never evaluated."""
    return f"""\
  # Where requests for the service of that number go.
  route-{number} = {{ host, port ? {8000 + number % 1000}, paths ? [ "/" "/api/{number}" ] }}: {{
    rule = "Host(`${{host}}.example.org`)"
      + lib.optionalString (paths != [ ]) (" && (" + lib.concatMapStringsSep " || " (path: "PathPrefix(`${{path}}`)") paths + ")");
    service = {{ inherit host port; url = "http://${{host}}:${{toString port}}"; weight = if port > 8500 then 2 else 1; }};
    middlewares = [ "auth" "compress" ] ++ lib.optional (port > 8000) "limit-{number}";
  }};
"""


def module(number, size):
    """The text of a module of about so many bytes."""
    parts = ["{ config, lib, pkgs, ... }:\nlet\n"]
    length, count = 0, 0
    while length < size or count == 0:
        parts.append(definition(count))
        length += len(parts[-1])
        count += 1
    parts.append("in\n{\n")
    if number % FILES_PER_CONTAINER == 0:
        parts.append(
            f'  virtualisation.oci-containers.containers."app-{number}" = {{\n'
            f'    image = "docker.io/nginx:1.27";\n'
            f'    labels."traefik.http.routers.app-{number}.rule" = (route-0 {{ host = "app-{number}"; }}).rule;\n'
            f"  }};\n")
    parts.append("}\n")
    return "".join(parts)


def write(directory, count, size, is_listed):
    """Writes configuration.nix and the files that it imports."""
    modules = directory / "modules"
    modules.mkdir(parents=True, exist_ok=True)
    names = [f"part-{number:05}.nix" for number in range(count)]
    for number, name in enumerate(names):
        (modules / name).write_text(module(number, size))
    if is_listed:
        imports = "map (name: ./modules + \"/${name}\") (builtins.attrNames (builtins.readDir ./modules))"
    else:
        imports = "[\n" + "".join(f"    ./modules/{name}\n" for name in names) + "  ]"
    (directory / "configuration.nix").write_text(
        f'{{\n  system.stateVersion = "24.05";\n  virtualisation.oci-containers.backend = "podman";\n  imports = {imports};\n}}\n')


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=pathlib.Path, help="where to write; what is there under the same names is replaced")
    parser.add_argument("count", type=int, metavar="FILES", help="how many files are imported")
    parser.add_argument("size", type=int, metavar="BYTES", help="about how large each is")
    parser.add_argument("--listed", action="store_true", help="import what the directory holds, without naming the files")
    arguments = parser.parse_args()
    write(arguments.directory, arguments.count, arguments.size, arguments.listed)
