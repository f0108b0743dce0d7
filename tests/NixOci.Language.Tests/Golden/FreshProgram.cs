using System.Reflection;
using System.Runtime.Loader;

namespace NixOci.Language.Tests.Golden;

/// <summary>
/// Our own code loaded once more, as a program that was just started has it. Nix looks at attributes in the order in which it met
/// their names first; in a process that ran other cases before, that order is another one.
/// </summary>
internal sealed class FreshProgram() : AssemblyLoadContext(isCollectible: true)
{
    /// <summary>What a method gives in a program that was just started.</summary>
    /// <param name="run">A public static method from the id of a case to its differences.</param>
    /// <param name="id">The case.</param>
    public static string Run(Func<string, string> run, string id)
    {
        FreshProgram program = new();
        try
        {
            Type type = run.Method.DeclaringType!;
            return (string)program.LoadFromAssemblyPath(type.Assembly.Location).GetType(type.FullName!)!
                .GetMethod(run.Method.Name)!.Invoke(null, [id])!;
        }
        finally
        {
            program.Unload();
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (!assemblyName.Name!.StartsWith("NixOci.", StringComparison.Ordinal)) return null;
        Assembly fresh = LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll"));
        CopyMutant(fresh);
        return fresh;
    }

    // In a run of mutation testing an assembly has all mutants in it, and a field says which one is at work.
    private static void CopyMutant(Assembly fresh)
    {
        Assembly usual = Default.LoadFromAssemblyName(fresh.GetName());
        foreach (Type type in usual.GetTypes())
        {
            if (type.Name == "MutantControl" && type.GetField("ActiveMutant") is { } mutant)
            {
                fresh.GetType(type.FullName!)!.GetField(mutant.Name)!.SetValue(null, mutant.GetValue(null));
            }
        }
    }
}
