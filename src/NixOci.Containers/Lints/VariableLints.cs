using System.Text.RegularExpressions;
using NixOci.Containers.Configuration;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Lints;

/// <summary>
/// Variables in values: all values are quoted on their way to the backend, so that neither systemd nor a shell nor the backend
/// expands them.
/// </summary>
internal static partial class VariableLints
{
    private static readonly string[] Texts = ["image", "user", "workdir", "hostname", "entrypoint"];

    public static void Find(TranslatedContainer container, LintCollection lints)
    {
        foreach (string option in Texts)
        {
            if (container.Options.SelectOrNull(option) is NixString text) Check(container, option, text.Text, [option], lints);
        }

        foreach ((string name, string value) in container.Environment) Check(container, name, value, ["environment", name], lints);
        foreach (string volume in container.Volumes) Check(container, "volumes", volume, ["volumes"], lints);
        foreach (string port in container.Ports) Check(container, "ports", port, ["ports"], lints);
        foreach (string file in container.EnvironmentFiles) Check(container, "environmentFiles", file, ["environmentFiles"], lints);
        foreach ((string flag, List<string> values) in ExtraFlags.Of(container).Flags)
        {
            // Checks of health are run by a shell in the container, and who reads labels may have variables of his own.
            if (flag.StartsWith("--health", StringComparison.Ordinal) || flag is "--label" or "--annotation") continue;
            foreach (string value in values) Check(container, flag + " in extraOptions", value, ["extraOptions"], lints);
        }
    }

    private static void Check(TranslatedContainer container, string where, string value, string[] path, LintCollection lints)
    {
        if (PasswordHash().IsMatch(value) || Variable().Match(value) is not { Success: true } match) return;
        lints.Add(
            LintRules.VariableNotExpanded, container, ContainerPlaces.Find(container, path),
            $"{match.Value} in {where} of container '{container.Name}' is not expanded: the container gets it as it stands",
            "Write the value itself, or let Nix put it in: \"${...}\" without a backslash before it.");
    }

    [GeneratedRegex(@"\$(\{[A-Za-z_][A-Za-z0-9_]*(:?[-+?=][^}]*)?\}|[A-Za-z_][A-Za-z0-9_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    /// <summary>Hashes of passwords are full of dollars.</summary>
    [GeneratedRegex(@"\$(2[abxy]?|apr1|argon2[a-z]*|[1567y]|gy|sha1|pbkdf2[a-z0-9\-]*|scrypt)\$", RegexOptions.CultureInvariant)]
    private static partial Regex PasswordHash();
}
