using System.Runtime.CompilerServices;
using NixOci.Language.Evaluation;
using NixOci.Modules.Packages;

namespace NixOci.Modules.Library;

/// <summary>
/// Which nixpkgs the built-in <c>lib</c> of an interpreter follows where releases differ. It may be said after the interpreter was
/// made, and even while it evaluates: the release may stand in what is evaluated.
/// </summary>
public sealed class LibSettings
{
    private static readonly ConditionalWeakTable<Interpreter, LibSettings> Known = [];

    private LibSettings()
    {
    }

    /// <summary>Gives the release; without more that of 2024-08-24.</summary>
    public Func<PackageRelease> Release { get; set; } = static () => PackageRelease.Seed;

    /// <summary>The settings of an interpreter.</summary>
    public static LibSettings Of(Interpreter interpreter) => Known.GetValue(interpreter, static _ => new LibSettings());
}
