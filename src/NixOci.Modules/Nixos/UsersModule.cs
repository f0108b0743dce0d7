using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Packages;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Nixos;

/// <summary>
/// <c>users.users</c> and <c>users.groups</c>: what containers and services ask about accounts. What is not declared is kept.
/// </summary>
/// <param name="release">The release that is followed.</param>
public sealed class UsersModule(Deferred<PackageRelease> release) : HostModule
{
    /// <inheritdoc/>
    public override string File => "nixos/modules/config/users-groups.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        return Nix.Attrs(("users", Nix.Attrs(
            ("users", lib.MkOption(
                type: lib.Types.AttrsOf(lib.Types.Submodule(Submodule(lib, "user", User))),
                defaultValue: AttrSet.Empty,
                description: "The accounts of the host.",
                example: Nix.Attrs(("alice", Nix.Attrs(("uid", Nix.Int(1234)), ("isNormalUser", NixBool.True)))))),
            ("groups", lib.MkOption(
                type: lib.Types.AttrsOf(lib.Types.Submodule(Submodule(lib, "group", Group))),
                defaultValue: AttrSet.Empty,
                description: "The groups of the host.",
                example: Nix.Attrs(("students", Nix.Attrs(("gid", Nix.Int(1001)))))))))
        );
    }

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
    {
        Value Number(string name, int value) => Nix.Attrs((name, Nix.Int(value)));
        return Nix.Attrs(("users", Nix.Attrs(
            ("users", Nix.Attrs(
                ("root", Nix.Attrs(
                    ("uid", Nix.Int(0)),
                    ("home", Nix.Str("/root")),
                    ("group", arguments.Lib.MkDefault(Nix.Str("root"))))),
                ("nobody", Number("uid", 65534)))),
            ("groups", Nix.Attrs(
                ("root", Number("gid", 0)), ("wheel", Number("gid", 1)), ("users", Number("gid", 100)),
                ("nogroup", Number("gid", 65534)))))));
    }

    private static Builtin Submodule(Lib lib, string what, Func<Lib, Value, Value, AttrSet> options)
        => new(what, (_, argument) =>
        {
            Value name = argument.ForceAttrs()["name"]!, config = argument.ForceAttrs()["config"]!;
            return Nix.Attrs(
                ("freeformType", lib.Types["lazyAttrsOf"].Call(UndeclaredType.Create(lib))),
                ("options", options(lib, name, config)));
        })
        {
            IsLambda = true,
            Formals = [new("name", false), new("config", false)],
        };

    private AttrSet User(Lib lib, Value name, Value config)
        => Nix.Attrs(
            ("name", Text(lib, name, "The account's name.", "name")),
            ("description", Text(lib, NixString.Empty, "What the account is for, or whose it is.")),
            ("uid", Number(lib, "The account's number; `null` lets the host choose one.")),
            ("group", Text(
                lib,
                Nix.Lazy(() => Nix.Str(config.Select("isNormalUser").ForceBool() ? "users" : "")),
                "The account's primary group.")),
            ("extraGroups", lib.MkOption(
                type: lib.Types.ListOf(lib.Types.Str), defaultValue: NixList.Empty, description: "Further groups of the account.")),
            ("isNormalUser", Flag(lib, "Whether the account is a person's.")),
            ("isSystemUser", Flag(lib, "Whether the account is a service's.")),
            ("home", Text(
                lib,
                Nix.Lazy(() => config.Select("isNormalUser").ForceBool() ? Nix.Str("/home/" + name.ForceString().Text) : Nix.Str("/var/empty")),
                "The account's home directory.")),
            ("createHome", Flag(lib, "Whether the home directory is made where it is missing.")),
            ("linger", Nix.Lazy(() => Linger(lib))));

    private Value Linger(Lib lib)
    {
        const string Description = "Whether services of the account run while it is not logged in";
        return release.Value.LingerMayBeOpen
            ? lib.MkOption(
                type: lib.Types.NullOr(lib.Types.Bool),
                defaultValue: Nix.Null,
                description: Description + "; `null` leaves it as it was set on the host.")
            : Flag(lib, Description + ".");
    }

    private static AttrSet Group(Lib lib, Value name, Value config)
        => Nix.Attrs(
            ("name", Text(lib, name, "The group's name.", "name")),
            ("gid", Number(lib, "The group's number; `null` lets the host choose one.")),
            ("members", lib.MkOption(
                type: lib.Types.ListOf(lib.Types.Str), defaultValue: NixList.Empty, description: "Accounts that are in the group.")));

    private static Value Text(Lib lib, Value defaultValue, string description, string? defaultText = null)
        => lib.MkOption(type: lib.Types.Str, defaultValue: defaultValue, defaultText: defaultText, description: description);

    private static Value Flag(Lib lib, string description)
        => lib.MkOption(type: lib.Types.Bool, defaultValue: NixBool.False, description: description);

    private static Value Number(Lib lib, string description)
        => lib.MkOption(type: lib.Types.NullOr(lib.Types.Int), defaultValue: Nix.Null, description: description);
}
