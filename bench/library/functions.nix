# Functions of lib, many times: text, lists and sets as configurations use them.
let
  lib = import <nixpkgs/lib>;
  numbers = builtins.genList (i: i) 3000;
  services = builtins.listToAttrs (
    map (i: lib.nameValuePair "service-${toString i}" {
      image = "registry.example.org/team/app-${toString i}:1.${toString i}";
      ports = [ "${toString (8000 + i)}:80" "${toString (9000 + i)}:443/udp" ];
      environment = { NAME = "it's ${toString i}"; LEVEL = if lib.versionAtLeast "1.${toString i}" "1.1500" then "info" else "debug"; };
      enable = i / 3 * 3 != i;
    }) numbers
  );
  enabled = lib.filterAttrs (_: service: service.enable) services;
  renamed = lib.mapAttrs' (name: service: lib.nameValuePair "podman-${name}" service) enabled;
  merged = lib.recursiveUpdate renamed (builtins.mapAttrs (_: _: { environment.TZ = "UTC"; }) renamed);
  command =
    name: service:
    lib.concatStringsSep " " (
      [ "run" "--name" name ]
      ++ lib.optional (lib.hasPrefix "podman-service-1" name) "--replace"
      ++ lib.flatten (map (port: [ "-p" port ]) service.ports)
      ++ lib.mapAttrsToList (key: value: "-e ${lib.escapeShellArg "${key}=${value}"}") service.environment
      ++ [ (lib.escapeShellArgs [ service.image ]) ]
    );
  commands = lib.mapAttrsToList command merged;
in
{
  count = builtins.length commands;
  bytes = builtins.stringLength (lib.concatStringsSep "\n" commands);
  first = builtins.head commands;
  kinds = lib.unique (map (service: service.environment.LEVEL) (lib.attrValues merged));
}
