using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Nixos;

/// <summary><c>environment.*</c> as far as configurations read it back: packages, variables, files below <c>/etc</c>.</summary>
public sealed class EnvironmentModule : HostModule
{
    /// <inheritdoc/>
    public override string File => "nixos/modules/config/system-environment.nix";

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments)
    {
        Lib lib = arguments.Lib;
        return Nix.Attrs(("environment", Nix.Attrs(
            ("systemPackages", lib.MkOption(
                type: lib.Types.ListOf(lib.Types.Package),
                defaultValue: NixList.Empty,
                description: "Packages whose commands every user has.",
                example: lib.LiteralExpression("[ pkgs.jq ]"))),
            ("variables", Variables(lib, "Environment variables of every shell.")),
            ("sessionVariables", Variables(lib, "Environment variables of every session.")),
            ("etc", lib.MkOption(
                type: lib.Types.AttrsOf(lib.Types.Submodule(EtcFile(arguments))),
                defaultValue: AttrSet.Empty,
                description: "Files below `/etc`.",
                example: Nix.Attrs(("app.conf", Nix.Attrs(("text", Nix.Str("port = 80\n"))))))))));
    }

    private static Value Variables(Lib lib, string description)
        => lib.MkOption(
            type: lib.Types.AttrsOf(lib.Types.NullOr(lib.Types.OneOf(
                lib.Types.ListOf(lib.Types.OneOf(lib.Types.Int, lib.Types.Str, lib.Types.Path)), lib.Types.Int, lib.Types.Str, lib.Types.Path))),
            defaultValue: AttrSet.Empty,
            description: description,
            example: Nix.Attrs(("EDITOR", Nix.Str("vim"))));

    private static Builtin EtcFile(ModuleArguments arguments)
        => new("etc", (_, argument) =>
        {
            Lib lib = arguments.Lib;
            Value name = argument.ForceAttrs()["name"]!, config = argument.ForceAttrs()["config"]!;
            return Nix.Attrs(
                ("options", Nix.Attrs(
                    ("enable", Option(lib, lib.Types.Bool, NixBool.True, "Whether the file is made.")),
                    ("target", lib.MkOption(
                        type: lib.Types.Str, defaultValue: name, defaultText: "name", description: "The file's path below `/etc`.")),
                    ("text", Option(lib, lib.Types.NullOr(lib.Types.Lines), Nix.Null, "The file's text.")),
                    ("source", lib.MkOption(type: lib.Types.Path, description: "What the file is a link to or a copy of.")),
                    ("mode", Option(lib, lib.Types.Str, Nix.Str("symlink"), "The file's mode; `symlink` makes it a link.")),
                    ("uid", Option(lib, lib.Types.Int, Nix.Int(0), "The number of the file's owner.")),
                    ("gid", Option(lib, lib.Types.Int, Nix.Int(0), "The number of the file's group.")),
                    ("user", Option(lib, lib.Types.Str, Nix.Str("+0"), "The file's owner.")),
                    ("group", Option(lib, lib.Types.Str, Nix.Str("+0"), "The file's group.")))),
                ("config", Nix.Attrs(("source", lib.MkIf(
                    Nix.Lazy(() => Nix.Bool(config.Select("text") is not NixNull)),
                    lib.MkDefault(Nix.Lazy(() => arguments.Pkgs.Select("writeText").Call(
                        Nix.Lazy(() => Nix.Str("etc-" + name.ForceString().Text.Replace('/', '-'))),
                        Nix.Lazy(() => config.Select("text"))))))))));
        })
        {
            IsLambda = true,
            Formals = [new("name", false), new("config", false)],
        };

    private static Value Option(Lib lib, Value type, Value defaultValue, string description)
        => lib.MkOption(type: type, defaultValue: defaultValue, description: description);
}
