using System.Globalization;
using System.Text;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Language.Evaluation;

/// <summary>Which values become strings, and how.</summary>
[Flags]
public enum CoercionMode
{
    /// <summary>Strings, sets with <c>__toString</c> or <c>outPath</c>, and paths as they are.</summary>
    None = 0,

    /// <summary>A path becomes the store path that it would be copied to, as in <c>"${./file}"</c>.</summary>
    CopyToStore = 1,

    /// <summary>Booleans, numbers, <c>null</c> and lists become strings too, as with <c>toString</c>.</summary>
    More = 2,
}

/// <summary>The rules by which values become strings.</summary>
/// <param name="store">Where paths are copied to.</param>
public sealed class Coercion(ObjectStore store)
{
    private static readonly Symbol ToStringAttr = "__toString";
    private static readonly Symbol OutPathAttr = "outPath";

    /// <summary>A value as a string, with the context of all that went into it.</summary>
    /// <param name="site">Where the string is needed.</param>
    /// <param name="value">The value; may be a thunk.</param>
    /// <param name="mode">Which values are allowed.</param>
    /// <param name="context">What for: a step of the trace of an error; may be empty.</param>
    public NixString ToNixString(EvalSite site, Value value, CoercionMode mode, string context)
    {
        if (value is NixString already) return already;
        if (context.Length == 0) return Convert(site, value, mode, context);
        try
        {
            return Convert(site, value, mode, context);
        }
        catch (NixException e) when (Tracing.Step(e, site.Position, context))
        {
            throw;
        }
    }

    private NixString Convert(EvalSite site, Value value, CoercionMode mode, string context)
    {
        EvalStack.EnsureSpace(site);
        Value forced = value.Force(site);
        switch (forced)
        {
            case NixString text:
                return text;
            case NixPath path:
                if ((mode & CoercionMode.CopyToStore) == 0) return new NixString(path.Path);
                string copied = store.CopyPath(site, path.Path);
                return new NixString(copied, StringContext.Of(copied));
            case AttrSet set:
                if (set.TryGet(ToStringAttr, out Value? toString))
                {
                    // What it gives may be such a set again, without end.
                    CallStack.Push(site);
                    NixString converted = Convert(site, toString.Call(site, set), mode, context);
                    CallStack.Pop();
                    return converted;
                }

                if (set.TryGet(OutPathAttr, out Value? outPath)) return Convert(site, outPath, mode, context);
                break;
            default:
                if ((mode & CoercionMode.More) != 0 && ConvertMore(site, forced, mode, context) is { } more) return more;
                break;
        }

        throw new TypeException($"cannot coerce {ValueTypes.Describe(forced)} to a string: {ErrorValuePrinter.Print(forced)}");
    }

    private NixString? ConvertMore(EvalSite site, Value value, CoercionMode mode, string context) => value switch
    {
        NixBool b => b.Value ? new NixString("1") : NixString.Empty,
        NixInt i => new NixString(i.Value.ToString(CultureInfo.InvariantCulture)),
        NixFloat f => new NixString(FloatText.Fixed(f.Value)),
        NixNull => NixString.Empty,
        NixList list => Join(site, list, mode, context),
        _ => null,
    };

    private NixString Join(EvalSite site, NixList list, CoercionMode mode, string context)
    {
        StringBuilder text = SharedBuilder.Take();
        StringContext collected = StringContext.Empty;
        for (int i = 0; i < list.Count; i++)
        {
            NixString item = ToNixString(site, list[i], mode, "while evaluating one element of the list");
            LimitWatch.Grow(site, text, item.Text.Length);
            text.Append(item.Text);
            collected = collected.Union(item.Context);

            // An empty list inside adds no blank of its own.
            bool separate = i < list.Count - 1 && !(list[i].Force() is NixList { Count: 0 });
            if (separate) text.Append(' ');
        }

        return new NixString(SharedBuilder.Finish(text), collected);
    }
}
