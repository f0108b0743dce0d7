#!/usr/bin/env bash
# Changes the program in small ways, one after the other, and prints how many of these mutants some test notices.
# Arguments are names of rooms, those of the files in tests/mutation; without any, all rooms. `-m GLOB` narrows what is changed.
# A run takes long and is kind to what else the machine does. Whole reports, with every mutant in its place, end up as
# artifacts/mutation/ROOM/reports/mutation-report.html.
set -u -o pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off
version=5.1.0
place=$PWD/artifacts/mutation
narrowed=() rooms=()
while [ $# -gt 0 ]; do
  case $1 in
    -m) narrowed+=(-m "$2"); shift 2 ;;
    *) rooms+=("$1"); shift ;;
  esac
done
[ ${#rooms[@]} -gt 0 ] || rooms=($(basename -s .yaml tests/mutation/*.yaml))
mkdir -p "$place"
[ -x "$place/tool/dotnet-stryker" ] || dotnet tool install dotnet-stryker --version $version --tool-path "$place/tool" || exit 2
for room in "${rooms[@]}"; do
  # In a copy: what is built there is mutated, and nothing else may be tested with it.
  rm -rf "${place:?}/$room"
  mkdir -p "$place/$room/source"
  git ls-files -z --cached --others --exclude-standard | tar -c --null -T - --ignore-failed-read 2>"$place/$room/copy.log" \
    | tar -x -C "$place/$room/source" || exit 2
  (cd "$place/$room/source/tests" && nice -n 19 "$place/tool/dotnet-stryker" -f "mutation/$room.yaml" -O "$place/$room" \
    --skip-version-check "${narrowed[@]}") >"$place/$room/log" 2>&1 || { tail -40 "$place/$room/log"; exit 1; }
done
python3 tests/mutation.py "${rooms[@]/#/$place/}"
