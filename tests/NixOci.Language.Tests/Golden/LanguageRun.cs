using System.Collections.Concurrent;
using System.Globalization;
using NixOci.Language.Evaluation;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Syntax;
using NixOci.Language.Values;

namespace NixOci.Language.Tests.Golden;

/// <summary>What we answer to a case, and how that differs from what Nix answered.</summary>
internal sealed class LanguageRun : IDisposable
{
    private const string Home = "/home/nixgold";
    private static readonly ConcurrentDictionary<string, Lazy<string>> Results = new();

    private readonly LanguageCase _case;
    private readonly string _directory;
    private readonly StringWriter _messages = new(CultureInfo.InvariantCulture);

    private LanguageRun(LanguageCase @case, string directory) => (_case, _directory) = (@case, directory);

    /// <summary>How the answer differs; empty where it does not. A case runs once, however often it is asked for.</summary>
    public static string Differences(string id)
        => Results.GetOrAdd(id, static key => new Lazy<string>(() => DifferencesNow(key) is { Length: > 0 } ? FreshProgram.Run(DifferencesNow, key) : "")).Value;

    /// <summary>How the answer differs in the state that the program is in.</summary>
    public static string DifferencesNow(string id) => Run(LanguageCase.All[id]);

    public void Dispose() => _messages.Dispose();

    private static string Run(LanguageCase @case)
    {
        string directory = Directory.CreateTempSubdirectory("nixoci-language-").FullName;
        try
        {
            @case.WriteFiles(directory);
            using LanguageRun run = new(@case, directory);
            return EvalStack.Run(run.Compare);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private string Compare()
    {
        List<string> differences = [];
        try
        {
            string output = Answer();
            Expect(differences, "out", _case.Out ?? "error: " + _case.Error, output);
            if (_case.Stderr is not null) Expect(differences, "stderr", _case.Stderr, Local(_messages.ToString()).TrimEnd('\n'));
        }
        catch (NixException e)
        {
            Expect(differences, "error", _case.Error ?? _case.Out, Local(ByteText.ToUnicode(e.Message)).Split('\n')[0].TrimEnd());
            if (_case.Error is not null) Expect(differences, "at", _case.At, At(e.Position));
        }

        return string.Join('\n', differences);
    }

    private string Answer()
    {
        string file = Path.Combine(_directory, "case.nix");
        SourceFile source = SourceFile.FromBytes(file, File.ReadAllBytes(file));
        Interpreter interpreter = new(Options());
        if (_case.Mode == "parse") return Local(ByteText.ToUnicode(ExprPrinter.Print(interpreter.Parse(source))));
        Value value = interpreter.Evaluate(source);
        return Local(ByteText.ToUnicode(ValuePrinter.Print(DeepForce.Run(value))));
    }

    private InterpreterOptions Options() => new()
    {
        HomeDirectory = Home,
        Messages = _messages,
        SearchPath = SearchPathText.ParseList(Variable("NIX_PATH") ?? ""),
        Environment = Variable,
    };

    private string? Variable(string name)
        => _case.Env.TryGetValue(name, out string? value) ? value.Replace("<dir>", _directory, StringComparison.Ordinal)
            : name == "HOME" ? Home
            : null;

    private string? At(Position position)
    {
        if (!position.IsKnown) return null;
        string file = Local(ByteText.ToUnicode(position.File!.Name));
        string place = $"{position.Line}:{position.Column}";
        return file == "<dir>/case.nix" ? place : $"{file}:{place}";
    }

    private string Local(string text) => text.Replace(_directory, "<dir>", StringComparison.Ordinal);

    private static void Expect(List<string> differences, string what, string? expected, string? actual)
    {
        if (!string.Equals(expected, actual, StringComparison.Ordinal)) differences.Add($"{what}: expected {expected}\n{what}:   actual {actual}");
    }
}
