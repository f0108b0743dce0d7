using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary>
/// One of the files of nixpkgs' <c>lib</c>, in C#. A function is added with one line in <see cref="Define"/> that names it and
/// its body; the file is built when something in it is first asked for.
/// </summary>
/// <param name="lib">What the files share.</param>
internal abstract class LibFile(LibContext lib)
{
    /// <summary>What the files share.</summary>
    protected LibContext Lib { get; } = lib;

    /// <summary>The builtins, which most of <c>lib</c> is made of.</summary>
    protected BuiltinFunctions Builtins => Lib.Builtins;

    /// <summary>The file's attributes as a set.</summary>
    public AttrSet Build()
    {
        LibSet set = new(Lib);
        Define(set);
        return set.Build();
    }

    /// <summary>Names the file's functions and constants.</summary>
    protected abstract void Define(LibSet set);
}
