namespace NixOci.Systemd.Comparison;

/// <summary>Knows what the arguments of some commands mean.</summary>
public interface ICommandComparison
{
    /// <summary>Whether the words are a command that is known.</summary>
    /// <param name="words">The words with quoting resolved; expansions are marked as in <see cref="Shell.ShellWord"/>.</param>
    bool Recognises(IReadOnlyList<string> words);

    /// <summary>Compares two commands that are both known.</summary>
    void Compare(IReadOnlyList<string> left, IReadOnlyList<string> right, DifferenceScope scope);
}
