using System.Globalization;
using System.Text;
using System.Xml;
using NixOci.Containers.Lints;
using NixOci.Language.Source;
using NixOci.Systemd.Comparison;

namespace NixOci.Cli.Reports;

/// <summary>A report in the XML of JUnit, as build servers read it: a test case for each unit.</summary>
internal sealed class JunitReport : IReportFormat
{
    public string Name => "junit";

    public void Write(ComparisonReport report, Stream output, bool hasColors)
    {
        int failures = report.Units.Count(static unit => unit.Differences.Any(static difference => difference.Counts));
        XmlWriterSettings settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false };
        using (XmlWriter xml = XmlWriter.Create(output, settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Clean($"{report.Left} against {report.Right}"));
            xml.WriteAttributeString("tests", Number(report.Units.Count));
            xml.WriteAttributeString("failures", Number(failures));
            xml.WriteAttributeString("errors", "0");
            xml.WriteAttributeString("skipped", "0");
            foreach (ReportedUnit unit in report.Units) Write(xml, unit, report);
            if (report.Lints.Count > 0) xml.WriteElementString("system-err", Clean(Warnings(report)));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        output.Write("\n"u8);
    }

    private static void Write(XmlWriter xml, ReportedUnit unit, ComparisonReport report)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", "nixoci");
        xml.WriteAttributeString("name", Clean(ByteText.ToUnicode(unit.Name)));
        StringBuilder slight = new();
        foreach (ReportedDifference reported in unit.Differences)
        {
            string message = Clean(ComparisonReport.Message(reported.Difference));
            if (!reported.Counts)
            {
                slight.Append(reported.Difference.Class.Name()).Append(": ").Append(message).Append('\n');
                continue;
            }

            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", reported.Difference.Class.Name());
            xml.WriteAttributeString("message", message);
            if (reported.Origin.IsKnown)
            {
                xml.WriteString(Clean($"{report.FileOf(reported.Origin)}:{reported.Origin.Line}:{reported.Origin.Column}"));
            }

            xml.WriteEndElement();
        }

        if (slight.Length > 0) xml.WriteElementString("system-out", slight.ToString());
        xml.WriteEndElement();
    }

    private static string Warnings(ComparisonReport report)
    {
        StringBuilder text = new();
        foreach (Lint lint in report.Lints)
        {
            if (lint.Position.IsKnown) text.Append($"{report.FileOf(lint.Position)}:{lint.Position.Line}:{lint.Position.Column}: ");
            text.Append(ByteText.ToUnicode(lint.Message)).Append(" [").Append(lint.Rule.Code).Append("]\n");
        }

        return text.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>XML cannot hold control characters, not even escaped.</summary>
    private static string Clean(string text)
    {
        StringBuilder cleaned = new(text.Length);
        foreach (char c in text) cleaned.Append(XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\ufffd');
        return cleaned.ToString();
    }
}
