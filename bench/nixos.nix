# The units of a configuration as NixOS itself makes them: their texts, what enables them, and the texts of their scripts.
{ nixpkgs, configuration, units }:
let
  inherit
    (import (nixpkgs + "/nixos/lib/eval-config.nix") {
      system = "x86_64-linux";
      modules = [ configuration ];
    })
    config
    ;

  unit =
    name:
    let
      service = builtins.match "(.*)\\.service" name;
      scripts =
        if service == null then
          { }
        else
          {
            inherit (config.systemd.services.${builtins.head service})
              preStart
              script
              postStart
              preStop
              postStop
              reload
              ;
          };
    in
    {
      inherit name;
      value = { inherit (config.systemd.units.${name}) text wantedBy requiredBy aliases; inherit scripts; };
    };
in
builtins.listToAttrs (map unit (import units))
