import ./definitions.nix 100
