#!/usr/bin/env bash
# Times nixoci side by side with the real nix-instantiate, and NixOS where a nixpkgs is at hand, and prints one Markdown table.
#
#   bench/compare.sh [--runs N] [--measure wall|cpu] [--nixpkgs [TITLE=]PATH...] [--groups NAME...] [--only TEXT] [--write FILE]
#
# Builds what it times: the program for the installed runtime, and the native one where clang or gcc is there to link it.
# Ends with 1 where nixoci gives another result than bench/programs/expected or bench/library/expected.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

build() {
  local log
  log=$(mktemp)
  "$@" >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; return 1; }
  rm -f "$log"
}

build dotnet build src/NixOci.Cli -c Release -p:RunAnalyzersDuringBuild=false
programs=()
if command -v clang >/dev/null || command -v gcc >/dev/null; then
  platform=linux-x64
  if [ "$(uname -m)" = aarch64 ]; then platform=linux-arm64; fi
  if build dotnet publish src/NixOci.Cli -c Release -r "$platform" -p:RunAnalyzersDuringBuild=false -o artifacts/native; then
    programs+=(--program "nixoci, native=artifacts/native/nixoci")
  fi
else
  echo "compare.sh: neither clang nor gcc is installed, so the native program is left out" >&2
fi
programs+=(--program "nixoci, JIT=dotnet artifacts/bin/NixOci.Cli/release/nixoci.dll")
exec python3 bench/compare.py "${programs[@]}" "$@"
