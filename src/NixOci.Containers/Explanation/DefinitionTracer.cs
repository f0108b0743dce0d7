using NixOci.Containers.Configuration;
using NixOci.Containers.Releases;
using NixOci.Language.Source;
using NixOci.Modules.Evaluation;

namespace NixOci.Containers.Explanation;

/// <summary>Finds definitions of options and the places where they are written.</summary>
/// <param name="translation">The evaluated configuration.</param>
internal sealed class DefinitionTracer(Translation translation)
{
    private const string ModulesOfNixos = "nixos/modules/";

    // What stands in a submodule of NixOS's own has no file.
    private const string NoFile = "<unknown-file>";

    private readonly Dictionary<string, DefinitionHistory?> _found = new(StringComparer.Ordinal);

    /// <summary>The evaluated configuration.</summary>
    public Translation Translation => translation;

    /// <summary>The release that is followed.</summary>
    public ContainerRelease Release => translation.Choice.Release;

    /// <summary>How an option came to be; null where nothing declares or defines it, or it cannot be told.</summary>
    public DefinitionHistory? Find(string[] path)
    {
        string key = string.Join('\0', path);
        if (_found.TryGetValue(key, out DefinitionHistory? history)) return history;
        try
        {
            history = translation.HistoryOf(path);
        }
        catch (NixException)
        {
            // A definition that lost may be wrong: its parts cannot be told then, and nothing needs them.
            history = null;
        }

        _found.Add(key, history);
        return history;
    }

    /// <summary>Whether a definition is NixOS's own and no default.</summary>
    public static bool IsOfNixos(KnownDefinition definition)
        => !definition.IsDefault && !definition.Position.IsKnown && ModuleOf(definition) is not null;

    /// <summary>The name of the module of NixOS that a definition is in, for example <c>oci-containers</c>; null where it is the user's.</summary>
    public static string? ModuleOf(KnownDefinition definition)
    {
        string file = definition.File;
        if (file == NoFile) return "systemd";
        if (!file.StartsWith(ModulesOfNixos, StringComparison.Ordinal)) return null;
        string name = file[(file.LastIndexOf('/') + 1)..^".nix".Length];
        return name == "default" ? file.Split('/')[^2] : name;
    }

    /// <summary>The option of old whose definition a module of NixOS hands on to another option; null where it is none.</summary>
    public static string[]? Former(KnownDefinition definition, string[] path)
    {
        if (definition.IsDefault || ModuleOf(definition) != ContainerRuleOrigins.Module) return null;
        if (path is ["virtualisation", "oci-containers", "containers", ..]) return ["docker-containers", .. path[3..]];
        return path is ["virtualisation", "oci-containers", "backend"] ? ["docker-containers"] : null;
    }

    /// <summary>Where a definition is.</summary>
    /// <param name="path">The option.</param>
    /// <param name="option">The same as Nix code writes it.</param>
    /// <param name="definition">The definition.</param>
    public Origin OriginOf(string[] path, string option, KnownDefinition definition)
    {
        if (IsOfNixos(definition))
        {
            return new Origin
            {
                Kind = OriginKind.Rule, Option = option, Module = ModuleOf(definition)!, Priority = definition.Priority,
            };
        }

        bool isAround = false;
        Position position = definition.Position;
        for (int length = path.Length - 1; length > 0 && !position.IsKnown && !definition.IsDefault; length--)
        {
            position = Around(path[..length], definition.File);
            isAround = position.IsKnown;
        }

        return new Origin
        {
            Kind = definition.IsDefault ? OriginKind.Default : OriginKind.Definition,
            Option = option,
            File = position.File?.Name ?? definition.File,
            Position = position,
            IsAround = isAround,
            Priority = definition.Priority,
        };
    }

    /// <summary>Where a file defines a part of the configuration; unknown where it does not, or where that too is computed.</summary>
    private Position Around(string[] path, string file)
    {
        foreach (KnownDefinition definition in Find(path)?.Definitions ?? [])
        {
            if (definition.Position.IsKnown && definition.File == file) return definition.Position;
        }

        return default;
    }
}
