using System.Text.Json;
using NixOci.Cli.Reports;
using NixOci.Containers.Configuration;
using NixOci.Containers.Lints;
using NixOci.Hosts.Files;
using NixOci.Language.Source;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Evaluation;
using NixOci.Modules.Packages;
using NixOci.Systemd.Collection;
using static NixOci.Cli.TranslationReports.TranslationReport;

namespace NixOci.Cli.TranslationReports;

/// <summary>The report for programs; its form is told in <c>docs/report.md</c>.</summary>
internal sealed class JsonTranslationReport
{
    private const int Version = 1;

    private readonly TranslationReport _report;
    private readonly Utf8JsonWriter _json;

    private JsonTranslationReport(TranslationReport report, Utf8JsonWriter json) => (_report, _json) = (report, json);

    /// <summary>Writes the report, and a line end behind it.</summary>
    public static void Write(TranslationReport report, Stream output)
        => JsonOutput.Write(output, json => new JsonTranslationReport(report, json).Write());

    private void Write()
    {
        Translation translation = _report.Translation;
        HostNeeds needs = translation.Needs;
        _json.WriteStartObject();
        _json.WriteNumber("version", Version);
        _json.WriteString("release", translation.Choice.Release.Name);
        Array("containers", translation.Containers, Write);
        Array("units", translation.Units.Units, Write);
        Array("packages", needs.Packages, Write);
        Array("files", _report.ForeignPaths(), Write);
        Array("secrets", needs.Secrets, Write);
        Array("firewallPorts", needs.FirewallPorts, Write);
        Array("accounts", needs.Accounts, Write);
        Array("tmpfiles", needs.TmpfilesRules, Write);
        Array("notCarriedOver", needs.Unbuilt, Write);
        Array("placeholders", translation.Placeholders, Write);
        Array("leftOutModules", translation.LeftOutModules.Where(static module => module.IsMissed), Write);
        Array("ignored", translation.WithoutEffect, Write);
        Array("diagnostics", _report.Lints, Write);
        _json.WriteEndObject();
    }

    private void Write(TranslatedContainer container)
    {
        String("name", container.Name);
        String("unit", container.Unit);
        String("backend", container.Backend);
        String("image", container.Image);
        _json.WriteBoolean("autoStart", container.IsStarted);
        _json.WriteStrings("ports", container.Ports);
        _json.WriteStrings("dependsOn", container.DependsOn);
        Place(container.Position);
    }

    private void Write(GeneratedUnit unit)
    {
        String("name", unit.Name);
        _json.WriteBoolean("enabled", unit.IsEnabled);
        _json.WriteStrings("wantedBy", unit.WantedBy);
    }

    private void Write((SoftwareObject Package, IReadOnlyList<string> Units) need)
    {
        String("name", need.Package.PackageName);
        String("version", need.Package.Version);
        String("output", need.Package.Output);
        String("hostPackage", _report.HostPackage(need.Package.PackageName));
        _json.WriteStrings("units", need.Units);
    }

    private void Write(HostPath path)
    {
        String("path", path.Path);
        String("use", path.Use switch
        {
            HostPathUse.EnvironmentFile => "environmentFile",
            HostPathUse.PasswordFile => "passwordFile",
            _ => "volume",
        });
        String("container", path.Container.Name);
    }

    private void Write(SecretFile secret)
    {
        String("option", secret.Option);
        String("name", secret.Name);
        String("path", secret.Path);
        _json.WriteStrings("units", secret.Units);
    }

    private void Write(FirewallPort port)
    {
        String("protocol", port.Protocol);
        _json.WriteNumber("first", port.First);
        _json.WriteNumber("last", port.Last);
        String("interface", port.Interface);
    }

    private void Write(HostAccount account)
    {
        String("name", account.Name);
        String("kind", account.IsGroup ? "group" : "user");
        if (account.Number is { } number) _json.WriteNumber("number", number);
        else _json.WriteNull("number");
        _json.WriteStrings("usedBy", account.UsedBy);
    }

    private void Write(TmpfilesRule rule)
    {
        String("rule", rule.Text);
        String("path", rule.Path);
        _json.WriteStrings("containers", rule.Containers);
    }

    private void Write((UnbuiltObject Object, IReadOnlyList<string> Units) need)
    {
        String("name", need.Object.Name);
        String("maker", need.Object.Maker);
        _json.WriteStrings("units", need.Units);
        _json.WriteString("advice", NotCarriedOver.AdviceFor(need.Object));
    }

    private void Write(Placeholder placeholder)
    {
        String("path", placeholder.Path);
        String("kind", placeholder.Kind switch
        {
            UnknownKind.Option => "option",
            UnknownKind.Argument => "argument",
            _ => "input",
        });
        String("text", placeholder.Text);
        Place(placeholder.Position);
    }

    private void Write(LeftOutModule module)
    {
        File("name", module.Name);
        File("importedBy", module.ImportedBy);
        String("reason", module.Reason == LeftOutReason.FileIsMissing ? "fileIsMissing" : "inputIsUnknown");
    }

    private void Write(UndeclaredDefinition definition)
    {
        String("option", definition.Path);
        File("file", definition.File);
        Place(definition.Position);
    }

    private void Write(Lint lint) => ReportJson.WriteLint(_json, lint, FileOf);

    private void Array<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        _json.WriteStartArray(name);
        foreach (T item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void String(string name, string? text)
    {
        if (text is null) _json.WriteNull(name);
        else _json.WriteString(name, Text(text));
    }

    private void File(string name, string path) => _json.WriteString(name, Places.Short(path, _report.Context));

    private string FileOf(Position position) => Places.Short(position.File!.Name, _report.Context);

    private void Place(Position position) => ReportJson.WritePlace(_json, "position", position, FileOf);
}
