using System.Runtime.InteropServices;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Configuration;

/// <summary>
/// Finds definitions of NixOS's options of which nothing is made: those that are not declared, and those that are declared only so that
/// configurations can read them back.
/// </summary>
internal sealed class OptionsWithoutEffect
{
    private const string OwnModules = "nixos/modules/";

    /// <summary>Options that units are made of, that are reported by what of them is needed, or that say how to evaluate.</summary>
    private static readonly string[][] WithEffect =
    [
        ["_module"], ["assertions"], ["warnings"], ["lib"], ["meta"], ["nixpkgs"], ["system", "stateVersion"],
        ["docker-containers"], ["virtualisation", "oci-containers"], ["systemd"], ["networking", "proxy"],
        ["networking", "firewall", "allowedTCPPorts"], ["networking", "firewall", "allowedUDPPorts"],
        ["networking", "firewall", "allowedTCPPortRanges"], ["networking", "firewall", "allowedUDPPortRanges"],
        ["networking", "firewall", "interfaces"], ["sops"], ["age"], ["users", "users"], ["users", "groups"],
    ];

    private readonly Translation _translation;
    private readonly List<UndeclaredDefinition> _found = [];

    private OptionsWithoutEffect(Translation translation) => _translation = translation;

    /// <summary>The definitions, in the order of their paths.</summary>
    public static IReadOnlyList<UndeclaredDefinition> ListOf(Translation translation)
    {
        OptionsWithoutEffect options = new(translation);
        options._found.AddRange(translation.Undeclared);
        options.AddOptions();
        options.AddAccounts();
        options.AddTemporaryFiles();
        return [.. options._found.OrderBy(static definition => definition.Path, StringComparer.Ordinal)];
    }

    private void AddOptions()
    {
        if (GivenDefinitions.OptionsOf(_translation.Configuration, HasEffect) is not { } given)
        {
            Walk(_translation.Options, []);
            return;
        }

        foreach (GivenOption option in given)
        {
            // Defaults that nobody has read need not be fit to be evaluated.
            if (option.Files.All(static file => file.StartsWith(OwnModules, StringComparison.Ordinal))) continue;
            if (_translation.Options.Select([.. option.Path]).Force() is AttrSet set) AddOption(set, option.Path, option.Files);
        }
    }

    /// <summary>Looks at all options, where another module system made them.</summary>
    private void Walk(Value options, List<string> path)
    {
        if (options.Force() is not AttrSet set) return;
        if (set.Has("_type"))
        {
            AddOption(set, path, []);
            return;
        }

        foreach ((Symbol name, Value inside) in set.ByName)
        {
            path.Add(name.Text);
            if (!HasEffect(path)) Walk(inside, path);
            path.RemoveAt(path.Count - 1);
        }
    }

    private static bool HasEffect(List<string> path)
        => Array.Exists(WithEffect, known => known.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(path)));

    private void AddOption(AttrSet option, IReadOnlyList<string> path, IReadOnlyList<string> files)
    {
        if (option["declarations"]?.Force() is not NixList { Count: > 0 } declarations || !IsOwn(declarations[0])) return;
        try
        {
            foreach (OptionDefinition definition in _translation.DefinitionsOf([.. path])) Add(path, definition);
        }
        catch (EvalException)
        {
            // Nobody has read the option, so that a condition around it cannot be evaluated is no error; it is listed as it stands.
            foreach (string file in files) Add(path, new OptionDefinition(file, default, NixNull.Instance));
        }
    }

    /// <summary>Accounts and groups that nothing relies on.</summary>
    private void AddAccounts()
    {
        HashSet<(bool, string)> needed = [];
        foreach (HostAccount account in _translation.Needs.Accounts) needed.Add((account.IsGroup, account.Name));
        foreach (string kind in new[] { "users", "groups" })
        {
            foreach (OptionDefinition definition in _translation.DefinitionsOf("users", kind))
            {
                if (definition.Value.Force() is not AttrSet accounts) continue;
                foreach (Symbol name in accounts.Names)
                {
                    if (needed.Contains((kind == "groups", name.Text))) continue;
                    Add(["users", kind, name.Text], definition with { Position = accounts.PositionOf(name) });
                }
            }
        }
    }

    /// <summary>Rules of tmpfiles about paths that no container names.</summary>
    private void AddTemporaryFiles()
    {
        if (_translation.Needs.TmpfilesRules.Count == TmpfilesRule.Lines(_translation.Config).Count()) return;
        foreach (string part in new[] { "rules", "settings" })
        {
            foreach (OptionDefinition definition in _translation.DefinitionsOf("systemd", "tmpfiles", part))
            {
                Add(["systemd", "tmpfiles", part], definition);
            }
        }
    }

    private void Add(IReadOnlyList<string> path, OptionDefinition definition)
    {
        if (definition.File.StartsWith(OwnModules, StringComparison.Ordinal)) return;
        _found.Add(UndeclaredDefinition.Of(path, definition.File, definition.Position));
    }

    private static bool IsOwn(Value declaration)
        => declaration.Force() is NixString file && file.Text.StartsWith(OwnModules, StringComparison.Ordinal);
}
