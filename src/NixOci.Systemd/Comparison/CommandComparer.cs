using NixOci.Systemd.Comparison.Shell;

namespace NixOci.Systemd.Comparison;

/// <summary>Compares the commands of two units, following them into scripts.</summary>
/// <param name="left">The files of the left side.</param>
/// <param name="right">The files of the right side.</param>
/// <param name="known">What is known of commands.</param>
internal sealed class CommandComparer(IUnitFiles left, IUnitFiles right, IReadOnlyList<ICommandComparison> known)
{
    /// <summary>The pairs of files that were compared already, as they are named on both sides.</summary>
    public HashSet<(string Left, string Right)> Compared { get; } = [];

    /// <summary>Compares two sequences of commands.</summary>
    public void Compare(List<ExecCommand> leftCommands, List<ExecCommand> rightCommands, DifferenceScope scope)
    {
        foreach ((int l, int r) in Alignment.Align(Texts(leftCommands), Texts(rightCommands), AreEqual))
        {
            if (l < 0) scope.Add(DifferenceRule.Command, DifferenceClass.Behaviour, "", null, Shown(rightCommands[r], scope));
            else if (r < 0) scope.Add(DifferenceRule.Command, DifferenceClass.Behaviour, "", Shown(leftCommands[l], scope), null);
            else Compare(leftCommands[l], rightCommands[r], scope);
        }

        bool AreEqual(int l, int r)
        {
            DifferenceScope trial = scope.Trial();
            Compare(leftCommands[l], rightCommands[r], trial);
            return trial.Count == 0;
        }
    }

    private static List<string> Texts(List<ExecCommand> commands) => commands.ConvertAll(Text);

    private static string Text(ExecCommand command) => command.Prefixes + string.Join('\0', command.Words);

    private void Compare(ExecCommand l, ExecCommand r, DifferenceScope scope)
    {
        if (l.Prefixes != r.Prefixes)
        {
            bool isPrivilege = l.Prefixes.AsSpan().IndexOfAny('+', '!') >= 0 || r.Prefixes.AsSpan().IndexOfAny('+', '!') >= 0;
            DifferenceClass difference = isPrivilege ? DifferenceClass.Security : DifferenceClass.Behaviour;
            scope.Add(DifferenceRule.CommandPrefix, difference, "prefix", l.Prefixes, r.Prefixes);
        }

        IReadOnlyList<ReferredFile> leftFiles = Scripts(left, l.Program, scope.Unit), rightFiles = Scripts(right, r.Program, scope.Unit);
        if (leftFiles.Count > 0 && rightFiles.Count > 0)
        {
            Compared.Add((l.Program, r.Program));
            CompareWords([.. l.Words.Skip(1)], [.. r.Words.Skip(1)], "arguments", scope);
            FileComparison.CompareBest(leftFiles, rightFiles, scope, (x, y, target) => CompareFiles(x, y, IsStored(l) && IsStored(r), target));
        }
        else if (leftFiles.Count > 0)
        {
            CompareOneSided(leftFiles[0], l, r, isScriptLeft: true, scope);
        }
        else if (rightFiles.Count > 0)
        {
            CompareOneSided(rightFiles[0], r, l, isScriptLeft: false, scope);
        }
        else
        {
            CompareWords(l.Words, r.Words, "", scope);
        }
    }

    private static bool IsStored(ExecCommand command) => command.Program.StartsWith("/nix/store/", StringComparison.Ordinal);

    private static IReadOnlyList<ReferredFile> Scripts(IUnitFiles files, string program, string unit)
    {
        if (!program.StartsWith('/')) return [];
        IReadOnlyList<ReferredFile> found = files.Find(program, unit);
        return found.Count > 0 && (ScriptText.IsScript(found[0].Text) || Values.PathText.IsGenerated(program)) ? found : [];
    }

    /// <summary>
    /// Whether a path that should lead to a generated file leads nowhere: it is one where the file was generated on the other
    /// side, or where nothing is generated and all files should be there.
    /// </summary>
    private static bool IsMissing(IUnitFiles present, IUnitFiles absent, string path)
        => Values.PathText.IsGenerated(path) && (present.IsGenerated || !absent.IsGenerated);

    /// <summary>Compares a script with a command that is none, or is a script that is missing.</summary>
    private void CompareOneSided(ReferredFile file, ExecCommand script, ExecCommand other, bool isScriptLeft, DifferenceScope scope)
    {
        (IUnitFiles present, IUnitFiles absent) = isScriptLeft ? (left, right) : (right, left);
        if (IsMissing(present, absent, other.Program))
        {
            string program = scope.Paths.Normalize(script.Program);
            Compared.Add(isScriptLeft ? (script.Program, other.Program) : (other.Program, script.Program));
            scope.Add(DifferenceRule.FileMissing, DifferenceClass.Behaviour, "", isScriptLeft ? program : null, isScriptLeft ? null : program);
            return;
        }

        // A script that only gives its process to a command is compared as that command.
        if (script.Words.Count == 1 && ScriptText.Read(file.Text).AsSingleCommand() is { } command)
        {
            // A script finds programs by their names, a unit's setting by their paths.
            string[] inScript = [FileName(command[0]), .. command.Skip(1)], inUnit = [FileName(other.Program), .. other.Words.Skip(1)];
            (string[] first, string[] second) = isScriptLeft ? (inScript, inUnit) : (inUnit, inScript);
            DifferenceScope trial = scope.Trial();
            CompareWords(first, second, "", trial);
            if (trial.Count == 0) return;
            if (Find(first, second) is not null)
            {
                CompareWords(first, second, "", scope);
                return;
            }
        }

        if (scope.Paths.Normalize(Text(script)) == scope.Paths.Normalize(Text(other))) return;
        string ofScript = Shown(script, scope), ofOther = Shown(other, scope);
        scope.Add(DifferenceRule.Command, DifferenceClass.Behaviour, "", isScriptLeft ? ofScript : ofOther, isScriptLeft ? ofOther : ofScript);
    }

    private void CompareFiles(ReferredFile l, ReferredFile r, bool areStored, DifferenceScope scope)
    {
        if (l.IsExecutable != r.IsExecutable && !areStored)
        {
            scope.Add(DifferenceRule.FileMode, DifferenceClass.Behaviour, "", Mode(l), Mode(r));
        }

        ScriptText leftScript = ScriptText.Read(l.Text), rightScript = ScriptText.Read(r.Text);
        if (leftScript.Interpreter != rightScript.Interpreter)
        {
            scope.Add(DifferenceRule.ScriptInterpreter, DifferenceClass.Behaviour, "", leftScript.Interpreter, rightScript.Interpreter);
        }

        if (leftScript.Commands is { } leftCommands && rightScript.Commands is { } rightCommands)
        {
            CompareScripts(leftCommands, rightCommands, scope);
        }
        else if (leftScript.Interpreter == rightScript.Interpreter)
        {
            FileComparison.CompareText(leftScript.Body, rightScript.Body, "", scope);
        }
    }

    private static string Mode(ReferredFile file) => file.IsExecutable ? "executable" : "not executable";

    private void CompareScripts(IReadOnlyList<ShellCommand> l, IReadOnlyList<ShellCommand> r, DifferenceScope scope)
    {
        string[] leftTexts = Canonical(l, scope), rightTexts = Canonical(r, scope);
        foreach ((int i, int j) in Alignment.Align(leftTexts, rightTexts))
        {
            if (i < 0) AddLine(null, r[j], scope);
            else if (j < 0) AddLine(l[i], null, scope);
            else if (leftTexts[i] != rightTexts[j]) CompareLines(l[i], r[j], scope);
        }
    }

    private static string[] Canonical(IReadOnlyList<ShellCommand> commands, DifferenceScope scope)
    {
        string[] texts = new string[commands.Count];
        for (int i = 0; i < texts.Length; i++) texts[i] = scope.Paths.Normalize(commands[i].Canonical);
        return texts;
    }

    private void CompareLines(ShellCommand l, ShellCommand r, DifferenceScope scope)
    {
        bool sameRest = scope.Paths.Normalize(l.Rest) == scope.Paths.Normalize(r.Rest);
        IReadOnlyList<string> leftWords = l.Simple, rightWords = r.Simple;
        bool leftExec = leftWords is ["exec", ..], rightExec = rightWords is ["exec", ..];
        if (sameRest && leftExec == rightExec)
        {
            int skip = leftExec ? 1 : 0;
            string[] first = [.. leftWords.Skip(skip)], second = [.. rightWords.Skip(skip)];
            if (Find(first, second) is { } comparison)
            {
                comparison.Compare(first, second, scope);
                return;
            }
        }

        AddLine(l, r, scope);
    }

    private static void AddLine(ShellCommand? l, ShellCommand? r, DifferenceScope scope)
        => scope.Add(
            DifferenceRule.ScriptLine,
            DifferenceClass.Behaviour,
            "script",
            l is null ? null : scope.Paths.Normalize(l.Shown),
            r is null ? null : scope.Paths.Normalize(r.Shown));

    private void CompareWords(IReadOnlyList<string> l, IReadOnlyList<string> r, string item, DifferenceScope scope)
    {
        if (Find(l, r) is { } comparison)
        {
            comparison.Compare(l, r, scope);
            return;
        }

        string first = scope.Paths.Normalize(string.Join('\0', l)), second = scope.Paths.Normalize(string.Join('\0', r));
        if (first == second) return;
        scope.Add(DifferenceRule.Command, DifferenceClass.Behaviour, item, Line(l, scope), Line(r, scope));
    }

    private ICommandComparison? Find(IReadOnlyList<string> l, IReadOnlyList<string> r)
    {
        foreach (ICommandComparison comparison in known)
        {
            if (comparison.Recognises(l) && comparison.Recognises(r)) return comparison;
        }

        return null;
    }

    private static string? Line(IReadOnlyList<string> words, DifferenceScope scope)
        => words.Count == 0 ? null : scope.Paths.Normalize(ShellWord.Show(words));

    private static string Shown(ExecCommand command, DifferenceScope scope)
        => scope.Paths.Normalize(command.Prefixes + ShellWord.Show(command.Words));

    private static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
