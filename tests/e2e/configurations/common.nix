# What both have.
{ pkgs, ... }:
{
  system.stateVersion = "24.05";

  virtualisation.oci-containers.backend = "podman";
  virtualisation.oci-containers.containers.web = {
    image = "localhost/busybox:latest";
    environment.GREETING = "It's 100% $HOME";
    environmentFiles = [ "/etc/web.env" ];
    volumes = [ "/srv/web:/srv" ];
    cmd = [ "/bin/sh" "-c" "echo \"hello of web: $GREETING; $SECRET\"; while true; do sleep 1; done" ];
    extraOptions = [ "--pull=never" "--network=none" ];
  };

  systemd.services.tick = {
    serviceConfig.Type = "oneshot";
    script = "${pkgs.coreutils}/bin/date";
    startAt = "daily";
  };
}
