using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>Values that stand for paths: paths themselves, and whatever becomes a string that begins with a slash.</summary>
/// <param name="interpreter">How values become strings, and which files there are.</param>
internal sealed class PathArguments(Interpreter interpreter)
{
    private static readonly Symbol ToStringAttr = "__toString";

    /// <summary>The canonical absolute path that a value stands for.</summary>
    /// <param name="site">Where the path is needed.</param>
    /// <param name="value">The value; may be a thunk.</param>
    /// <param name="context">What for: a step of the trace of an error.</param>
    /// <param name="references">The store objects that the value refers to.</param>
    public string Coerce(EvalSite site, Value value, string context, out StringContext references)
    {
        references = StringContext.Empty;
        Value forced;
        try
        {
            forced = value.Force(site);
        }
        catch (NixException e) when (Tracing.Step(e, site.Position, context))
        {
            throw;
        }

        if (forced is NixPath path) return path.Path;
        if (forced is AttrSet set && set.TryGet(ToStringAttr, out Value? toString))
        {
            return Coerce(site, toString.Call(site, set), context, out references);
        }

        // A path inside, as in a set's outPath, stands for itself and is not copied.
        NixString text = interpreter.Coercion.ToNixString(site, forced, CoercionMode.None, context);
        references = text.Context;
        if (text.Text.StartsWith('/')) return NixPaths.Canonicalize(text.Text);
        EvalException error = new($"string '{text.Text}' doesn't represent an absolute path");
        error.AddTrace(site.Position, context);
        throw error;
    }

    /// <summary>A path to be read: what it refers to has to be there already, because nothing is built.</summary>
    public string Realise(EvalSite site, Value value)
    {
        string path = Coerce(site, value, "while realising the context of a path", out StringContext references);
        if (references.IsEmpty) return path;
        if (FirstInvalid(references) is { } invalid) throw new EvalException($"path '{invalid}' is not valid");
        foreach (string element in references.Elements)
        {
            ContextElement decoded = ContextElement.Decode(element);
            if (decoded.Kind == ContextKind.Output && !interpreter.PathExists(path))
            {
                throw new EvalException(
                    $"cannot build '{decoded.Path}^{decoded.Output}' during evaluation because the option "
                    + "'allow-import-from-derivation' is disabled");
            }
        }

        return path;
    }

    /// <summary>A path that was realised, without symbolic links.</summary>
    public string ResolveLinks(string path, bool followLast)
    {
        try
        {
            return EvalFiles.ResolveLinks(interpreter.Options.Files, path, followLast);
        }
        catch (EvalException e) when (Tracing.Step(e, default, $"while realising the context of path '{path}'"))
        {
            throw;
        }
    }

    /// <summary>The first store path of a context that is not there; null where all are.</summary>
    public string? FirstInvalid(StringContext references)
    {
        foreach (string element in references.Elements)
        {
            string path = ContextElement.Decode(element).Path;
            if (!interpreter.PathExists(path)) return path;
        }

        return null;
    }
}
