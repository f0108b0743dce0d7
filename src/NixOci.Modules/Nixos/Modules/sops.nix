# What the module of sops-nix declares: where it puts decrypted secrets, and what stands for a secret in a template.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkDefault mkIf types;
  inherit (builtins) mapAttrs;

  mkOption = option: lib.mkOption ({ description = "As in sops-nix. Secrets are not decrypted here: their files have to be on the host."; } // option);

  option = type: default: mkOption { inherit type default; };

  # Where the default follows from the rest of the configuration, its text is shown.
  shown = type: default: text: mkOption { inherit type default; defaultText = lib.literalExpression text; };

  groupOf = owner: if owner == null then null else config.users.users.${owner}.group;

  secret = types.submodule ({ name, config, ... }@secret: {
    freeformType = types.lazyAttrsOf types.anything;
    options = {
      name = option types.str name;
      key = option types.str (if secret.config.format == "binary" then "" else name);
      format = shown (types.enum [ "yaml" "json" "binary" "dotenv" "ini" ]) sops.defaultSopsFormat "config.sops.defaultSopsFormat";
      sopsFile = shown types.path sops.defaultSopsFile "config.sops.defaultSopsFile";
      path = option types.str
        (if secret.config.neededForUsers then "/run/secrets-for-users/${secret.config.name}" else "/run/secrets/${secret.config.name}");
      mode = option types.str "0400";
      owner = option (types.nullOr types.str) null;
      uid = option (types.nullOr types.int) 0;
      group = shown (types.nullOr types.str) (groupOf secret.config.owner) "config.users.users.\${owner}.group";
      gid = option (types.nullOr types.int) 0;
      restartUnits = option (types.listOf types.str) [ ];
      reloadUnits = option (types.listOf types.str) [ ];
      neededForUsers = option types.bool false;
    };
  });

  template = types.submodule ({ name, ... }@template: {
    freeformType = types.lazyAttrsOf types.anything;
    options = {
      name = option types.singleLineStr name;
      path = option types.singleLineStr "/run/secrets/rendered/${template.config.name}";
      content = option types.lines "";
      file = shown types.path (pkgs.writeText template.config.name template.config.content) "pkgs.writeText name content";
      mode = option types.singleLineStr "0400";
      owner = option (types.nullOr types.singleLineStr) null;
      uid = option (types.nullOr types.int) 0;
      group = shown (types.nullOr types.singleLineStr) (groupOf template.config.owner) "config.users.users.\${owner}.group";
      gid = option (types.nullOr types.int) 0;
      restartUnits = option (types.listOf types.str) [ ];
      reloadUnits = option (types.listOf types.str) [ ];
    };
  });

  sops = config.sops;
in
{
  options.sops = {
    secrets = option (types.attrsOf secret) { };
    templates = option (types.attrsOf template) { };
    placeholder = option (types.attrsOf types.str) { };
    defaultSopsFile = mkOption { type = types.path; };
    defaultSopsFormat = option types.str "yaml";
    defaultSopsKey = option (types.nullOr types.str) null;
    validateSopsFiles = option types.bool true;
    keepGenerations = option types.int 1;
    useSystemdActivation = option types.bool false;
    age.keyFile = option (types.nullOr types.str) null;
    age.generateKey = option types.bool false;
    age.sshKeyPaths = option (types.listOf types.path) [ ];
    gnupg.home = option (types.nullOr types.str) null;
    gnupg.sshKeyPaths = option (types.listOf types.path) [ ];
    environment = option (types.attrsOf (types.either types.str types.path)) { };
  };

  config.sops.placeholder = mkIf (sops.templates != { }) (mapAttrs
    (name: _: mkDefault "<SOPS:${builtins.hashString "sha256" name}:PLACEHOLDER>")
    sops.secrets);
}
