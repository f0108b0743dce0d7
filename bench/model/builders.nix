# Files with a text, and what is made by a command. Every one is a derivation of its own, as in nixpkgs.
{ pkgs }:
let
  inherit (pkgs) lib;
in
rec {
  fetchurl =
    { url, sha256 }:
    pkgs.mkDerivation {
      name = baseNameOf url;
      inherit url;
      outputHash = sha256;
      outputHashAlgo = "sha256";
      outputHashMode = "flat";
      preferLocalBuild = true;
    };

  runtimeShell = "${pkgs.bash}/bin/bash";

  runCommand =
    name: env: buildCommand:
    pkgs.mkDerivation (
      {
        inherit name buildCommand;
        enableParallelBuilding = true;
      }
      // env
      // { passAsFile = [ "buildCommand" ] ++ env.passAsFile or [ ]; }
    );

  writeTextFile =
    {
      name,
      text,
      executable ? false,
      destination ? "",
      checkPhase ? "",
      meta ? { },
    }:
    runCommand name
      {
        inherit text executable checkPhase meta;
        passAsFile = [ "text" ];
        preferLocalBuild = true;
        allowSubstitutes = false;
      }
      ''
        install -D ${lib.optionalString executable "-m 755"} "$textPath" "$out${destination}"
        eval "$checkPhase"
      '';

  writeText = name: text: writeTextFile { inherit name text; };

  writeShellScriptBin =
    name: text:
    writeTextFile {
      inherit name;
      text = "#!${runtimeShell}\n${text}\n";
      executable = true;
      destination = "/bin/${name}";
      checkPhase = ''${runtimeShell} -n "$out/bin/${name}"'';
      meta.mainProgram = name;
    };

  # Checked with a program that is written in Haskell, for which nixpkgs reads all that it knows of Hackage.
  shellcheck-minimal = pkgs.haskellPackages.shellcheck;

  writeShellApplication =
    {
      name,
      text,
      runtimeInputs ? [ ],
    }:
    writeTextFile {
      inherit name;
      text =
        "#!${runtimeShell}\nset -o errexit\nset -o nounset\nset -o pipefail\n"
        + lib.optionalString (runtimeInputs != [ ]) "\nexport PATH=\"${lib.makeBinPath runtimeInputs}:$PATH\"\n"
        + "\n${text}\n";
      executable = true;
      destination = "/bin/${name}";
      checkPhase = ''
        ${runtimeShell} -n "$out/bin/${name}"
        ${shellcheck-minimal}/bin/shellcheck "$out/bin/${name}"
      '';
      meta.mainProgram = name;
    };
}
