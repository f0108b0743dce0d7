# What is installed next: one container is the same, one is changed, one is gone, one is new.
{ pkgs, ... }:
{
  imports = [ ./common.nix ];

  virtualisation.oci-containers.containers = {
    api = {
      image = "localhost/busybox:latest";
      entrypoint = "/bin/sh";
      volumes = [ "${pkgs.writeText "note" "made by nix\n"}:/note:ro" ];
      cmd = [ "-c" "echo \"generated: $(cat /note)\"; echo second edition; while true; do sleep 1; done" ];
      extraOptions = [ "--pull=never" "--network=none" ];
    };

    fresh = {
      image = "localhost/busybox:latest";
      cmd = [ "/bin/sleep" "100000" ];
      extraOptions = [ "--pull=never" "--network=none" ];
    };
  };
}
