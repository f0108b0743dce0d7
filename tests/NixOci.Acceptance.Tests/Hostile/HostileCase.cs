using System.Globalization;
using NixOci.TestSupport;

namespace NixOci.Acceptance.Tests.Hostile;

/// <summary>
/// A directory of <c>fixtures/hostile</c>; its README says which files it can have.
/// </summary>
internal sealed class HostileCase
{
    /// <summary>What lies beside the configuration and in the environment, and must never be seen.</summary>
    public const string Secret = "TOP-SECRET";

    private static readonly string[] Instructions = ["expected.txt", "arguments.txt", "links.txt", "sizes.txt"];
    private readonly string _directory;

    private HostileCase(string name)
    {
        _directory = Path.Combine(ProjectFiles.Fixture("hostile"), name);
        string[] expected = File.ReadAllLines(Path.Combine(_directory, "expected.txt"));
        Outcome = expected[0];
        InError = Marked(expected, "error: ");
        NotInError = Marked(expected, "no error: ");
        InOutput = Marked(expected, "output: ");
        NotInOutput = Marked(expected, "no output: ");
        string[] arguments = Lines("arguments.txt");
        bool namesFlake = arguments.Length > 0 && arguments[0].StartsWith('.');
        Sources = namesFlake ? arguments[..1] : ["configuration.nix"];
        Options = namesFlake ? arguments[1..] : arguments;
    }

    /// <summary><c>error</c>, <c>written</c>, or <c>any</c> of the two.</summary>
    public string Outcome { get; }

    /// <summary>What standard error must have.</summary>
    public IReadOnlyList<string> InError { get; }

    /// <summary>What standard error must not have.</summary>
    public IReadOnlyList<string> NotInError { get; }

    /// <summary>What the written files must have.</summary>
    public IReadOnlyList<string> InOutput { get; }

    /// <summary>What the written files must not have.</summary>
    public IReadOnlyList<string> NotInOutput { get; }

    /// <summary>The configuration, as the command line names it.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>Further words of the command line.</summary>
    public IReadOnlyList<string> Options { get; }

    /// <summary>The names of all cases.</summary>
    public static IEnumerable<string> Names() => ProjectFiles.CasesOf("hostile");

    /// <summary>Reads a case.</summary>
    public static HostileCase Read(string name) => new(name);

    /// <summary>Lays the case's tree out, and beside it what the tree must not reach.</summary>
    public void LayOut(TemporaryDirectory around)
    {
        around.Write("outside/secret", Secret + "\n");
        around.Write("outside/secret.nix", $"\"{Secret}\"\n");
        around.Write("outside/module.nix", "{ virtualisation.oci-containers.containers.web.image = \"" + Secret + "\"; }\n");
        around.Write("home/.ssh/id_rsa", Secret + "\n");
        Directory.CreateDirectory(around.At("tree"));
        foreach (string file in Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(_directory, file);
            if (Array.IndexOf(Instructions, name) >= 0) continue;
            around.Write("tree/" + name, "");
            File.Copy(file, around.At("tree/" + name), overwrite: true);
        }

        foreach (string line in Lines("links.txt"))
        {
            string[] words = line.Split(' ');
            string path = around.At("tree/" + words[0]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.CreateSymbolicLink(path, words[1]);
        }

        foreach (string line in Lines("sizes.txt"))
        {
            string[] words = line.Split(' ');
            using FileStream stream = File.Create(around.At("tree/" + words[0]));
            stream.SetLength(long.Parse(words[1], CultureInfo.InvariantCulture));
        }
    }

    private string[] Lines(string file)
    {
        string path = Path.Combine(_directory, file);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    private static List<string> Marked(string[] lines, string mark)
        => [.. lines.Where(line => line.StartsWith(mark, StringComparison.Ordinal))
            .Select(line => line[mark.Length..].Replace("\\n", "\n", StringComparison.Ordinal))];
}
