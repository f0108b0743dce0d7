# Services and settings of NixOS that configurations ask about beside their containers. What is set and not declared here is kept.
{ config, lib, pkgs, ... }:
let
  inherit (lib) types;

  mkOption = option: lib.mkOption ({ description = "As in NixOS. What is set can be read back, and has no other effect here."; } // option);

  genAttrs = names: value: builtins.listToAttrs (map (name: { inherit name; value = value name; }) names);

  option = type: default: mkOption { inherit type default; };

  # Where the default follows from the rest of the configuration, its text is shown.
  shown = type: default: text: mkOption { inherit type default; defaultText = lib.literalExpression text; };

  off = { enable = option types.bool false; };

  hostKey = type: path: { inherit type path; } // lib.optionalAttrs (type == "rsa") { bits = 4096; };
in
{
  options = {
    services = genAttrs [
      "adguardhome" "avahi" "borgbackup" "caddy" "cloudflared" "cockpit" "coredns" "crowdsec" "dnsmasq" "fail2ban" "fwupd"
      "gitea" "forgejo" "grafana" "home-assistant" "homepage-dashboard" "immich" "influxdb2" "jellyfin" "k3s" "keycloak" "kresd"
      "loki" "minio" "mosquitto" "mysql" "navidrome" "netdata" "nextcloud" "nginx" "ollama" "paperless" "plex" "postfix"
      "postgresql" "prometheus" "promtail" "qemuGuest" "rabbitmq" "resolved" "samba" "smartd" "syncthing" "tailscale" "traefik"
      "unbound" "unifi" "vaultwarden" "watchtower" "zerotierone" "xserver"
    ] (_: off) // {
      openssh = {
        enable = option types.bool false;
        ports = option (types.listOf types.port) [ 22 ];
        openFirewall = option types.bool true;
        hostKeys = option (types.listOf types.attrs) [
          (hostKey "rsa" "/etc/ssh/ssh_host_rsa_key")
          (hostKey "ed25519" "/etc/ssh/ssh_host_ed25519_key")
        ];
      };
      nginx = off // {
        user = option types.str "nginx";
        group = option types.str "nginx";
      };
      caddy = off // {
        user = option types.str "caddy";
        group = option types.str "caddy";
        dataDir = option types.path "/var/lib/caddy";
      };
      postgresql = off // {
        dataDir = shown types.path
          "/var/lib/postgresql/${lib.versions.major config.services.postgresql.package.version}"
          "\"/var/lib/postgresql/\${lib.versions.major config.services.postgresql.package.version}\"";
        package = shown types.package pkgs.postgresql "pkgs.postgresql";
        settings = option (types.submodule {
          freeformType = types.lazyAttrsOf types.anything;
          options.port = option types.port 5432;
        }) { };
      };
      prometheus = off // {
        port = option types.port 9090;
        listenAddress = option types.str "0.0.0.0";
      };
      tailscale = off // {
        interfaceName = option types.str "tailscale0";
        port = option types.port 41641;
      };
      traefik = off // {
        dataDir = option types.path "/var/lib/traefik";
        group = option types.str "traefik";
      };
      journald.extraConfig = option types.lines "";
      timesyncd.enable = option types.bool true;
    };

    virtualisation.podman = {
      dockerCompat = option types.bool false;
      dockerSocket.enable = option types.bool false;
      enableNvidia = option types.bool false;
      extraPackages = option (types.listOf types.package) [ ];
      defaultNetwork.settings = option (types.attrsOf types.anything) { };
      networkSocket.enable = option types.bool false;
      autoPrune = {
        enable = option types.bool false;
        flags = option (types.listOf types.str) [ ];
        dates = option types.str "weekly";
      };
    };
    virtualisation.docker = {
      enableOnBoot = option types.bool true;
      enableNvidia = option types.bool false;
      liveRestore = option types.bool true;
      logDriver = option (types.enum [
        "none" "json-file" "syslog" "journald" "gelf" "fluentd" "awslogs" "splunk" "etwlogs" "gcplogs" "local"
      ]) "journald";
      storageDriver = option (types.nullOr (types.enum [ "aufs" "btrfs" "devicemapper" "overlay" "overlay2" "zfs" ])) null;
      extraOptions = option (types.separatedString " ") "";
      extraPackages = option (types.listOf types.package) [ ];
      listenOptions = option (types.listOf types.str) [ "/run/docker.sock" ];
      daemon.settings = option (types.attrsOf types.anything) { };
      rootless = {
        enable = option types.bool false;
        setSocketVariable = option types.bool false;
      };
    };
    virtualisation.containers = {
      enable = option types.bool false;
      registries.search = option (types.listOf types.str) [ "docker.io" "quay.io" ];
      registries.insecure = option (types.listOf types.str) [ ];
      registries.block = option (types.listOf types.str) [ ];
      storage.settings = option (types.attrsOf types.anything) { };
      containersConf.settings = option (types.attrsOf types.anything) { };
    };

    hardware = {
      nvidia-container-toolkit.enable = option types.bool false;
      graphics.enable = option types.bool false;
      opengl.enable = option types.bool false;
    };

    boot = {
      isContainer = option types.bool false;
      tmp.useTmpfs = option types.bool false;
      tmp.cleanOnBoot = option types.bool false;
      kernelModules = option (types.listOf types.str) [ ];
      kernelParams = option (types.listOf types.str) [ ];
      extraModprobeConfig = option types.lines "";
      supportedFilesystems = option (types.either (types.listOf types.str) (types.attrsOf types.bool)) { };
      kernel.sysctl = option (types.lazyAttrsOf (types.nullOr (types.oneOf [ types.bool types.str types.int types.package ]))) { };
      kernelPackages = shown types.raw pkgs.linuxPackages "pkgs.linuxPackages";
    };

    fileSystems = option (types.attrsOf (types.submodule ({ name, ... }: {
      freeformType = types.lazyAttrsOf types.anything;
      options = {
        mountPoint = option types.str name;
        device = option (types.nullOr types.str) null;
        fsType = option types.str "auto";
        options = option (types.listOf types.str) [ "defaults" ];
        depends = option (types.listOf types.str) [ ];
        neededForBoot = option types.bool false;
      };
    }))) { };

    security.acme = {
      acceptTerms = option types.bool false;
      certs = option (types.attrsOf (types.submodule ({ name, ... }: {
        freeformType = types.lazyAttrsOf types.anything;
        options = {
          domain = option types.str name;
          directory = option types.str "/var/lib/acme/${name}";
          group = option types.str "acme";
          extraDomainNames = option (types.listOf types.str) [ ];
        };
      }))) { };
    };

    system.name = shown types.str
      (if config.networking.hostName == "" then "unnamed" else config.networking.hostName)
      "config.networking.hostName";
    system.autoUpgrade.enable = option types.bool false;

    systemd.tmpfiles.settings = option (types.attrsOf (types.attrsOf (types.attrsOf (types.submodule ({ name, ... }: {
      options = {
        type = option types.str name;
        mode = option types.str "-";
        user = option types.str "-";
        group = option types.str "-";
        age = option types.str "-";
        argument = option types.str "";
      };
    }))))) { };
  };
}
