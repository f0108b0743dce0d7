using System.Text;
using NixOci.Hosts.Files;
using NixOci.Hosts.Layouts;
using NixOci.Hosts.Manifests;
using Xunit;

namespace NixOci.Hosts.Tests.Manifests;

public sealed class ManifestTests
{
    private static readonly HostNeed Need = new("jq", "1.7", "jq") { Programs = { ["jq"] = "/usr/bin/jq" }, Units = { "a.service" } };

    [Fact]
    public void WhatIsWrittenCanBeRead()
    {
        Manifest written = Sample();
        Manifest read = ManifestReader.Read(ManifestWriter.ToBytes(written), "manifest.json");
        Assert.Equal(ManifestWriter.ToBytes(written), ManifestWriter.ToBytes(read));
        Assert.Equal(written.Entries, read.Entries);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "its version is 2")]
    [InlineData("\"mode\": \"0755\"", "\"mode\": \"4755\"", "'4755' is no mode of a file")]
    [InlineData("etc/systemd/system/a.service\"", "etc/../a.service\"", "'etc/../a.service' cannot be the path of a file")]
    [InlineData("\"type\": \"link\"", "\"type\": \"device\"", "'device' is no type of a file")]
    [InlineData("\"layout\": \"host\",", "", "'layout' is missing")]
    public void WhatIsWrongIsNamed(string text, string changed, string message)
    {
        string json = Encoding.UTF8.GetString(ManifestWriter.ToBytes(Sample()));
        Assert.Contains(text, json, StringComparison.Ordinal);
        LayoutException error = Assert.Throws<LayoutException>(
            () => ManifestReader.Read(Encoding.UTF8.GetBytes(json.Replace(text, changed, StringComparison.Ordinal)), "manifest.json"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoJsonIsNoManifest()
        => Assert.Contains(
            "'x' is not a manifest of nixoci", Assert.Throws<LayoutException>(() => ManifestReader.Read("usr/a\n"u8.ToArray(), "x")).Message,
            StringComparison.Ordinal);

    private static Manifest Sample() => SampleTrees.Make(
        [Need],
        "etc/systemd/system/a.service=[Service]\nExecStart=/bin/true\n",
        "etc/systemd/system/x.target.wants/a.service>../a.service",
        "usr/local/lib/nixoci/a.service/start=#!/bin/sh\n").Manifest;
}
