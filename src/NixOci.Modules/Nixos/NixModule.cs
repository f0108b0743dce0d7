using System.Reflection;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Nixos;

/// <summary>A module of ours that is written in Nix, because nothing in it needs the host program.</summary>
/// <param name="interpreter">Evaluates it.</param>
/// <param name="resource">The resource with its text.</param>
/// <param name="file">The file that messages name.</param>
public sealed class NixModule(Interpreter interpreter, string resource, string file) : HostModule
{
    private Value? _function;

    /// <inheritdoc/>
    public override string File => file;

    /// <summary>The modules that are written in Nix.</summary>
    public static IReadOnlyList<NixModule> All(Interpreter interpreter) =>
    [
        new(interpreter, "networking.nix", "nixos/modules/services/networking/firewall.nix"),
        new(interpreter, "services.nix", "nixos/modules/services/services.nix"),
        new(interpreter, "ids.nix", "nixos/modules/misc/ids.nix"),
        new(interpreter, "sops.nix", "sops-nix/modules/sops/default.nix"),
        new(interpreter, "age.nix", "agenix/modules/age.nix"),
    ];

    /// <inheritdoc/>
    public override Value DeclareOptions(ModuleArguments arguments) => new Thunk(() => Evaluate(arguments)["options"]!.Force());

    /// <inheritdoc/>
    public override Value Define(ModuleArguments arguments)
        => new Thunk(() => Evaluate(arguments)["config"]?.Force() ?? AttrSet.Empty);

    private AttrSet Evaluate(ModuleArguments arguments)
    {
        _function ??= interpreter.Evaluate(Read(resource, file));
        return _function.Call(Nix.Attrs(
            ("config", arguments.Config),
            ("options", arguments.Options),
            ("lib", arguments.Lib.Set),
            ("pkgs", arguments.Pkgs))).ForceAttrs();
    }

    private static SourceFile Read(string resource, string file)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"resource {resource} is missing");
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return new SourceFile(file, ByteText.FromBytes(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)), "/");
    }
}
