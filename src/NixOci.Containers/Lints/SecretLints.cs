using System.Text.RegularExpressions;
using NixOci.Containers.Comparison;
using NixOci.Containers.Configuration;

namespace NixOci.Containers.Lints;

/// <summary>Secrets that stand in the configuration, and so in scripts that everybody on the host can read.</summary>
internal static partial class SecretLints
{
    public static void Find(TranslatedContainer container, LintCollection lints)
    {
        foreach ((string name, string value) in container.Environment)
        {
            if (IsSecret(name, value)) Tell(container, name, ["environment", name], lints);
        }

        if (container.ExtraOptions.Count == 0) return;
        foreach (string word in ExtraFlags.Of(container).Flags.GetValueOrDefault("--env") ?? [])
        {
            (string name, string value) = RunFlagValues.Entry(RunFlagKind.Environment, word);
            if (value != RunFlagValues.FromEnvironment && IsSecret(name, value)) Tell(container, name, ["extraOptions"], lints);
        }
    }

    private static void Tell(TranslatedContainer container, string variable, string[] path, LintCollection lints)
        => lints.Add(
            LintRules.LiteralSecret, container, ContainerPlaces.Find(container, path),
            $"the variable {variable} of container '{container.Name}' seems to be a secret, and it can be read by all users of the host",
            "Put it into a file that only root can read, and name that in environmentFiles.");

    private static bool IsSecret(string name, string value)
    {
        if (HasPassword().IsMatch(value) || value.Contains("PRIVATE KEY-----", StringComparison.Ordinal)) return true;
        return SecretName().IsMatch(name) && !Harmless().IsMatch(value);
    }

    /// <summary>Names whose last word says that the value is a secret; <c>PASSWORD_FILE</c> is none.</summary>
    [GeneratedRegex(
        @"(^|_|[a-z])(PASSWORD|PASSWD|PASSPHRASE|PASS|SECRET|TOKEN|CREDENTIALS?|API_?KEY|SECRET_?KEY(_BASE)?|PRIVATE_?KEY|ACCESS_?KEY"
        + @"|ENCRYPTION_?KEY|MASTER_?KEY|SIGNING_?KEY|AUTH_?KEY|APP_?KEY)\d*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    /// <summary>Nothing, a path, a Boolean, a variable, and what stands for a value that comes later.</summary>
    [GeneratedRegex(@"^$|^/|^(true|false|yes|no|on|off|none|null|disabled?|enabled?)$|^\$|^@.+@$|<SOPS:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Harmless();

    /// <summary>An address with a password in it.</summary>
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.\-]*://[^/:@\s]*:[^/@\s$<]+@", RegexOptions.CultureInvariant)]
    private static partial Regex HasPassword();
}
