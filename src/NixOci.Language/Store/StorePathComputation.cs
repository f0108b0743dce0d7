using System.Text;
using NixOci.Language.Evaluation;

namespace NixOci.Language.Store;

/// <summary>How the contents of a fixed output are hashed.</summary>
public enum IngestionMethod
{
    /// <summary>The bytes of one regular file.</summary>
    Flat,

    /// <summary>The archive of a file, directory or link.</summary>
    Archive,

    /// <summary>The bytes of one regular file that may refer to other store paths.</summary>
    Text,
}

/// <summary>Store paths of what goes into them: Nix's fingerprints.</summary>
internal static class StorePathComputation
{
    private const int TruncatedBytes = 20;

    /// <summary>The path of a text that refers to other store paths.</summary>
    /// <param name="name">The name.</param>
    /// <param name="text">The text.</param>
    /// <param name="references">The store paths, in byte order.</param>
    public static string ForText(string name, string text, IReadOnlyCollection<string> references)
        => Make(WithReferences("text", references), NixHash.OfText(HashKind.Sha256, text), name);

    /// <summary>The path of contents whose hash is known.</summary>
    public static string ForFixedOutput(string name, IngestionMethod method, NixHash hash)
    {
        if (method == IngestionMethod.Archive && hash.Kind == HashKind.Sha256) return Make("source", hash, name);
        if (method == IngestionMethod.Text)
        {
            return hash.Kind == HashKind.Sha256
                ? Make("text", hash, name)
                : throw new EvalException($"'text' method requires SHA-256, not '{NixHash.NameOf(hash.Kind)}'");
        }

        string fingerprint = $"fixed:out:{MethodPrefix(method)}{hash}:";
        return Make("output:out", NixHash.OfText(HashKind.Sha256, fingerprint), name);
    }

    /// <summary>The path of an output of a derivation whose hash modulo fixed outputs is known.</summary>
    public static string ForOutput(string output, NixHash modulo, string derivationName)
        => Make("output:" + output, modulo, OutputName(derivationName, output));

    /// <summary>The name of an output's path.</summary>
    public static string OutputName(string derivationName, string output)
        => output == "out" ? derivationName : $"{derivationName}-{output}";

    /// <summary>What stands for an output's path inside the derivation itself.</summary>
    public static string Placeholder(string output)
        => "/" + NixHash.OfText(HashKind.Sha256, "nix-output:" + output).ToText(HashFormat.Nix32);

    /// <summary>How a method is written before a hash algorithm.</summary>
    public static string MethodPrefix(IngestionMethod method) => method switch
    {
        IngestionMethod.Archive => "r:",
        IngestionMethod.Text => "text:",
        _ => "",
    };

    private static string Make(string type, NixHash hash, string name)
    {
        NixHash full = NixHash.OfText(HashKind.Sha256, $"{type}:{hash}:{StorePaths.StoreDirectory}:{name}");
        Span<byte> folded = stackalloc byte[TruncatedBytes];
        folded.Clear();
        ReadOnlySpan<byte> bytes = full.Bytes;
        for (int i = 0; i < bytes.Length; i++) folded[i % TruncatedBytes] ^= bytes[i];
        return $"{StorePaths.StoreDirectory}/{StoreNames.BaseName(NixBase32.Encode(folded), name)}";
    }

    private static string WithReferences(string type, IReadOnlyCollection<string> references)
    {
        if (references.Count == 0) return type;
        StringBuilder text = new(type);
        foreach (string reference in references) text.Append(':').Append(reference);
        return text.ToString();
    }
}
