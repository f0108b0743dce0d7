using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that compute and convert hashes.</summary>
/// <param name="interpreter">Which files there are, and where warnings go.</param>
internal sealed class HashBuiltins(Interpreter interpreter)
{
    private static readonly Symbol HashAttr = "hash";
    private static readonly Symbol AlgorithmAttr = "hashAlgo";
    private static readonly Symbol FormatAttr = "toHashFormat";
    private readonly PathArguments _paths = new(interpreter);

    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        HashBuiltins hashes = new(interpreter);
        table.Add("__hashString", HashText);
        table.Add("__hashFile", hashes.HashFile);
        table.Add("__convertHash", hashes.Convert);
    }

    private static Value HashText(EvalSite site, Value algorithm, Value value)
    {
        HashKind kind = NixHash.ParseKind(
            algorithm.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.hashString"));
        NixString text = value.ForceString(site, "while evaluating the second argument passed to builtins.hashString");
        return new NixString(NixHash.OfText(kind, text.Text).ToText(HashFormat.Base16));
    }

    private Value HashFile(EvalSite site, Value algorithm, Value value)
    {
        HashKind kind = NixHash.ParseKind(
            algorithm.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.hashFile"));
        string path = _paths.ResolveLinks(_paths.Realise(site, value), followLast: true);
        byte[] bytes = EvalFiles.ReadBytes(interpreter.Options.Files, path);
        return new NixString(NixHash.Of(kind, bytes).ToText(HashFormat.Base16));
    }

    private Value Convert(EvalSite site, Value argument)
    {
        AttrSet parameters = argument.ForceAttrs(site, "while evaluating the first argument passed to builtins.convertHash");
        string text = parameters.Require(HashAttr, "while locating the attribute 'hash'")
            .ForceStringNoContext(site, "while evaluating the attribute 'hash'");
        HashKind? kind = parameters.TryGet(AlgorithmAttr, out Value? algorithm)
            ? NixHash.ParseKind(algorithm.ForceStringNoContext(site, "while evaluating the attribute 'hashAlgo'"))
            : null;
        string format = parameters.Require(FormatAttr, "while locating the attribute 'toHashFormat'")
            .ForceStringNoContext(site, "while evaluating the attribute 'toHashFormat'");
        HashFormat target = ParseFormat(format);
        return new NixString(NixHash.Parse(text, kind).ToText(target));
    }

    private HashFormat ParseFormat(string name)
    {
        switch (name)
        {
            case "base16":
                return HashFormat.Base16;
            case "nix32":
                return HashFormat.Nix32;
            case "base32":
                interpreter.Options.Messages.WriteLine("warning: \"base32\" is a deprecated alias for hash format \"nix32\".");
                return HashFormat.Nix32;
            case "base64":
                return HashFormat.Base64;
            case "sri":
                return HashFormat.Sri;
            default:
                throw new EvalException($"unknown hash format '{name}', expect 'base16', 'base32', 'base64', or 'sri'");
        }
    }
}
