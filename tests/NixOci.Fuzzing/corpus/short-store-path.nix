{
 stem.s= "22.05";
  virtualisation.oci-containers.containers.web = {
    image  = "/nix/store/012tar";
  };
}
