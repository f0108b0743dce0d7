using System.Text.Json.Nodes;
using NixOci.Hosts.Layouts;
using NixOci.Modules.Packages;
using NixOci.Systemd.Collection;
using Xunit;

namespace NixOci.Hosts.Tests.Layouts;

public sealed class NixosLayoutTests
{
    [Fact]
    public void HashesAreMaskedAndNothingElse()
    {
        TextObject script = Sample.File("tool", "bin/tool", "cat /nix/store/tooshort-x /nix/store/ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ-x\n");
        Dictionary<string, string> files = Sample.Contents(Sample.OnNixos(Sample.Service("web.service", script.FilePath, script)));
        Assert.Equal("[Unit]\n\n[Service]\nExecStart=/nix/store/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee-tool/bin/tool\n", files["units/web.service"]);
        Assert.Equal(script.Text.Text, files["scripts/tool/bin/tool"]);
    }

    [Fact]
    public void DifferentTextsOfOneNameAreToldApartByTheirUnits()
    {
        TextObject first = Sample.File("pre-start", "bin/pre-start", "1", 'b'), second = Sample.File("pre-start", "bin/pre-start", "2", 'f');
        Dictionary<string, string> files = Sample.Contents(Sample.OnNixos(
            Sample.Service("a.service", first.FilePath, first), Sample.Service("b.service", second.FilePath, second)));
        Assert.Equal("1", files["scripts/pre-start@a.service/bin/pre-start"]);
        Assert.Equal("2", files["scripts/pre-start@b.service/bin/pre-start"]);
    }

    [Fact]
    public void EqualTextsOfOneNameAreOneFile()
    {
        TextObject first = Sample.File("pre-start", "bin/pre-start", "1", 'b'), second = Sample.File("pre-start", "bin/pre-start", "1", 'f');
        Dictionary<string, string> files = Sample.Contents(Sample.OnNixos(
            Sample.Service("a.service", first.FilePath, first), Sample.Service("b.service", second.FilePath, second)));
        Assert.Equal("1", files["scripts/pre-start/bin/pre-start"]);
        Assert.Equal(4, files.Count);
    }

    [Fact]
    public void AUnitWithTwoTextsOfOneNameHasBoth()
    {
        TextObject first = Sample.File("config", "", "1", 'b'), second = Sample.File("config", "", "2", 'f');
        Dictionary<string, string> files = Sample.Contents(Sample.OnNixos(
            Sample.Service("a.service", $"{first.StorePath} {second.StorePath}", first, second)));
        Assert.Equal("1", files["scripts/config@a.service"]);
        Assert.Equal("2", files["scripts/config@a.service~2"]);
    }

    [Fact]
    public void WhatStandsBesideTheTextsIsListed()
    {
        GeneratedUnit unit = Sample.Service("caf\u00c3\u00a9.service", "/bin/true") with
        {
            WantedBy = ["multi-user.target"], UpheldBy = ["b"], Aliases = ["c.service"], OverrideStrategy = OverrideStrategy.AsDropin,
        };
        JsonNode listed = JsonNode.Parse(System.Text.Encoding.Latin1.GetBytes(Sample.Contents(Sample.OnNixos(unit))["wants.json"]))!;
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"café.service": {"aliases": ["c.service"], "enable": true, "overrideStrategy": "asDropin", "requiredBy": [],
                  "upheldBy": ["b"], "wantedBy": ["multi-user.target"]}}
                """),
            listed), listed.ToJsonString());
    }
}
