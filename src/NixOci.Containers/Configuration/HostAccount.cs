using System.Globalization;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;
using NixOci.Systemd.Collection;
using NixOci.Systemd.Units;

namespace NixOci.Containers.Configuration;

/// <summary>An account or group that has to be on the host.</summary>
/// <param name="Name">Its name; byte text.</param>
/// <param name="IsGroup">Whether it is a group.</param>
/// <param name="Number">Its number where the configuration fixes one.</param>
/// <param name="UsedBy">What uses it: units, containers and rules of tmpfiles, in order; byte text.</param>
public sealed record HostAccount(string Name, bool IsGroup, long? Number, IReadOnlyList<string> UsedBy)
{
    private static readonly string[] AlwaysThere = ["root", "nobody", "wheel", "users", "nogroup"];

    // Common images run what is in them as these numbers.
    private static readonly string[] UserVariables = ["PUID", "UID"];
    private static readonly string[] GroupVariables = ["PGID", "GID"];

    /// <summary>
    /// Accounts by the names that units, containers and rules give, and by the numbers of declared accounts that containers run as.
    /// </summary>
    internal static IReadOnlyList<HostAccount> ListOf(Translation translation)
    {
        SortedDictionary<(bool IsGroup, string Name), SortedSet<string>> used = new();
        AttrSet users = Declared(translation, "users"), groups = Declared(translation, "groups");
        foreach (GeneratedUnit unit in translation.Units.Units)
        {
            if (!unit.Name.EndsWith(".service", StringComparison.Ordinal)) continue;
            Use(false, UnitFileReader.ValueOf(unit.Text, "Service", "User"), unit.Name);
            Use(true, UnitFileReader.ValueOf(unit.Text, "Service", "Group"), unit.Name);
        }

        foreach (TranslatedContainer container in translation.Containers)
        {
            Use(false, (container.Options.SelectOrNull("podman", "user") as NixString)?.Text, container.Name);
            if ((container.Options.SelectOrNull("user") as NixString)?.Text is { } inside)
            {
                // In the container it is but a number; on the host it is the owner of what the container writes.
                string[] parts = inside.Split(':');
                Use(false, NameOf(users, "uid", parts[0]), container.Name);
                if (parts.Length > 1) Use(true, NameOf(groups, "gid", parts[1]), container.Name);
            }

            AttrSet variables = container.Options.Select("environment").ForceAttrs();
            foreach (string name in UserVariables) Use(false, NameOf(users, "uid", variables[name]), container.Name);
            foreach (string name in GroupVariables) Use(true, NameOf(groups, "gid", variables[name]), container.Name);
        }

        foreach (TmpfilesRule rule in translation.Needs.TmpfilesRules)
        {
            Use(false, rule.User, rule.Path);
            Use(true, rule.Group, rule.Path);
        }

        List<HostAccount> accounts = new(used.Count);
        foreach (((bool isGroup, string name), SortedSet<string> by) in used)
        {
            accounts.Add(new HostAccount(name, isGroup, NumberOf(isGroup ? groups[name] : users[name], isGroup ? "gid" : "uid"), [.. by]));
        }

        return accounts;

        void Use(bool isGroup, string? name, string by)
        {
            if (string.IsNullOrEmpty(name) || char.IsAsciiDigit(name[0]) || Array.IndexOf(AlwaysThere, name) >= 0) return;
            if (!used.TryGetValue((isGroup, name), out SortedSet<string>? users)) used.Add((isGroup, name), users = new(StringComparer.Ordinal));
            users.Add(by);
        }
    }

    private static AttrSet Declared(Translation translation, string kind)
        => translation.Config.SelectOrNull("users", kind) as AttrSet ?? AttrSet.Empty;

    private static string? NameOf(AttrSet accounts, string option, Value? number)
        => number is null ? null : NameOf(accounts, option, number.ForceString().Text);

    private static string? NameOf(AttrSet accounts, string option, string number)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long wanted)) return null;
        foreach ((Symbol name, Value account) in accounts.ByName)
        {
            if (NumberOf(account, option) == wanted) return name.Text;
        }

        return null;
    }

    private static long? NumberOf(Value? account, string option) => (account?.SelectOrNull(option) as NixInt)?.Value;
}
