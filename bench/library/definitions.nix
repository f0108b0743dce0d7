# A number of modules that define the same few options, and each an option of its own.
count:
let
  lib = import <nixpkgs/lib>;
  inherit (lib) mkOption types;
  numbers = builtins.genList (i: i) count;
  module = i: {
    options.own."option-${toString i}" = mkOption { type = types.int; default = i; };
    config = lib.mkIf (i >= 0) {
      list = [ i ];
      lines = "line ${toString i}";
      set."entry-${toString i}" = lib.mkDefault i;
      level = lib.mkOverride (1000 - i / count) i;
    };
  };
  evaluated = lib.evalModules {
    modules = [
      {
        options = {
          list = mkOption { type = types.listOf types.int; };
          lines = mkOption { type = types.lines; };
          set = mkOption { type = types.attrsOf types.int; };
          level = mkOption { type = types.raw; };
        };
        config.level = lib.mkForce "forced";
      }
    ] ++ map module numbers;
  };
in
builtins.hashString "sha256" (builtins.toJSON evaluated.config)
