#!/usr/bin/env bash
# Times nixoci side by side with the real nix-instantiate and prints Markdown tables.
#
#   bench/compare.sh [--runs N] [--measure wall|cpu] [--only TEXT] [--megabytes N]
#
# Builds what it times: the program for the installed runtime, and the native one where clang is there to link it.
# Ends with 1 where nixoci gives another result than bench/programs/expected.
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
if command -v clang >/dev/null; then
  # The native build restores more packages than the lock files list, so it keeps its own.
  if build dotnet publish src/NixOci.Cli -c Release --use-current-runtime -p:PublishAot=true -p:RunAnalyzersDuringBuild=false \
    -p:RestorePackagesWithLockFile=false -p:NuGetLockFilePath=none.json --artifacts-path artifacts/bench; then
    programs+=(--program "nixoci, native=$(find artifacts/bench/publish -type f -name nixoci | head -n 1)")
  fi
else
  echo "compare.sh: clang is not installed, so the native program is left out" >&2
fi
programs+=(--program "nixoci, JIT=dotnet artifacts/bin/NixOci.Cli/release/nixoci.dll")
exec python3 bench/compare.py "${programs[@]}" "$@"
