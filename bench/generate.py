#!/usr/bin/env python3
"""Prints a configuration with N containers, always the same for the same N; see --help."""
import argparse

IMAGES = ["postgres:16.4", "redis:7.4", "nginx:1.27", "grafana/grafana:11.2", "ghcr.io/example/api:3.2"]


def container(number):
    """One container with its settings, and for every fourth an override of its service."""
    name = f"app-{number}"
    lines = [
        f'  virtualisation.oci-containers.containers."{name}" = {{',
        f'    image = "docker.io/{IMAGES[number % len(IMAGES)]}";',
        f'    environment = {{ TZ = "Europe/Berlin"; NAME = "{name}"; URL = "https://{name}.example.org/?a=1&b=%20"; }};',
        f'    volumes = [ "/srv/{name}/data:/data" "/srv/{name}/config:/config:ro" ];',
        f'    labels."traefik.http.routers.{name}.rule" = "Host(`{name}.example.org`)";',
    ]
    if number % 2 == 0:
        lines.append(f'    ports = [ "127.0.0.1:{10000 + number}:8080" ];')
    if number % 3 == 1:
        lines.append(f'    dependsOn = [ "app-{number - 1}" ];')
    if number % 5 == 0:
        lines.append('    extraOptions = [ "--network=web" "--cap-drop=ALL" ];')
    lines.append("  };")
    if number % 4 == 0:
        lines.append(f'  systemd.services."podman-{name}" = {{ serviceConfig.RestartSec = "{number % 60}s"; partOf = [ "stack.target" ]; }};')
    return lines


def configuration(count):
    """The text of a configuration of so many containers."""
    lines = ["{ lib, pkgs, ... }: {", '  system.stateVersion = "24.05";', '  virtualisation.oci-containers.backend = "podman";']
    for number in range(count):
        lines += container(number)
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, metavar="N", help="how many containers")
    print(configuration(parser.parse_args().count), end="")
