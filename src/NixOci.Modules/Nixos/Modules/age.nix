# What the module of agenix declares: where it puts decrypted secrets.
{ config, lib, pkgs, ... }:
let
  inherit (lib) types;

  mkOption = option: lib.mkOption ({ description = "As in agenix. Secrets are not decrypted here: their files have to be on the host."; } // option);

  option = type: default: mkOption { inherit type default; };

  secret = types.submodule ({ name, ... }@secret: {
    freeformType = types.lazyAttrsOf types.anything;
    options = {
      name = option types.str name;
      file = mkOption { type = types.path; };
      path = option types.str "${config.age.secretsDir}/${secret.config.name}";
      mode = option types.str "0400";
      owner = option types.str "0";
      group = mkOption {
        type = types.str;
        default = config.users.users.${secret.config.owner}.group or "0";
        defaultText = lib.literalExpression "config.users.users.\${owner}.group or \"0\"";
      };
      symlink = option types.bool true;
    };
  });
in
{
  options.age = {
    secrets = option (types.attrsOf secret) { };
    secretsDir = option types.path "/run/agenix";
    secretsMountPoint = option types.str "/run/agenix.d";
    ageBin = mkOption { type = types.str; default = "${pkgs.age}/bin/age"; defaultText = lib.literalExpression "\"\${pkgs.age}/bin/age\""; };
    identityPaths = option (types.listOf types.path)
      (if config.services.openssh.enable
      then map (key: key.path) (builtins.filter (key: key.type == "rsa" || key.type == "ed25519") config.services.openssh.hostKeys)
      else [ ]);
  };
}
