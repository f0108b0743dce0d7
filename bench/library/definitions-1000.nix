import ./definitions.nix 1000
