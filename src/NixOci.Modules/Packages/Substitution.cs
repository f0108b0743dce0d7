using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Packages;

/// <summary>nixpkgs' functions that fill values into the text of a file: <c>substituteAll</c>, <c>replaceVars</c>, <c>substitute</c>.</summary>
/// <param name="nixpkgs">The package set.</param>
internal sealed class Substitution(Nixpkgs nixpkgs)
{
    private readonly TextKind _kind = new(nixpkgs);

    /// <summary>Adds the functions to the package set.</summary>
    public void Declare(AttrSetBuilder set)
    {
        set.Add("substituteAll", Nix.Function("substituteAll", given => SubstituteAll(given.ForceAttrs())));
        set.Add("substituteAllFiles", Nix.Function("substituteAllFiles", given => nixpkgs.Unbuilt("substituteAllFiles", given.ForceAttrs())));
        set.Add("substitute", Nix.Function("substitute", given => nixpkgs.Unbuilt("substitute", given.ForceAttrs())));
        set.Add("replaceVars", Nix.Function("replaceVars", (file, values) => ReplaceVars(file, values, null)));
        set.Add("replaceVarsWith", Nix.Function("replaceVarsWith", given =>
        {
            AttrSet arguments = given.ForceAttrs();
            return ReplaceVars(arguments.Select("src"), arguments.Select("replacements"), arguments);
        }));
    }

    private AttrSet SubstituteAll(AttrSet given)
    {
        Value source = given["src"] ?? throw new EvalException("attribute 'src' missing");
        string directory = given["dir"] is { } dir ? nixpkgs.Text(dir).Text.Trim('/') : "";
        bool executable = given["isExecutable"] is { } flag && flag.ForceBool();
        Value name = given["name"] ?? Nix.Lazy(() => Nix.Str(BaseName(source)));
        string destination = directory.Length == 0 ? "" : $"/{directory}/{name.ForceString().Text}";
        Thunk text = new(() => Replaced(source, given, isStrict: false));
        return nixpkgs.Derivations.Make(
            given.Update(Nix.Attrs(
                ("name", name), ("text", text), ("executable", Nix.Bool(executable)), ("destination", Nix.Str(destination)))),
            _kind);
    }

    private AttrSet ReplaceVars(Value source, Value values, AttrSet? more)
    {
        AttrSet replacements = values.ForceAttrs();
        bool executable = more?["isExecutable"] is { } flag && flag.ForceBool();
        string directory = more?["dir"] is { } dir && dir.Force() is NixString where ? where.Text.Trim('/') : "";
        Value name = more?["name"] ?? Nix.Lazy(() => Nix.Str(BaseName(source)));
        string destination = directory.Length == 0 ? "" : $"/{directory}/{name.ForceString().Text}";
        AttrSet arguments = Nix.Attrs(
            ("name", name),
            ("text", Nix.Lazy(() => Replaced(source, replacements, isStrict: true))),
            ("executable", Nix.Bool(executable)),
            ("destination", Nix.Str(destination)));
        return nixpkgs.Derivations.Make(more?["meta"] is { } meta ? arguments.Update(Nix.Attrs(("meta", meta))) : arguments, _kind);
    }

    /// <summary>The file's text with <c>@name@</c> replaced by the values of those names.</summary>
    /// <param name="source">The file.</param>
    /// <param name="values">The values; where <c>null</c>, the place is left as it is.</param>
    /// <param name="isStrict">Whether every name must occur.</param>
    private NixString Replaced(Value source, AttrSet values, bool isStrict)
    {
        string text = TextOf(source);
        TextBuilder result = new();
        HashSet<string> used = new(StringComparer.Ordinal);
        int done = 0;
        for (int at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at))
        {
            int end = EndOfName(text, at + 1);
            bool isPlace = end > at + 1 && end < text.Length && text[end] == '@';
            Value? value = isPlace ? values[text[(at + 1)..end]] : null;
            if (value is null)
            {
                at++;
                continue;
            }

            used.Add(text[(at + 1)..end]);
            if (value.Force() is not NixNull)
            {
                result.Add(text[done..at]).Add(nixpkgs.Text(value));
                done = end + 1;
            }

            at = end + 1;
        }

        if (isStrict) RequireAll(values, used, source);
        return result.Add(text[done..]).Build();
    }

    private void RequireAll(AttrSet values, HashSet<string> used, Value source)
    {
        foreach ((Symbol name, Value value) in values.ByName)
        {
            if (!used.Contains(name.Text) && value.Force() is not NixNull)
            {
                throw new ThrownException($"substitute: pattern @{name.Text}@ doesn't match anything in file '{BaseName(source)}'");
            }
        }
    }

    private static int EndOfName(string text, int start)
    {
        int end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '\'')) end++;
        return end;
    }

    private string TextOf(Value source)
    {
        NixString path = nixpkgs.Interpreter.Coercion.ToNixString(EvalSite.None, source, CoercionMode.None, "");
        if (nixpkgs.Store.Find(path.Text) is TextObject known) return known.Text.Text;
        try
        {
            return ByteText.FromBytes(nixpkgs.Interpreter.Options.Files.ReadBytes(path.Text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvalException($"opening file '{path.Text}': {ByteText.FromUnicode(e.Message)}");
        }
    }

    private string BaseName(Value source)
    {
        string path = nixpkgs.Interpreter.Coercion.ToNixString(EvalSite.None, source, CoercionMode.None, "").Text;
        string name = path[(path.LastIndexOf('/') + 1)..];
        int hash = NixOci.Language.Store.StorePaths.HashLength;
        return path.StartsWith("/nix/store/", StringComparison.Ordinal) && name.Length > hash && name[hash] == '-' ? name[(hash + 1)..] : name;
    }
}
