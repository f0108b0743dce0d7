# A number of submodules with options of several types, defined in several modules.
count:
let
  lib = import <nixpkgs/lib>;
  inherit (lib) mkOption types;

  service =
    { name, config, ... }:
    {
      options = {
        image = mkOption { type = types.str; };
        backend = mkOption { type = types.enum [ "podman" "docker" ]; default = "podman"; };
        autoStart = mkOption { type = types.bool; default = true; };
        user = mkOption { type = types.nullOr types.str; default = null; };
        port = mkOption { type = types.nullOr types.port; default = null; };
        ports = mkOption { type = types.listOf types.str; default = [ ]; };
        volumes = mkOption { type = types.listOf types.str; default = [ ]; };
        environment = mkOption { type = types.attrsOf types.str; default = { }; };
        labels = mkOption { type = types.attrsOf types.str; default = { }; };
        script = mkOption { type = types.lines; default = ""; };
        unit = mkOption { type = types.str; default = "${config.backend}-${name}"; };
        limits.memory = mkOption { type = types.either types.int types.str; default = "512m"; };
      };
      config = {
        ports = lib.mkIf (config.port != null) [ "${toString config.port}:80" ];
        environment.NAME = name;
        labels.unit = config.unit;
      };
    };

  names = builtins.genList (i: "app-${toString i}") count;
  each = f: builtins.listToAttrs (map (name: lib.nameValuePair name (f name)) names);

  evaluated = lib.evalModules {
    modules = [
      { options.services = mkOption { type = types.attrsOf (types.submodule service); default = { }; }; }
      {
        services = each (name: {
          image = "registry.example.org/${name}";
          port = 8080;
          volumes = [ "/var/lib/${name}:/data" ];
          environment = { TZ = "UTC"; LEVEL = lib.mkDefault "info"; };
          script = lib.mkAfter "echo ready";
        });
      }
      {
        services = each (name: {
          environment.LEVEL = "debug";
          limits.memory = lib.mkForce 1024;
          script = lib.mkBefore "echo ${name}";
          user = lib.mkIf (name == "app-7") "nobody";
        });
      }
    ];
  };
in
builtins.hashString "sha256" (builtins.toJSON evaluated.config)
