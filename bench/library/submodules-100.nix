import ./modules.nix 100
