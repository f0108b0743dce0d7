using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that make strings of values and of other strings.</summary>
/// <param name="coercion">The rules by which values become strings.</param>
internal sealed class StringBuiltins(Coercion coercion)
{
    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        StringBuiltins strings = new(interpreter.Coercion);
        table.Add("toString", strings.ToText);
        table.Add("__stringLength", strings.Length);
        table.Add("__substring", strings.Substring);
        table.Add("__concatStringsSep", strings.Join);
        table.Add("__replaceStrings", Replace);
    }

    private Value ToText(EvalSite site, Value value)
        => coercion.ToNixString(site, value, CoercionMode.More, "while evaluating the first argument passed to builtins.toString");

    private Value Length(EvalSite site, Value value)
    {
        NixString text = coercion.ToNixString(
            site, value, CoercionMode.CopyToStore, "while evaluating the argument passed to builtins.stringLength");
        return NixInt.Of(text.Text.Length);
    }

    private Value Substring(EvalSite site, Value start, Value length, Value value)
    {
        long from = start.ForceInt(
            site, "while evaluating the first argument (the start offset) passed to builtins.substring");
        if (from < 0) throw site.Error("negative start position in 'substring'");
        long count = length.ForceInt(
            site, "while evaluating the second argument (the substring length) passed to builtins.substring");
        NixString text = coercion.ToNixString(
            site, value, CoercionMode.CopyToStore, "while evaluating the third argument (the string) passed to builtins.substring");

        // A negative length means: up to the end.
        long available = text.Text.Length - from;
        if (count < 0 || count > available) count = available;
        if (from == 0 && count == text.Text.Length) return text;
        if (count == 1 && !text.HasContext) return NixString.OfByte(text.Text[(int)from]);
        string part = count <= 0 ? "" : text.Text.Substring((int)from, (int)count);
        return part.Length == 0 && !text.HasContext ? NixString.Empty : new NixString(part, text.Context);
    }

    private Value Join(EvalSite site, Value separator, Value list)
    {
        const string Element = "while evaluating one element of the list of strings to concat passed to builtins.concatStringsSep";
        NixString between = separator.ForceString(
            site, "while evaluating the first argument (the separator string) passed to builtins.concatStringsSep");
        NixList items = list.ForceList(
            site, "while evaluating the second argument (the list of strings to concat) passed to builtins.concatStringsSep");
        StringBuilder text = SharedBuilder.Take();
        StringContext context = between.Context;
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(between.Text);
            NixString item = coercion.ToNixString(site, items[i], CoercionMode.CopyToStore, Element);
            LimitWatch.Grow(site, text, between.Text.Length + item.Text.Length);
            text.Append(item.Text);
            context = context.Union(item.Context);
        }

        return new NixString(SharedBuilder.Finish(text), context);
    }

    private static Value Replace(EvalSite site, Value from, Value to, Value value)
    {
        NixList patterns = from.ForceList(site, "while evaluating the first argument passed to builtins.replaceStrings");
        NixList replacements = to.ForceList(site, "while evaluating the second argument passed to builtins.replaceStrings");
        if (patterns.Count != replacements.Count)
        {
            throw site.Error("'from' and 'to' arguments passed to builtins.replaceStrings have different lengths");
        }

        string[] texts = new string[patterns.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = patterns[i]
                .ForceString(site, "while evaluating one of the strings to replace passed to builtins.replaceStrings").Text;
        }

        NixString subject = value.ForceString(site, "while evaluating the third argument passed to builtins.replaceStrings");
        return new StringReplacement(texts, replacements).Run(site, subject);
    }
}
