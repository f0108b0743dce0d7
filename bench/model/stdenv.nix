# The environment that a stage's packages are built in, and its mkDerivation. It does a part of what that of nixpkgs does: looks through
# twelve lists of inputs, and whether the package may be built, and hands some thirty attributes to `derivation`.
{ before, number, settings }:
let
  inherit (builtins)
    any
    elem
    elemAt
    filter
    genList
    isString
    length
    listToAttrs
    match
    removeAttrs
    ;

  stdenv = derivation {
    name = "stdenv-stage${toString number}";
    system = "x86_64-linux";
    builder = "/bin/sh";
    args = [ ];
    initialPath = if before == null then [ ] else map (name: before.${name}) settings.bootstrapPackages;
  };

  optionalAttrs = condition: attrs: if condition then attrs else { };

  devOutput = input: input.dev or input;

  # The inputs of a list, each of which is to be a package, or text, or nothing.
  checkInputs =
    list: inputs:
    genList (
      index:
      let
        input = elemAt inputs index;
      in
      if input == null || isString input || input ? outPath then
        input
      else
        throw "Input ${toString index} of ${list} is neither a package nor a path."
    ) (length inputs);

  inputsOf = attrs: list: map devOutput (checkInputs list (attrs.${list} or [ ]));

  sanitize = name: if match "[-a-zA-Z0-9+._?=]+" name == null then throw "The name ${name} cannot be one of a package." else name;

  # What may be the matter with a package, so that it is refused.
  problems = [
    (attrs: attrs.meta.broken or false)
    (attrs: attrs ? meta.license && !(attrs.meta.license.free or true))
    (attrs: attrs ? meta.platforms && !(elem "x86_64-linux" attrs.meta.platforms))
    (attrs: attrs ? meta.badPlatforms && elem "x86_64-linux" attrs.meta.badPlatforms)
    (attrs: attrs.meta.knownVulnerabilities or [ ] != [ ])
  ];

  argument =
    attrs:
    let
      hardeningDisable = attrs.hardeningDisable or [ ];
      hardeningEnable = attrs.hardeningEnable or [ ];
    in
    removeAttrs attrs [ "meta" "passthru" "hardeningDisable" "hardeningEnable" ]
    // {
      name = sanitize (attrs.name or "${attrs.pname}-${attrs.version}");
      system = "x86_64-linux";
      builder = "/bin/sh";
      args = [ "-e" "default-builder.sh" ];
      inherit stdenv;
      userHook = null;
      __ignoreNulls = true;
      strictDeps = false;
      depsBuildBuild = inputsOf attrs "depsBuildBuild";
      nativeBuildInputs = inputsOf attrs "nativeBuildInputs";
      depsBuildTarget = inputsOf attrs "depsBuildTarget";
      depsHostHost = inputsOf attrs "depsHostHost";
      buildInputs = inputsOf attrs "buildInputs";
      depsTargetTarget = inputsOf attrs "depsTargetTarget";
      depsBuildBuildPropagated = inputsOf attrs "depsBuildBuildPropagated";
      propagatedNativeBuildInputs = inputsOf attrs "propagatedNativeBuildInputs";
      depsBuildTargetPropagated = inputsOf attrs "depsBuildTargetPropagated";
      depsHostHostPropagated = inputsOf attrs "depsHostHostPropagated";
      propagatedBuildInputs = inputsOf attrs "propagatedBuildInputs";
      depsTargetTargetPropagated = inputsOf attrs "depsTargetTargetPropagated";
      configureFlags = attrs.configureFlags or [ ];
      patches = attrs.patches or [ ];
      doCheck = attrs.doCheck or false;
      doInstallCheck = attrs.doInstallCheck or false;
      outputs = attrs.outputs or [ "out" ];
      cmakeFlags = attrs.cmakeFlags or [ ];
      mesonFlags = attrs.mesonFlags or [ ];
    }
    // optionalAttrs (hardeningDisable != [ ] || hardeningEnable != [ ]) {
      NIX_HARDENING_ENABLE = filter (flag: !elem flag hardeningDisable) hardeningEnable;
    }
    // optionalAttrs (attrs.enableParallelBuilding or false) {
      enableParallelChecking = attrs.enableParallelChecking or true;
      enableParallelInstalling = attrs.enableParallelInstalling or true;
    }
    // optionalAttrs (attrs ? disallowedReferences) {
      disallowedReferences = map (each: each.outPath) attrs.disallowedReferences;
    };

  mkDerivation =
    attrs:
    let
      result = derivation (argument attrs);
      checked = value: if any (problem: problem attrs) problems then throw "${result.name} is refused." else value;
      common = {
        meta = attrs.meta or { };
        overrideAttrs = change: mkDerivation (attrs // change attrs);
      }
      // attrs.passthru or { };
    in
    result
    // common
    // listToAttrs (
      map (output: {
        name = output;
        value = common // {
          outPath = checked result.${output}.outPath;
          drvPath = checked result.${output}.drvPath;
          type = "derivation";
          outputName = output;
        };
      }) (attrs.outputs or [ "out" ])
    )
    // {
      outPath = checked result.outPath;
      drvPath = checked result.drvPath;
    };
in
stdenv // { inherit mkDerivation; }
