# The numbers that NixOS gives to accounts and groups of its own, as far as containers are run as them.
{ config, lib, ... }:
let
  inherit (lib) types mkIf mkDefault;
  inherit (builtins) mapAttrs;

  mkOption = option: lib.mkOption ({ description = "The numbers that NixOS gives to its own accounts and groups, by their names."; } // option);

  numbers = mkOption {
    type = types.attrsOf types.int;
    internal = true;
  };

  always = {
    inherit (config.ids.gids)
      tty disk audio floppy uucp lp cdrom tape video dialout utmp adm systemd-journal input keys kvm render sgx shadow;
  };
in
{
  options.ids.uids = numbers;
  options.ids.gids = numbers;

  config.ids.uids = {
    root = 0;
    messagebus = 4;
    git = 41;
    nginx = 60;
    transmission = 70;
    postgres = 71;
    mysql = 84;
    deluge = 83;
    elasticsearch = 92;
    jenkins = 109;
    gitlab = 165;
    plex = 193;
    grafana = 196;
    sabnzbd = 38;
    mopidy = 130;
    mpd = 50;
    syncthing = 237;
    caddy = 239;
    mosquitto = 246;
    prometheus = 255;
    sonarr = 274;
    radarr = 275;
    jackett = 276;
    minio = 280;
    hass = 286;
    duplicati = 289;
    restic = 291;
    lidarr = 306;
    paperless = 315;
    zigbee2mqtt = 317;
    nixbld = 30000;
    nobody = 65534;
  };

  config.ids.gids = {
    root = 0;
    wheel = 1;
    kmem = 2;
    tty = 3;
    messagebus = 4;
    disk = 6;
    audio = 17;
    floppy = 18;
    uucp = 19;
    lp = 20;
    cdrom = 24;
    tape = 25;
    video = 26;
    dialout = 27;
    utmp = 29;
    git = 41;
    mpd = 50;
    adm = 55;
    networkmanager = 57;
    nginx = 60;
    systemd-journal = 62;
    libvirtd = 67;
    transmission = 70;
    postgres = 71;
    vboxusers = 72;
    deluge = 83;
    mysql = 84;
    elasticsearch = 92;
    keys = 96;
    users = 100;
    jenkins = 109;
    mopidy = 130;
    docker = 131;
    gitlab = 165;
    input = 174;
    plex = 193;
    sabnzbd = 194;
    syncthing = 237;
    caddy = 239;
    mosquitto = 246;
    prometheus = 255;
    sonarr = 274;
    radarr = 275;
    jackett = 276;
    minio = 280;
    hass = 286;
    duplicati = 289;
    restic = 291;
    kvm = 302;
    render = 303;
    sgx = 304;
    lidarr = 306;
    paperless = 315;
    zigbee2mqtt = 317;
    shadow = 318;
    nixbld = 30000;
    nogroup = 65534;
  };

  config.users.groups = mapAttrs (_: gid: { inherit gid; }) always // {
    docker = mkIf config.virtualisation.docker.enable { gid = mkDefault config.ids.gids.docker; };
    podman = mkIf config.virtualisation.podman.enable { };
  };
}
