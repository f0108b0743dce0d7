#!/usr/bin/env bash
# Runs the tests and prints which share of the lines and branches of each project in src they reach.
# The collector is fetched beside the projects, because their own builds have no need of it.
set -u -o pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off
version=10.0.1
place=artifacts/coverage
rm -rf "$place"
mkdir -p "$place/collector"
cat >"$place/collector/collector.csproj" <<END
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <RestorePackagesWithLockFile>false</RestorePackagesWithLockFile>
    <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
  </PropertyGroup>
  <ItemGroup><PackageDownload Include="coverlet.collector" Version="[$version]" /></ItemGroup>
</Project>
END
dotnet restore "$place/collector" -v q --nologo || exit 2
packages=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: *//')
collector=$(find "${packages%/}/coverlet.collector/$version" -name coverlet.collector.dll | sort | tail -1)
for project in ${*:-tests/*.Tests}; do
  dotnet test "$project" -c Debug --nologo --collect "XPlat Code Coverage" --test-adapter-path "$(dirname "$collector")" \
    --results-directory "$place/results" -- \
    'DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.Include=[NixOci.*]*,[nixoci]*' \
    'DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.Exclude=[*.Tests]*,[NixOci.TestSupport]*,[nixoci-fuzz]*' || exit 1
done
python3 tests/coverage.py "$place"/results/*/coverage.cobertura.xml
