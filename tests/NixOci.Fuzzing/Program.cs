using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using NixOci.Fuzzing;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;

Argument<string> target = new("target") { Description = "What to try: " + string.Join(", ", FuzzTarget.All.Select(static t => t.Name)) + ", or all." };
target.AcceptOnlyFromAmong([.. FuzzTarget.All.Select(static t => t.Name), "all"]);
Option<long> inputs = new("--inputs") { DefaultValueFactory = static _ => 1_000_000, Description = "How many inputs each target is given." };
Option<uint> seed = new("--seed") { DefaultValueFactory = static _ => 1, Description = "The seed of the random numbers: the same one gives the same inputs." };
Option<string?> file = new("--file") { HelpName = "FILE", Description = "Try nothing but the input in FILE." };
Option<int> patience = new("--patience") { DefaultValueFactory = static _ => 30, Description = "After how many seconds an input counts as one that never ends." };
RootCommand command = new("Gives mutations of the fixtures to parts of the program, and stops at the first that fails.")
{
    target, inputs, seed, patience, file,
};
command.SetAction(parsed =>
{
    string name = parsed.GetValue(target)!;
    foreach (FuzzTarget each in FuzzTarget.All)
    {
        if (name != "all" && name != each.Name) continue;
        if (parsed.GetValue(file) is { } single)
        {
            string input = ByteText.FromBytes(File.ReadAllBytes(single));
            EvalStack.Run(() =>
            {
                each.Try(input);
                return 0;
            });
            Console.WriteLine($"{each.Name}: passes");
            continue;
        }

        FuzzRun run = new(each, parsed.GetValue(seed));
        Stopwatch watch = Stopwatch.StartNew();
        using Timer watchdog = Watchdog.Start(run, TimeSpan.FromSeconds(parsed.GetValue(patience)));
        FuzzResult result = run.Run(parsed.GetValue(inputs));
        double seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{each.Name}: seed {parsed.GetValue(seed)}, {result.Inputs} inputs in {seconds:F0} s ({result.Inputs / seconds:F0}/s)"));
        if (result.Found is null) continue;
        Console.WriteLine($"{each.Name}: {result.Failure}");
        string found = Path.GetFullPath($"{each.Name}-{parsed.GetValue(seed)}-{result.Inputs}{each.Extension}");
        File.WriteAllBytes(found, ByteText.ToBytes(result.Found));
        Console.WriteLine($"{each.Name}: the input is in {found}");
        return 1;
    }

    return 0;
});
return command.Parse(args).Invoke();

/// <summary>Ends the program where an input takes too long, and says which.</summary>
internal static class Watchdog
{
    public static Timer Start(FuzzRun run, TimeSpan patience)
    {
        long last = -1;
        return new Timer(
            _ =>
            {
                long tried = run.Tried;
                if (run.Current is { } current && tried == last)
                {
                    Console.WriteLine($"the input after {tried} does not end:\n{ByteText.ToUnicode(current)}");
                    Environment.Exit(1);
                }

                last = tried;
            },
            null,
            patience,
            patience);
    }
}
