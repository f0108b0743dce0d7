using System.Globalization;
using NixOci.Containers.Configuration;
using NixOci.Containers.Lints;
using NixOci.Language.Source;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Packages;
using static NixOci.Cli.TranslationReports.TranslationReport;

namespace NixOci.Cli.TranslationReports;

/// <summary>Makes the parts of a report for people.</summary>
/// <param name="report">What is told of.</param>
internal sealed class SectionBuilder(TranslationReport report)
{
    private readonly Translation _translation = report.Translation;

    /// <summary>All parts, in their order.</summary>
    public IReadOnlyList<ReportSection> Build() =>
    [
        new("containers", "Containers", "Each container is run by a unit.", Containers()),
        new("other units", "Other units", "Units that the configuration makes besides.", OtherUnits()),
        new("needs", "Packages that the host must have", "The units call commands of these packages, by their names in nixpkgs.", Packages()),
        new("files", "Files and directories that the host must have", "Containers name them; they are not part of what is written.", Files()),
        new("secrets", "Secrets that the host must have", "NixOS would decrypt them to these files before the units are started.", Secrets()),
        new("firewall", "Ports to be opened in the firewall", "The configuration opens them on NixOS; ports that containers publish go past it there.", Ports()),
        new("accounts", "Accounts and groups that the host must have", "Units run as them, containers run as their numbers, or files belong to them.", Accounts()),
        new("tmpfiles", "Rules of tmpfiles.d that the host must have", "Write them to `/etc/tmpfiles.d/nixoci.conf` and run `systemd-tmpfiles --create`.", Rules()),
        new("not carried", "What cannot be carried over", "Only Nix can build it. Units that refer to it will not start before the host has it.", Unbuilt()),
        new("assumed", "Placeholders", "These values are not at hand. Replace each where it stands, or say what it is on the command line.", Placeholders()),
        new("left out", "Modules that were left out", "They are imported and not at hand; what they define is missing.", LeftOut()),
        new("ignored", "Options without effect", "They are part of NixOS and nothing is made of them. What of it the host needs, it must have by other means.", Ignored()),
        new("lints", "Warnings", "What each code means is told in docs/diagnostics.md.", Lints()),
    ];

    private List<ReportItem> Containers()
    {
        List<ReportItem> items = [];
        foreach (TranslatedContainer container in _translation.Containers)
        {
            string name = Text(container.Name), unit = Text(container.Unit);
            string usual = $"{container.Backend}-{name}.service";
            string brief = name + (unit == usual ? "" : $" ({unit})") + (container.IsStarted ? "" : " (not started)");
            string start = container.IsStarted ? "" : ", not started with the host";
            IReadOnlyList<string> published = container.Ports;
            string ports = published.Count == 0 ? "" : ", publishes " + List(published);
            items.Add(new ReportItem(brief, $"`{name}`: `{unit}`, image `{Text(container.Image)}`{ports}{start}{At(container.Position)}"));
        }

        return items;
    }

    private List<ReportItem> OtherUnits()
    {
        List<ReportItem> items = [];
        foreach (string unit in report.OtherUnits()) items.Add(new ReportItem(Text(unit), $"`{Text(unit)}`"));
        return items;
    }

    private List<ReportItem> Packages()
    {
        SortedDictionary<string, IReadOnlyCollection<string>> units = new(StringComparer.Ordinal);
        foreach ((SoftwareObject package, IReadOnlyList<string> by) in _translation.Needs.Packages)
        {
            // Few packages have several outputs.
            bool isFurther = units.TryGetValue(package.PackageName, out IReadOnlyCollection<string>? all);
            units[package.PackageName] = isFurther ? new SortedSet<string>([.. all!, .. by], StringComparer.Ordinal) : by;
        }

        List<ReportItem> items = [];
        foreach ((string package, IReadOnlyCollection<string> by) in units)
        {
            string? host = report.HostPackage(package);
            string known = host is null || host == package ? "" : $", here `{host}`";
            items.Add(new ReportItem(host ?? Text(package), $"`{Text(package)}`{known}: {(by.Count == _translation.Units.Units.Count ? "all units" : List(by))}"));
        }

        return items;
    }

    private List<ReportItem> Files()
    {
        HashSet<string> secrets = new(StringComparer.Ordinal);
        foreach (SecretFile secret in _translation.Needs.Secrets) secrets.Add(secret.Path);
        Dictionary<(string, HostPathUse), List<string>> containers = [];
        List<(string Path, HostPathUse Use)> order = [];
        foreach (HostPath path in report.ForeignPaths())
        {
            if (secrets.Contains(path.Path)) continue;
            if (!containers.TryGetValue((path.Path, path.Use), out List<string>? by))
            {
                containers.Add((path.Path, path.Use), by = []);
                order.Add((path.Path, path.Use));
            }

            if (!by.Contains(path.Container.Name)) by.Add(path.Container.Name);
        }

        List<ReportItem> items = [];
        foreach ((string path, HostPathUse use) in order)
        {
            string what = use switch
            {
                HostPathUse.EnvironmentFile => "file with variables",
                HostPathUse.PasswordFile => "file with the registry's password",
                _ => "volume",
            };
            items.Add(new ReportItem(Text(path), $"`{Text(path)}`: {what} of {List(containers[(path, use)])}"));
        }

        return items;
    }

    private List<ReportItem> Secrets()
    {
        List<ReportItem> items = [];
        foreach (SecretFile secret in _translation.Needs.Secrets)
        {
            items.Add(new ReportItem(Text(secret.Path), $"`{Text(secret.Path)}`: `{secret.Option}.{Text(secret.Name)}`, for {List(secret.Units)}"));
        }

        return items;
    }

    private List<ReportItem> Ports()
    {
        List<ReportItem> items = [];
        foreach (FirewallPort port in _translation.Needs.FirewallPorts)
        {
            string range = port.First.ToString(CultureInfo.InvariantCulture)
                + (port.First == port.Last ? "" : "-" + port.Last.ToString(CultureInfo.InvariantCulture)) + "/" + port.Protocol;
            string on = port.Interface is null ? "" : " on " + Text(port.Interface);
            items.Add(new ReportItem(range + on, range + on));
        }

        return items;
    }

    private List<ReportItem> Accounts()
    {
        List<ReportItem> items = [];
        foreach (HostAccount account in _translation.Needs.Accounts)
        {
            string kind = account.IsGroup ? "group" : "user";
            string number = account.Number is { } fixedNumber
                ? $" ({(account.IsGroup ? "gid" : "uid")} {fixedNumber.ToString(CultureInfo.InvariantCulture)})"
                : "";
            items.Add(new ReportItem($"{kind} {Text(account.Name)}{number}", $"{kind} `{Text(account.Name)}`{number}: for {List(account.UsedBy)}"));
        }

        return items;
    }

    private List<ReportItem> Rules()
    {
        List<ReportItem> items = [];
        foreach (TmpfilesRule rule in _translation.Needs.TmpfilesRules)
        {
            items.Add(new ReportItem(Text(rule.Text), $"`{Text(rule.Text)}`: for {List(rule.Containers)}"));
        }

        return items;
    }

    private List<ReportItem> Unbuilt()
    {
        List<ReportItem> items = [];
        foreach ((UnbuiltObject unbuilt, IReadOnlyList<string> units) in _translation.Needs.Unbuilt)
        {
            items.Add(new ReportItem(
                $"{Text(unbuilt.Name)} ({unbuilt.Maker})",
                $"`{Text(unbuilt.Name)}`, which `{unbuilt.Maker}` {unbuilt.Verb}: for {List(units)}",
                NotCarriedOver.AdviceFor(unbuilt)));
        }

        return items;
    }

    private List<ReportItem> Placeholders()
    {
        List<ReportItem> items = [];
        foreach (Placeholder placeholder in _translation.Placeholders)
        {
            items.Add(new ReportItem(Text(placeholder.Text), $"`{Text(placeholder.Text)}`{At(placeholder.Position)}"));
        }

        return items;
    }

    private List<ReportItem> LeftOut()
    {
        List<ReportItem> items = [];
        foreach (LeftOutModule module in _translation.LeftOutModules)
        {
            if (!module.IsMissed) continue;
            string by = module.ImportedBy.StartsWith('<') ? "" : $", imported by {Places.Short(module.ImportedBy, report.Context)}";
            items.Add(new ReportItem(Places.Short(module.Name, report.Context), $"`{Places.Short(module.Name, report.Context)}`{by}"));
        }

        return items;
    }

    /// <summary>Options by the first two names of their paths.</summary>
    private List<ReportItem> Ignored()
    {
        SortedDictionary<string, SortedDictionary<string, List<UndeclaredDefinition>>> groups = new(StringComparer.Ordinal);
        foreach (UndeclaredDefinition definition in _translation.WithoutEffect)
        {
            string group = string.Join('.', definition.Names.Take(2));
            if (!groups.TryGetValue(group, out var options)) groups.Add(group, options = new(StringComparer.Ordinal));
            if (!options.TryGetValue(definition.Path, out List<UndeclaredDefinition>? all)) options.Add(definition.Path, all = []);
            all.Add(definition);
        }

        List<ReportItem> items = [];
        foreach ((string group, var options) in groups)
        {
            List<string> lines = [$"`{Text(group)}`"];
            foreach ((string path, List<UndeclaredDefinition> definitions) in options)
            {
                IEnumerable<string> places = definitions.Select(definition => definition.Position.IsKnown
                    ? Places.Short(definition.Position, report.Context) : Places.Short(definition.File, report.Context)).Distinct();
                lines.Add($"`{Text(path)}`: {string.Join(", ", places)}");
            }

            items.Add(new ReportItem(Text(group) + (options.Count == 1 ? "" : $" ({options.Count})"), lines));
        }

        return items;
    }

    private List<ReportItem> Lints()
    {
        List<ReportItem> items = [];
        Dictionary<LintRule, int> counts = [];
        foreach (Lint lint in report.Lints) counts[lint.Rule] = counts.GetValueOrDefault(lint.Rule) + 1;
        foreach (Lint lint in report.Lints)
        {
            // The summary counts them: each was told in full, or by its place, before.
            int count = counts.GetValueOrDefault(lint.Rule);
            counts.Remove(lint.Rule);
            List<string> lines = [$"`{lint.Rule.Code}` {Text(lint.Message)}{At(lint.Position)}"];
            foreach (string advice in lint.Advice) lines.Add(Text(advice));
            string brief = count switch { 0 => "", 1 => lint.Rule.Code, _ => $"{lint.Rule.Code} ({count})" };
            items.Add(new ReportItem(brief, lines));
        }

        return items;
    }

    private string At(Position position) => position.IsKnown ? $" ({Places.Short(position, report.Context)})" : "";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Text));
}
