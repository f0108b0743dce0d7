using CsCheck;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;

namespace NixOci.Fuzzing;

/// <summary>
/// A part of the program that any input may be given to. An input passes where it yields a value or an error for people; any
/// other exception, and a broken promise, is a finding.
/// </summary>
/// <param name="Name">What the target is called on the command line.</param>
/// <param name="Extension">What the names of files with inputs for it end in.</param>
/// <param name="MakeInputs">Generates its inputs, as byte text; called where they are needed.</param>
/// <param name="Run">Gives it an input; throws where something is wrong.</param>
public sealed record FuzzTarget(string Name, string Extension, Func<Gen<string>> MakeInputs, Action<string> Run)
{
    /// <summary>All targets.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
        [.. LanguageTargets.All, ModuleTarget.Instance, UnitTarget.Instance, CheckTarget.Instance];

    /// <summary>Gives the target an input.</summary>
    /// <exception cref="Exception">What it should not have thrown.</exception>
    public void Try(string text)
    {
        int depth = CallStack.Depth, limit = CallStack.Limit;
        try
        {
            Run(text);
        }
        catch (NixException)
        {
            // An error for people: what an input that is wrong should give.
            CallStack.Depth = depth;
        }
        finally
        {
            CallStack.Limit = limit;
        }
    }
}

/// <summary>Something that a part of the program promises, and did not keep.</summary>
/// <param name="message">What was not kept.</param>
public sealed class BrokenPromiseException(string message) : Exception(message);
