using System.Text.RegularExpressions;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;
using Xunit;

namespace NixOci.Modules.Tests.Packages;

public sealed partial class PackageSetTests
{
    private const string LibText = """
        rec {
          getBin = p: p.bin or p.out or p;
          makeBinPath = ps: builtins.concatStringsSep ":" (map (p: "${getBin p}/bin") ps);
          functionArgs = builtins.functionArgs;
          makeOverridable = f: a: f a;
          toShellVar = n: v: "${n}='${v}'";
          optional = c: x: if c then [ x ] else [ ];
        }
        """;

    private readonly Interpreter _interpreter = new();
    private readonly SymbolicStore _store = new();

    [Theory]
    [InlineData("\"${pkgs.jq}/bin/jq\"", "/nix/store/e-jq-1.7.1-bin/bin/jq")]
    [InlineData("\"${pkgs.coreutils}\"", "/nix/store/e-coreutils-9.5")]
    [InlineData("\"${pkgs.openssl.out}/lib\"", "/nix/store/e-openssl-3.0.14/lib")]
    [InlineData("\"${pkgs.hello.bin}\"", "/nix/store/e-hello-2.12.1")]
    [InlineData("\"${pkgs.no-such-thing}\"", "/nix/store/e-no-such-thing-0")]
    [InlineData("\"${pkgs.python3Packages.requests}\"", "/nix/store/e-python3.12-requests-2.32.3")]
    [InlineData("\"${pkgs.pythonPackages.unheard-of}\"", "/nix/store/e-python3.12-unheard-of-0")]
    [InlineData("\"${pkgs.myOwnPackages.thing}\"", "/nix/store/e-thing-0")]
    [InlineData("\"${pkgs.python3.withPackages (p: [ p.requests ])}/bin/python\"", "/nix/store/e-python3-3.12.4-env/bin/python")]
    [InlineData("\"${pkgs.runtimeShell}\"", "/nix/store/e-bash-5.2p32/bin/bash")]
    [InlineData("pkgs.podman.name", "podman-5.2.1")]
    [InlineData("pkgs.ripgrep.meta.mainProgram", "rg")]
    [InlineData("(pkgs.podman.overrideAttrs (old: { pname = old.pname + \"-x\"; version = \"9\"; })).name", "podman-x-9")]
    [InlineData("\"${pkgs.podman.overrideAttrs (final: old: { version = \"9\"; pname = final.passthru.p; passthru.p = \"q\"; })}\"", "/nix/store/e-q-9")]
    [InlineData("toString (pkgs.hello.override { x = 1; })", "/nix/store/e-hello-2.12.1")]
    [InlineData("toString (pkgs.hello == pkgs.hello.override { x = 1; })", "")]
    [InlineData("toString (pkgs.hello == pkgs.pkgs.hello)", "1")]
    [InlineData("(with pkgs; toString [ jq.bin hello ])", "/nix/store/e-jq-1.7.1-bin /nix/store/e-hello-2.12.1")]
    [InlineData("(with pkgs.lib; with pkgs; toString (optional true hello))", "/nix/store/e-hello-2.12.1")]
    [InlineData("toString (pkgs ? type || pkgs ? outPath || pkgs ? __functor)", "")]
    [InlineData("(pkgs.extend (final: prev: { hello = prev.jq; twice = final.hello; })).twice.pname", "jq")]
    [InlineData("(pkgs // { hello = 5; }).jq.pname", "jq")]
    [InlineData("pkgs.callPackage ({ hello, stdenv, unheardOf ? \"default\", extra }: \"${hello} ${unheardOf} ${extra}\") { extra = \"e\"; }",
        "/nix/store/e-hello-2.12.1 default e")]
    public void PackagesHaveNamesAndPaths(string expression, string expected) => Assert.Equal(expected, Evaluate(expression));

    [Theory]
    [InlineData("pkgs.stdenv.mkDerivation { pname = \"a\"; version = \"1\"; src = ./.; }", "a-1", "stdenv.mkDerivation")]
    [InlineData("pkgs.stdenv.mkDerivation (final: { pname = \"a\"; version = \"2\"; name = \"${final.pname}-x\"; })", "a-x", "stdenv.mkDerivation")]
    [InlineData("pkgs.buildGoModule { name = \"tool\"; }", "tool", "buildGoModule")]
    [InlineData("pkgs.runCommand \"made\" { } \"touch $out\"", "made", "runCommand")]
    [InlineData("pkgs.fetchurl { url = \"https://example.org/a/b.tgz\"; hash = \"\"; }", "b.tgz", "fetchurl")]
    [InlineData("pkgs.fetchFromGitHub { owner = \"o\"; repo = \"r\"; rev = \"v\"; hash = \"\"; }", "source", "fetchFromGitHub")]
    [InlineData("pkgs.dockerTools.buildImage { name = \"acme/app\"; tag = \"1\"; }", "docker-image-app.tar.gz", "dockerTools.buildImage")]
    [InlineData("pkgs.dockerTools.buildLayeredImage { name = \"app\"; }", "app.tar.gz", "dockerTools.buildLayeredImage")]
    [InlineData("pkgs.dockerTools.streamLayeredImage { name = \"a/app\"; }", "stream-app", "dockerTools.streamLayeredImage")]
    [InlineData("pkgs.dockerTools.pullImage { imageName = \"a/b\"; imageDigest = \"\"; }", "docker-image-a-b-latest.tar", "dockerTools.pullImage")]
    [InlineData("pkgs.symlinkJoin { name = \"j\"; paths = [ ]; postBuild = \"wrap\"; }", "j", "symlinkJoin")]
    public void WhatMustBeBuiltSaysSo(string expression, string name, string maker)
    {
        Assert.Equal("/nix/store/e-" + name, Evaluate($"\"${{{expression}}}\""));
        Assert.Equal(maker, Assert.Single(_store.Objects.OfType<UnbuiltObject>()).Maker);
    }

    [Theory]
    [InlineData("image.imageName + \":\" + image.imageTag", "acme/app:dev")]
    [InlineData("builtins.substring 0 1 untagged.imageTag == builtins.substring 11 1 \"${untagged}\"", "1")]
    public void ImagesHaveNamesAndTags(string expression, string expected)
        => Assert.Equal(expected, Evaluate(
            "let image = pkgs.dockerTools.buildImage { name = \"Acme/app\"; tag = \"dev\"; }; "
            + "untagged = pkgs.dockerTools.streamLayeredImage { name = \"app\"; }; in toString (" + expression + ")"));

    [Theory]
    [InlineData("pkgs.writeText \"a.txt\" \"text\"", "a.txt", "", "text", false)]
    [InlineData("pkgs.writeTextDir \"etc/a.txt\" \"text\"", "a.txt", "etc/a.txt", "text", false)]
    [InlineData("pkgs.writeScript \"s\" \"#!x\"", "s", "", "#!x", true)]
    [InlineData("pkgs.writeScriptBin \"s\" \"#!x\"", "s", "bin/s", "#!x", true)]
    [InlineData("pkgs.writeShellScript \"s\" \"exit\"", "s", "", "#!/nix/store/e-bash-5.2p32/bin/bash\nexit\n", true)]
    [InlineData("pkgs.writeShellScriptBin \"s\" \"exit\"", "s", "bin/s", "#!/nix/store/e-bash-5.2p32/bin/bash\nexit\n", true)]
    [InlineData("pkgs.writeTextFile { name = \"n\"; text = \"t\"; destination = \"/lib/n\"; executable = true; }", "n", "lib/n", "t", true)]
    [InlineData("pkgs.writeShellApplication { name = \"n\"; text = \"t\"; }", "n", "bin/n",
        "#!/nix/store/e-bash-5.2p32/bin/bash\nset -o errexit\nset -o nounset\nset -o pipefail\n\nt\n", true)]
    [InlineData("pkgs.writeShellApplication { name = \"n\"; text = \"t\"; runtimeInputs = [ pkgs.jq ]; runtimeEnv = { A = \"b\"; }; bashOptions = [ ]; }",
        "n", "bin/n",
        "#!/nix/store/e-bash-5.2p32/bin/bash\n\nA='b'\nexport A\n\nexport PATH=\"/nix/store/e-jq-1.7.1-bin/bin:$PATH\"\n\nt\n", true)]
    [InlineData("pkgs.writers.writeBash \"n\" \"t\"", "n", "", "#! /nix/store/e-bash-5.2p32/bin/bash\nt\n", true)]
    [InlineData("pkgs.writers.writePython3Bin \"n\" { } \"t\"", "n", "bin/n", "#! /nix/store/e-python3-3.12.4/bin/python\nt\n", true)]
    [InlineData("(pkgs.writeText \"a\" \"old\").overrideAttrs { text = \"new\"; }", "a", "", "new", false)]
    public void WrittenTextIsKept(string expression, string name, string relativePath, string text, bool isExecutable)
    {
        Assert.Equal("/nix/store/e-" + name, Evaluate($"\"${{{expression}}}\""));
        TextObject file = Assert.Single(_store.Objects.OfType<TextObject>());
        Assert.Equal((name, relativePath, text, isExecutable), (file.Name, file.RelativePath, Shorten(file.Text.Text), file.IsExecutable));
    }

    [Theory]
    [InlineData("(pkgs.formats.json { }).generate \"f\" { b = [ 1 \"x\" null ]; a = { }; c.d = true; }",
        "{\n  \"a\": {},\n  \"b\": [\n    1,\n    \"x\",\n    null\n  ],\n  \"c\": {\n    \"d\": true\n  }\n}\n")]
    [InlineData("(pkgs.formats.yaml { }).generate \"f\" { b = [ 1 { x = \"y: z\"; w = [ ]; } ]; a = \"no\"; c.d = \"plain text\"; e = \"1.5\"; f = \"l\\nm\"; }",
        "a: 'no'\nb:\n- 1\n- w: []\n  x: 'y: z'\nc:\n  d: plain text\ne: '1.5'\nf: \"l\\nm\"\n")]
    [InlineData("(pkgs.formats.toml { }).generate \"f\" { a = 1; t = { b = \"x\"; u.c = [ 1 2 ]; }; l = [ { m = 1; } { m = 2; } ]; \"q r\" = true; }",
        "a = 1\n\"q r\" = true\n\n[[l]]\nm = 1\n\n[[l]]\nm = 2\n\n[t]\nb = \"x\"\n\n[t.u]\nc = [1, 2]\n")]
    public void FormatsWriteData(string expression, string text)
    {
        Evaluate($"\"${{{expression}}}\"");
        Assert.Equal(text, Assert.Single(_store.Objects.OfType<TextObject>()).Text.Text);
    }

    [Fact]
    public void VariablesAreReplacedInFiles()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "a @x@ b @y@ c @x@ user@host @z@\n");
            Evaluate($"\"${{pkgs.replaceVars {file} {{ x = \"1\"; y = pkgs.hello; z = null; }}}}\"");
            TextObject made = Assert.Single(_store.Objects.OfType<TextObject>());
            Assert.Equal("a 1 b /nix/store/e-hello-2.12.1 c 1 user@host @z@\n", Shorten(made.Text.Text));
            List<StoreObject> references = [];
            _store.AddReferencesOf(made.Text, references);
            Assert.Equal("hello", Assert.IsType<SoftwareObject>(Assert.Single(references)).PackageName);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void LinksKeepTheirTargets()
    {
        Evaluate("\"${pkgs.symlinkJoin { name = \"j\"; paths = [ pkgs.hello [ pkgs.jq ] ]; }} ${pkgs.linkFarm \"f\" { a = pkgs.hello; }}\"");
        LinkObject[] made = [.. _store.Objects.OfType<LinkObject>().OrderBy(o => o.Name)];
        Assert.Equal(["a=/nix/store/e-hello-2.12.1"], Show(made[0]));
        Assert.Equal(["=/nix/store/e-hello-2.12.1", "=/nix/store/e-jq-1.7.1-bin"], Show(made[1]));

        static string[] Show(LinkObject o) => [.. o.Links.Select(link => $"{link.RelativePath}={Shorten(link.Target.Text)}")];
    }

    [Fact]
    public void EqualContentsHaveOnePathAndOthersDiffer()
    {
        string text = Raw("toString [ (pkgs.writeText \"c\" \"a\") (pkgs.writeText \"c\" \"b\") (pkgs.writeText \"c\" \"a\") ]");
        string[] paths = text.Split(' ');
        Assert.Equal(paths[0], paths[2]);
        Assert.NotEqual(paths[0], paths[1]);
        Assert.Equal(2, _store.Objects.Count);
        Assert.Matches("^/nix/store/[0-9abcdfghijklmnpqrsvwxyz]{32}-c$", paths[0]);
        Assert.Same(_store.Find(paths[0]), _store.Find(paths[0] + "/below"));
    }

    [Theory]
    [InlineData("a b", "a-b")]
    [InlineData("unit-script-docker-x:y-start", "unit-script-docker-x-y-start")]
    [InlineData("..a@:b.c", "a-b.c")]
    [InlineData("", "unknown")]
    [InlineData("...", "unknown")]
    public void NamesBecomeThoseThatTheStoreAccepts(string name, string accepted)
        => Assert.Equal("/nix/store/e-" + accepted, Evaluate($"\"${{pkgs.writeText \"{name}\" \"\"}}\""));

    [Fact]
    public void OfALongNameTheEndRemains()
        => Assert.Equal(
            "/nix/store/e-" + new string('x', 203) + ".end",
            Evaluate($"\"${{pkgs.writeText \"{new string('x', 300)}.end\" \"\"}}\""));

    [Theory]
    [InlineData("pkgs.writeTextFile { name = \"a\"; }", "function 'writeTextFile' called without required argument 'text'")]
    [InlineData("pkgs.writeShellApplication { name = \"a\"; text = \"\"; txt = 1; }", "function 'writeShellApplication' called with unexpected argument 'txt'")]
    public void MistakesAreErrors(string expression, string message)
        => Assert.Equal(message, Assert.Throws<EvalException>(() => Evaluate($"\"${{{expression}}}\"")).Message);

    [GeneratedRegex("(?<=/nix/store/)[0-9a-z]{32}")]
    private static partial Regex Hash();

    private static string Shorten(string text) => Hash().Replace(text, "e");

    private string Evaluate(string expression) => Shorten(Raw(expression));

    private string Raw(string expression) => EvalStack.Run(() =>
    {
        Lib lib = new(Evaluate("lib", LibText));
        PackageSet packages = new(_interpreter, lib, PackageRelease.Seed, _store);
        return Evaluate("test", "pkgs: " + expression).Call(packages.Root).ForceString().Text;
    });

    private Value Evaluate(string name, string text) => _interpreter.Evaluate(SourceFile.FromUnicode(name, text, "/"));
}
