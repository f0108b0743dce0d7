import ./modules.nix 1000
