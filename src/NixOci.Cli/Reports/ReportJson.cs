using System.Text.Json;
using NixOci.Containers.Lints;
using NixOci.Hosts.Files;
using NixOci.Language.Source;

namespace NixOci.Cli.Reports;

/// <summary>What reports of several commands say alike in JSON.</summary>
internal static class ReportJson
{
    /// <summary>Writes the members of a warning about a configuration.</summary>
    /// <param name="json">The writer, in an object.</param>
    /// <param name="lint">The warning.</param>
    /// <param name="fileOf">How the file of a place is shown.</param>
    public static void WriteLint(Utf8JsonWriter json, Lint lint, Func<Position, string> fileOf)
    {
        json.WriteString("code", lint.Rule.Code);
        json.WriteString("name", lint.Rule.Name);
        json.WriteString("subject", ByteText.ToUnicode(lint.Subject));
        json.WriteString("message", ByteText.ToUnicode(lint.Message));
        json.WriteStrings("advice", lint.Advice);
        WritePlace(json, "position", lint.Position, fileOf);
    }

    /// <summary>Writes a place as an object, or as <c>null</c> where it is not known.</summary>
    /// <param name="json">The writer, in an object.</param>
    /// <param name="name">The name of the property.</param>
    /// <param name="position">The place.</param>
    /// <param name="fileOf">How its file is shown.</param>
    public static void WritePlace(Utf8JsonWriter json, string name, Position position, Func<Position, string> fileOf)
    {
        if (!position.IsKnown)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("file", fileOf(position));
        json.WriteNumber("line", position.Line);
        json.WriteNumber("column", position.Column);
        json.WriteEndObject();
    }
}
