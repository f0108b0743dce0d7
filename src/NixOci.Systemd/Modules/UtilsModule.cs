using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Rendering;
using NixOci.Systemd.Units;

namespace NixOci.Systemd.Modules;

/// <summary>The argument <c>utils</c> of modules, as far as it is about units.</summary>
/// <param name="interpreter">Turns values into strings.</param>
public sealed class UtilsModule(Interpreter interpreter) : HostModule
{
    /// <inheritdoc/>
    public override string File => "nixos/modules/misc/extra-arguments.nix";

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
        => Nix.Attrs(("_module", Nix.Attrs(("args", Nix.Attrs(("utils", Nix.Lazy(Utils)))))));

    private AttrSet Utils()
        => Nix.Attrs(
            ("escapeSystemdPath", Nix.Function("escapeSystemdPath", static path => EscapePath(path.ForceString()))),
            ("escapeSystemdExecArg", Nix.Function("escapeSystemdExecArg", EscapeArgument)),
            ("escapeSystemdExecArgs", Nix.Function("escapeSystemdExecArgs", EscapeArguments)));

    private static NixString EscapePath(NixString path) => new(UnitNames.EscapePath(path.Text), path.Context);

    private NixString EscapeArgument(Value argument)
    {
        TextCollector texts = new(interpreter);
        return texts.Build(Escape(argument, texts));
    }

    private NixString EscapeArguments(Value arguments)
    {
        TextCollector texts = new(interpreter);
        StringBuilder line = new();
        foreach (Value argument in arguments.ForceList().Items)
        {
            if (line.Length > 0) line.Append(' ');
            line.Append(Escape(argument, texts));
        }

        return texts.Build(line.ToString());
    }

    /// <summary>One argument of a command in a unit: quoted, and with nothing in it that systemd would replace.</summary>
    private string Escape(Value argument, TextCollector texts)
    {
        Value value = argument.Force();
        string text = value switch
        {
            NixString or NixPath => texts.Interpolated(value),
            NixInt or NixFloat => texts.Text(value),
            AttrSet set when set["type"]?.Force() is NixString { Text: "derivation" } => texts.Text(value),
            _ => throw new ThrownException("escapeSystemdExecArg only allows strings, paths, numbers and derivations"),
        };
        string quoted = interpreter.BuiltinSet.Select("toJSON").Call(Nix.Str(text)).ForceString().Text;
        return quoted.Replace("%", "%%", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal);
    }
}
