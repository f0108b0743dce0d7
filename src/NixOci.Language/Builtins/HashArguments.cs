using NixOci.Language.Evaluation;
using NixOci.Language.Store;

namespace NixOci.Language.Builtins;

/// <summary>Hashes that users give to builtins.</summary>
internal static class HashArguments
{
    /// <summary>Reads a hash; an empty one stands for a hash that is not known yet, and earns a warning.</summary>
    /// <param name="interpreter">Where the warning goes.</param>
    /// <param name="text">The hash.</param>
    /// <param name="kind">The algorithm, where it is known from elsewhere.</param>
    public static NixHash Parse(Interpreter interpreter, string text, HashKind? kind)
    {
        if (text.Length > 0) return NixHash.Parse(text, kind);
        if (kind is not { } known) throw new EvalException("empty hash requires explicit hash algorithm");
        NixHash zero = NixHash.Zero(known);
        interpreter.Options.Messages.WriteLine($"warning: found empty hash, assuming '{zero.ToText(HashFormat.Sri)}'");
        return zero;
    }
}
