using NixOci.Containers.Configuration;
using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Library;
using Xunit;

namespace NixOci.Containers.Tests.Configuration;

/// <summary>What a translation tells of a configuration beside its units.</summary>
public sealed class TranslationTests
{
    private const string Text =
        """
        { config, pkgs, ... }:
        {
          system.stateVersion = "24.05";
          networking.firewall.allowedTCPPorts = [ 8080 ];
          networking.firewall.interfaces.lan.allowedUDPPortRanges = [ { from = 60; to = 62; } ];
          services.unheard.settings.level = 3;
          sops.secrets.env = { };
          sops.secrets.environment = { };
          virtualisation.oci-containers.containers.web = {
            image = "nginx:1.27";
            ports = [ "8080:80" ];
            dependsOn = [ "db" ];
            environmentFiles = [ config.sops.secrets.env.path ];
            volumes = [ "/srv/site:/site:ro" "named:/data" "${pkgs.writeText "conf" "x"}:/conf" ];
            environment.LEVEL = config.my.level;
          };
          virtualisation.oci-containers.containers.db.image = "postgres:16";
        }
        """;

    [Fact]
    public void ContainersHaveUnitsAndPlaces() => Translate(static translation =>
    {
        Assert.Equal(["podman-db.service", "podman-web.service"], translation.Containers.Select(static container => container.Unit));
        TranslatedContainer web = translation.Containers[1];
        Assert.Equal(9, web.Position.Line);
        Assert.Equal("nginx:1.27", web.Image);
        Assert.Equal(["8080:80"], web.Ports);
        Assert.Equal(["db"], web.DependsOn);
        Assert.Equal(["/run/secrets/env"], web.EnvironmentFiles);
    });

    [Fact]
    public void WhatNobodyDeclaresIsListed() => Translate(static translation =>
    {
        var ignored = Assert.Single(translation.Undeclared);
        Assert.Equal("services.unheard.settings", ignored.Path);
        Assert.Equal(6, ignored.Position.Line);
    });

    [Fact]
    public void PlaceholdersAreListedWithPlaces() => Translate(static translation =>
    {
        _ = translation.Units;
        Placeholder placeholder = Assert.Single(translation.Placeholders);
        Assert.Equal("@my.level@", placeholder.Text);
        Assert.Equal(UnknownKind.Option, placeholder.Kind);
        Assert.Equal(ValueKind.String, placeholder.UsedAs);
        Assert.Equal(15, placeholder.Position.Line);
    });

    /// <summary>A path that is the beginning of another one is not named where only the other is.</summary>
    [Fact]
    public void SecretsAreThoseThatUnitsName() => Translate(static translation =>
    {
        SecretFile secret = Assert.Single(translation.Needs.Secrets);
        Assert.Equal(("sops.secrets", "env", "/run/secrets/env"), (secret.Option, secret.Name, secret.Path));
        Assert.Equal(["podman-web.service"], secret.Units);
    });

    [Fact]
    public void TheHostNeedsPathsPackagesAndPorts() => Translate(static translation =>
    {
        HostNeeds needs = translation.Needs;
        Assert.Equal(["/run/secrets/env", "/srv/site"], needs.Paths.Select(static path => path.Path).Where(static path => !path.StartsWith("/nix/", StringComparison.Ordinal)));
        Assert.Contains(needs.Packages, static need => need.Package.PackageName == "podman" && need.Units.Count == 2);
        Assert.Contains(needs.Files, static need => need.File.Name == "conf" && need.File.Text.Text == "x");
        Assert.Empty(needs.Unbuilt);
        Assert.Equal(
            [new FirewallPort("tcp", 8080, 8080, null), new FirewallPort("udp", 60, 62, "lan")], needs.FirewallPorts);
    });

    private static void Translate(Action<Translation> check) => EvalStack.Run(() =>
    {
        NixpkgsSource nixpkgs = new(ReleaseChoice.Of(NixosReleases.Seed), new Unknowns(areAssumed: true));
        Interpreter interpreter = new(new InterpreterOptions
        {
            HostFiles = nixpkgs.HostFiles(),
            HostSearchPath = [NixpkgsHost.SearchPath],
        });
        Value module = NixosSystem.ModuleFrom(SourceFile.FromUnicode("/web.nix", Text, "/"), interpreter);
        check(new NixosSystem(nixpkgs.Settings(interpreter), [module]).Translate());
        return 0;
    });
}
