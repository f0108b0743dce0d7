# The packages of Hackage, a fixpoint with changes to them; nixpkgs has more such sets of changes.
{ pkgs }:
let
  packages =
    import ./hackage-packages.nix {
      inherit pkgs;
      inherit (pkgs) lib;
      callPackage =
        function: arguments:
        function (builtins.intersectAttrs (builtins.functionArgs function) packages // arguments);
    } packages
    // {
      mkDerivation =
        attrs:
        pkgs.mkDerivation {
          inherit (attrs) pname version;
          src = pkgs.fetchurl {
            url = "mirror://hackage/${attrs.pname}-${attrs.version}.tar.gz";
            inherit (attrs) sha256;
          };
        };
    }
    # Here it is built of its source alone; in nixpkgs it takes a compiler and other packages besides.
    // { shellcheck = packages.mkDerivation { pname = "ShellCheck"; version = "0.10.0"; sha256 = packages.hashOfNothing; }; }
    // { hashOfNothing = "0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73"; };
in
packages
