using NixOci.Containers.Releases;
using NixOci.Containers.Scripts;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;
using Xunit;

namespace NixOci.Containers.Tests;

public sealed class ScriptTests
{
    private static readonly ContainerRelease Release = NixosReleases.Seed;

    [Fact]
    public void StartWithNothingSetHasOnlyWhatEveryContainerHas()
        => Assert.Equal(
            """
            exec docker  \
              run \
              --rm \
              --name='web' \
              --log-driver=journald \
              nginx
            """,
            Start(Release.Docker, new()));

    [Fact]
    public void StartWithEverythingSetKeepsTheOrderOfTheModule()
        => Assert.Equal(
            """
            exec podman  \
              '--log-level=debug' \
              run \
              --rm \
              --name='web' \
              --log-driver=journald \
              --entrypoint='/entry' \
              --hostname='h' \
              --cidfile=/run/podman-'web'.ctr-id \
              --cgroups=no-conmon \
              --sdnotify=conmon \
              -d \
              --replace \
              -e 'A'='1' \
              -e 'B'='it'\''s' \
              --env-file '/run/e.env' \
              -p '80:80' \
              -u 'nobody' \
              -v 'a:/a' \
              -v 'b:/b' \
              -l 'tier'='web' \
              -w '/data' \
              '--init' \
              nginx \
              'serve' \
              ''
            """,
            Start(Release.Podman, new()
            {
                ["options_before_run"] = Nix.Strings("--log-level=debug"),
                ["entrypoint"] = Nix.Str("/entry"),
                ["hostname"] = Nix.Str("h"),
                ["environment"] = Nix.Attrs(("B", Nix.Str("it's")), ("A", Nix.Str("1"))),
                ["environment_files"] = Nix.Strings("/run/e.env"),
                ["ports"] = Nix.Strings("80:80"),
                ["user"] = Nix.Str("nobody"),
                ["volumes"] = Nix.Strings("a:/a", "b:/b"),
                ["labels"] = Nix.Attrs(("tier", Nix.Str("web"))),
                ["workdir"] = Nix.Str("/data"),
                ["extra_options"] = Nix.Strings("--init"),
                ["command"] = Nix.Strings("serve", ""),
            }));

    [Fact]
    public void ScriptReadsTemplateMarksInValuesAsText()
        => Assert.Contains("'{{ name }} {{- end }}'", Start(Release.Docker, new() { ["command"] = Nix.Strings("{{ name }} {{- end }}") }));

    [Fact]
    public void ScriptRefersToWhatItsValuesReferTo()
    {
        NixString volume = new("/nix/store/x:/x", StringContext.Of("/nix/store/x"));
        NixString script = Values(Release.Docker).AddWords("volumes", Nix.List(volume)).Render(Release.Docker.Stop);
        Assert.Equal(["/nix/store/x"], script.Context.Elements);
    }

    [Theory]
    [InlineData(true, "podman rm -f web || true\n\n\n\nrm -f /run/podman-'web'.ctr-id\n\n")]
    [InlineData(false, "docker rm -f web || true\n\n\n\n\n")]
    public void PreStartWithoutImageAndLoginHasEmptyLines(bool podman, string expected)
        => Assert.Equal(expected, PreStart(podman ? Release.Podman : Release.Docker, null, null, null));

    [Fact]
    public void PreStartLogsInAndLoads()
        => Assert.Equal(
            """
            docker rm -f web || true
            # try logging in, if it fails, check if image exists locally
            docker login \
            ghcr.io \
            --username me \
            --password-stdin < /run/pw \
            || docker image inspect nginx >/dev/null \
            || { echo "image doesn't exist locally and login failed" >&2 ; exit 1; }

            docker load -i /image.tar

            /stream | docker load



            """,
            PreStart(Release.Docker, Nix.Str("me"), Nix.Str("/image.tar"), Nix.Str("/stream")));

    [Theory]
    [InlineData("", "''", "''")]
    [InlineData("a-b_c@d%e+f:h,i.j/k", "'a-b_c@d%e+f:h,i.j/k'", "a-b_c@d%e+f:h,i.j/k")]
    [InlineData("a=b", "'a=b'", "'a=b'")]
    [InlineData("a b", "'a b'", "'a b'")]
    [InlineData("it's", "'it'\\''s'", "'it'\\''s'")]
    [InlineData("$HOME", "'$HOME'", "'$HOME'")]
    [InlineData("\u00c3\u00a9", "'\u00c3\u00a9'", "'\u00c3\u00a9'")]
    public void WordsAreQuoted(string text, string always, string whenNeeded)
    {
        Assert.Equal(always, ShellQuoting.Always.Quote(text));
        Assert.Equal(whenNeeded, ShellQuoting.WhenNeeded.Quote(text));
    }

    private static ScriptValues Values(BackendTraits backend)
        => new ScriptValues(new Interpreter(), Release.Packages.Quoting).AddContainer("web", backend);

    private static string Start(BackendTraits backend, Dictionary<string, Value> given)
    {
        Value? Of(string key) => given.GetValueOrDefault(key);
        string? file = backend.IdFile?.Invoke(Release.Packages.Quoting.Quote("web"));
        ScriptValues values = Values(backend)
            .AddRaw("log_driver", Nix.Str("journald"))
            .AddRaw("image", Nix.Str("nginx"))
            .AddTexts("backend_flags", backend.RunFlags(new ServiceFacts("web", "'web'", file, null!)));
        foreach (string word in new[] { "entrypoint", "hostname", "user", "workdir" }) values.AddWord(word, Of(word));
        foreach (string pairs in new[] { "environment", "labels" }) values.AddPairs(pairs, Of(pairs));
        foreach (string words in new[] { "options_before_run", "environment_files", "ports", "volumes", "extra_options", "command" })
        {
            values.AddWords(words, Of(words));
        }

        return values.Render(Release.Start).Text;
    }

    private static string PreStart(BackendTraits backend, Value? username, Value? file, Value? stream)
        => Values(backend)
            .AddLogin("login", Nix.Str("ghcr.io"), username, Nix.Str("/run/pw"))
            .AddRaw("image", Nix.Str("nginx"))
            .AddRaw("image_file", file)
            .AddRaw("image_stream", stream)
            .Render(Release.PreStart).Text;
}
