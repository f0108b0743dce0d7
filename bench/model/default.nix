# The package set: one fixpoint over all packages for each stage of the standard environment, the last of which NixOS is given.
# A stage's environment holds packages of the stage before, so that no stage can be left out.
{ lib }:
let
  settings = import ./settings.nix;

  # The files of by-name, found once for all stages.
  byName = builtins.listToAttrs (
    builtins.concatMap (
      shard:
      map (name: {
        inherit name;
        value = ../by-name + "/${shard}/${name}/package.nix";
      }) (builtins.attrNames (builtins.readDir (../by-name + "/${shard}")))
    ) (builtins.attrNames (builtins.readDir ../by-name))
  );

  extends =
    overlay: base: final:
    let
      previous = base final;
    in
    previous // overlay final previous;

  fix =
    function:
    let
      result = function result;
    in
    result;

  callPackageWith =
    set: file: arguments:
    let
      function = if builtins.isFunction file then file else import file;
    in
    function (builtins.intersectAttrs (builtins.functionArgs function) set // arguments);

  stage =
    before: number:
    let
      stdenv = import ./stdenv.nix { inherit before number settings; };
      all = builtins.foldl' (base: overlay: extends overlay base) (final: { }) [
        (final: previous: {
          inherit lib stdenv;
          inherit (stdenv) mkDerivation;
          pkgs = final;
          callPackage = callPackageWith final;
        })
        (final: previous: import ./builders.nix { pkgs = final; })
        (final: previous: builtins.mapAttrs (name: file: final.callPackage file { }) byName)
        (final: previous: import ./all-packages.nix { inherit lib; } final previous)
        (final: previous: {
          pkgsStatic = throw "The model has one package set only.";
          haskellPackages = import ../haskell { pkgs = final; };
          # What is built with packages of other languages names their sets, of which it takes a package each.
          languagePackages = final.mkDerivation {
            name = "language-packages";
            sets = map (set: if set ? none then "some" else "all") [
              final.pythonPackages
              final.perlPackages
            ];
          };
          pythonPackages = fix (import ./python-packages.nix { inherit (final) callPackage; });
          perlPackages = fix (
            import ./perl-packages.nix {
              inherit (final) lib fetchurl;
              buildPerlPackage = final.mkDerivation;
            }
          );
        })
        (final: previous: { bash-interactive = final.bash; })
        (final: previous: { stageNumber = number; })
      ];
    in
    fix all;
in
builtins.foldl' stage null (builtins.genList (number: number) settings.stages)
