namespace NixOci.Cli.TranslationReports;

/// <summary>A part of what is told of a translation. All text is ordinary text, for people.</summary>
/// <param name="Label">What it is called in a summary, at most <see cref="SummaryText.LabelWidth"/> characters.</param>
/// <param name="Title">Its heading in a report.</param>
/// <param name="Introduction">What it means and what to do about it.</param>
/// <param name="Items">What is in it.</param>
internal sealed record ReportSection(string Label, string Title, string Introduction, IReadOnlyList<ReportItem> Items);

/// <summary>Something that is told of a translation.</summary>
/// <param name="Brief">In a summary: as short as can be without hiding anything but places; empty where another item stands for it.</param>
/// <param name="Lines">In a report: a line of Markdown, and further ones below it.</param>
internal sealed record ReportItem(string Brief, params IReadOnlyList<string> Lines);
