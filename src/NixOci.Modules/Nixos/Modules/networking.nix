# networking.* as far as configurations of container hosts set it and read it back.
{ lib, ... }:
let
  inherit (lib) types;

  mkOption = option: lib.mkOption ({ description = "As in NixOS. What is set can be read back; the host that the units are for has network settings of its own."; } // option);

  sortedPorts = ports: lib.unique (builtins.sort builtins.lessThan ports);

  option = type: default: mkOption { inherit type default; };

  ports = {
    allowedTCPPorts = mkOption {
      type = types.listOf types.port;
      default = [ ];
      apply = sortedPorts;
    };
    allowedTCPPortRanges = option (types.listOf (types.attrsOf types.port)) [ ];
    allowedUDPPorts = mkOption {
      type = types.listOf types.port;
      default = [ ];
      apply = sortedPorts;
    };
    allowedUDPPortRanges = option (types.listOf (types.attrsOf types.port)) [ ];
  };

  address = version: types.submodule {
    options = {
      address = mkOption { type = types.str; };
      prefixLength = mkOption { type = types.addCheck types.int (n: n >= 0 && n <= (if version == 4 then 32 else 128)); };
    };
  };

  interface = types.submodule ({ name, ... }: {
    freeformType = types.lazyAttrsOf types.anything;
    options = {
      name = option types.str name;
      useDHCP = option (types.nullOr types.bool) null;
      macAddress = option (types.nullOr types.str) null;
      mtu = option (types.nullOr types.int) null;
      virtual = option types.bool false;
      ipv4.addresses = option (types.listOf (address 4)) [ ];
      ipv6.addresses = option (types.listOf (address 6)) [ ];
    };
  });

  gateway = types.nullOr (types.coercedTo types.str (address: { inherit address; }) (types.submodule {
    options = {
      address = mkOption { type = types.str; };
      interface = option (types.nullOr types.str) null;
      metric = option (types.nullOr types.int) null;
    };
  }));
in
{
  options.networking = {
    firewall = ports // {
      enable = option types.bool true;
      allowPing = option types.bool true;
      pingLimit = option (types.nullOr types.str) null;
      checkReversePath = option (types.either types.bool (types.enum [ "strict" "loose" ])) true;
      trustedInterfaces = option (types.listOf types.str) [ ];
      rejectPackets = option types.bool false;
      logRefusedConnections = option types.bool true;
      logRefusedPackets = option types.bool false;
      extraCommands = option types.lines "";
      extraStopCommands = option types.lines "";
      extraInputRules = option types.lines "";
      extraForwardRules = option types.lines "";
      filterForward = option types.bool false;
      interfaces = option (types.attrsOf (types.submodule { options = ports; })) { };
    };
    nftables.enable = option types.bool false;
    nat = {
      enable = option types.bool false;
      enableIPv6 = option types.bool false;
      internalInterfaces = option (types.listOf types.str) [ ];
      internalIPs = option (types.listOf types.str) [ ];
      internalIPv6s = option (types.listOf types.str) [ ];
      externalInterface = option (types.nullOr types.str) null;
      externalIP = option (types.nullOr types.str) null;
      externalIPv6 = option (types.nullOr types.str) null;
      forwardPorts = option (types.listOf (types.submodule {
        freeformType = types.lazyAttrsOf types.anything;
        options = {
          sourcePort = mkOption { type = types.either types.int types.str; };
          destination = mkOption { type = types.str; };
          proto = option types.str "tcp";
          loopbackIPs = option (types.listOf types.str) [ ];
        };
      })) [ ];
      extraCommands = option types.lines "";
      extraStopCommands = option types.lines "";
    };
    interfaces = option (types.attrsOf interface) { };
    bridges = option (types.attrsOf (types.submodule {
      options = {
        interfaces = mkOption { type = types.listOf types.str; };
        rstp = option types.bool false;
      };
    })) { };
    vlans = option (types.attrsOf (types.submodule {
      options = {
        id = mkOption { type = types.int; };
        interface = mkOption { type = types.str; };
      };
    })) { };
    macvlans = option (types.attrsOf types.anything) { };
    defaultGateway = option gateway null;
    defaultGateway6 = option gateway null;
    nameservers = option (types.listOf types.str) [ ];
    search = option (types.listOf types.str) [ ];
    hosts = option (types.attrsOf (types.listOf types.str)) { };
    extraHosts = option types.lines "";
    useDHCP = option types.bool true;
    useNetworkd = option types.bool false;
    usePredictableInterfaceNames = option types.bool true;
    useHostResolvConf = option types.bool false;
    dhcpcd.enable = option types.bool true;
    networkmanager.enable = option types.bool false;
    wireless.enable = option types.bool false;
    wireguard.enable = option types.bool false;
    timeServers = option (types.listOf types.str)
      (map (n: "${toString n}.nixos.pool.ntp.org") [ 0 1 2 3 ]);
  };
}
