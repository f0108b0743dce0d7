using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Tests.Golden;
using NixOci.Modules.Library;
using NixOci.TestSupport;

namespace NixOci.Modules.Tests.Golden;

/// <summary>What we answer to a case, and how that differs from what Nix answered.</summary>
internal static partial class LibraryRun
{
    private const string WarningStart = "evaluation warning: ";
    private const string TraceStart = "trace: ";
    private static readonly ConcurrentDictionary<string, Lazy<string>> Results = new();

    /// <summary>How the answer differs; empty where it does not. A case runs once, however often it is asked for.</summary>
    public static string Differences(string id)
        => Results.GetOrAdd(id, static key => new Lazy<string>(() => DifferencesNow(key) is { Length: > 0 } ? FreshProgram.Run(DifferencesNow, key) : "")).Value;

    /// <summary>How the answer differs in the state that the program is in.</summary>
    public static string DifferencesNow(string id)
    {
        LibraryCase @case = LibraryCase.All[id];
        using TemporaryDirectory directory = new();
        @case.WriteFiles(directory.Path);
        return EvalStack.Run(() => Compare(@case, directory.Path));
    }

    private static string Compare(LibraryCase @case, string directory)
    {
        using StringWriter messages = new(CultureInfo.InvariantCulture);
        List<string> differences = [];
        try
        {
            string json = Answer(directory, messages).Replace(directory, "<dir>", StringComparison.Ordinal);
            if (@case.Error is not null) differences.Add($"expected an error: {@case.Error}\n  actual value: {json}");
            else if (!JsonNode.DeepEquals(@case.Json, JsonNode.Parse(json))) differences.Add($"expected {Show(@case.Json)}\n  actual {json}");
        }
        catch (NixException e)
        {
            string message = ByteText.ToUnicode(e.Message).Replace(directory, "<dir>", StringComparison.Ordinal);
            string expected = @case.ErrorFull ?? @case.Error ?? Show(@case.Json);
            bool isExpected = @case.ErrorFull is null ? Fold(message).Contains(Fold(expected), StringComparison.Ordinal) : Fold(message) == Fold(expected);
            if (@case.Error is null || !isExpected)
            {
                differences.Add($"expected {expected}\n  actual error: {message}");
            }
        }

        string told = messages.ToString().Replace(directory, "<dir>", StringComparison.Ordinal);
        ExpectMessages(differences, WarningStart, @case.Warnings, told);
        ExpectMessages(differences, TraceStart, @case.Traces, told);
        return string.Join('\n', differences);
    }

    private static string Answer(string directory, TextWriter messages)
    {
        string file = Path.Combine(directory, "case.nix");
        Interpreter interpreter = new(new InterpreterOptions
        {
            HostFiles = NixpkgsHost.HostFiles,
            HostSearchPath = [NixpkgsHost.SearchPath],
            Messages = messages,
        });
        return ByteText.ToUnicode(interpreter.BuiltinSet["toJSON"]!
            .Call(interpreter.Evaluate(SourceFile.FromBytes(file, File.ReadAllBytes(file)))).ForceString().Text);
    }

    private static void ExpectMessages(List<string> differences, string start, IReadOnlyList<string> expected, string told)
    {
        List<string> actual = [];
        foreach (string message in MessageStarts().Split(told))
        {
            if (message.StartsWith(start, StringComparison.Ordinal)) actual.Add(Fold(message[start.Length..]));
        }

        List<string> wanted = [.. expected.Select(Fold)];
        if (!wanted.SequenceEqual(actual)) differences.Add($"expected {start}{string.Join(" | ", wanted)}\n  actual {start}{string.Join(" | ", actual)}");
    }

    private static string Show(JsonNode? json) => json?.ToJsonString() ?? "null";

    private static string Fold(string text) => WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex("^(?=evaluation warning: |trace: )", RegexOptions.Multiline)]
    private static partial Regex MessageStarts();
}
