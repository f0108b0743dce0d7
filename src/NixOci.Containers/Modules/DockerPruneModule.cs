using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Modules;

/// <summary>
/// <c>virtualisation.docker.autoPrune</c>: when docker removes what nobody uses. The service that does it is part of NixOS's docker;
/// of the configuration's own making is the timer.
/// </summary>
/// <param name="release">The release that is followed.</param>
public sealed class DockerPruneModule(Deferred<ContainerRelease> release) : HostModule
{
    private const string Timer = "docker-prune";

    /// <inheritdoc/>
    public override string File => "nixos/modules/virtualisation/docker-prune.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        LibTypes types = lib.Types;
        Value Option(Value type, Value defaultValue, string description)
            => lib.MkOption(type: type, defaultValue: defaultValue, description: description);
        return Nix.Attrs(("virtualisation", Nix.Attrs(("docker", Nix.Attrs(("autoPrune", Nix.Attrs(
            ("enable", Option(types.Bool, NixBool.False, "Whether docker regularly removes what nobody uses.")),
            ("flags", Option(types.ListOf(types.Str), NixList.Empty, "Arguments of `docker system prune`.")),
            ("dates", Option(types.Str, Nix.Str("weekly"), "When that is done, in the form of systemd.time(7).")),
            ("randomizedDelaySec", Option(types["singleLineStr"], Nix.Str("0"), "By how much that may be put off, at random.")),
            ("persistent", Option(types.Bool, NixBool.True, "Whether that is made up for if the host was off at the time.")))))))));
    }

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
    {
        Value Docker(params string[] path) => arguments.Config.Select(["virtualisation", "docker", .. path]);
        bool IsPruned() => release.Value.DockerPrunesByTimer && Docker("enable").ForceBool() && Docker("autoPrune", "enable").ForceBool();
        return Nix.Attrs(("systemd", Nix.Attrs(("timers", arguments.Lib.MkIf(
            Nix.Lazy(() => Nix.Bool(IsPruned())),
            Nix.Attrs((Timer, Nix.Attrs(
                ("wantedBy", Nix.Strings("timers.target")),
                ("timerConfig", Nix.Attrs(
                    ("OnCalendar", Nix.Lazy(() => Docker("autoPrune", "dates"))),
                    ("Persistent", Nix.Lazy(() => Docker("autoPrune", "persistent"))),
                    ("RandomizedDelaySec", Nix.Lazy(() => Docker("autoPrune", "randomizedDelaySec")))))))))))));
    }
}
