# What is installed first.
{ pkgs, ... }:
{
  imports = [ ./common.nix ];

  virtualisation.oci-containers.containers = {
    api = {
      image = "localhost/busybox:latest";
      entrypoint = "/bin/sh";
      volumes = [ "${pkgs.writeText "note" "made by nix\n"}:/note:ro" ];
      cmd = [ "-c" "echo \"generated: $(cat /note)\"; echo first edition; while true; do sleep 1; done" ];
      extraOptions = [ "--pull=never" "--network=none" ];
    };

    old = {
      image = "localhost/busybox:latest";
      cmd = [ "/bin/sleep" "100000" ];
      extraOptions = [ "--pull=never" "--network=none" ];
    };
  };
}
