using System.Reflection;
using System.Runtime.Loader;

namespace NixOci.Language.Tests.Golden;

/// <summary>
/// Our own code loaded once more, as a program that was just started has it. Nix looks at attributes in the order in which it met
/// their names first; in a process that ran other cases before, that order is another one.
/// </summary>
internal sealed class FreshProgram() : AssemblyLoadContext(isCollectible: true)
{
    /// <summary>What <see cref="LanguageRun.DifferencesNow"/> gives in a program that was just started.</summary>
    public static string Differences(string id)
    {
        FreshProgram program = new();
        try
        {
            Type run = program.LoadFromAssemblyPath(typeof(LanguageRun).Assembly.Location).GetType(typeof(LanguageRun).FullName!)!;
            return (string)run.GetMethod(nameof(LanguageRun.DifferencesNow))!.Invoke(null, [id])!;
        }
        finally
        {
            program.Unload();
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
        => assemblyName.Name!.StartsWith("NixOci.", StringComparison.Ordinal)
            ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll"))
            : null;
}
