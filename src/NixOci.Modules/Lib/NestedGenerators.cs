using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Packages;

namespace NixOci.Modules.Library;

/// <summary>The part of <c>lib.generators</c> that writes formats with nested values: property lists, Dhall, Lua.</summary>
internal sealed class NestedGenerators(LibContext lib)
{
    private const string PlistStart =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<!DOCTYPE plist PUBLIC \"-//Apple Computer//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
        + "<plist version=\"1.0\">\n";

    private static readonly Symbol TypeAttr = "_type";
    private static readonly Symbol Expr = "expr";

    public void Define(LibSet set)
    {
        set.Function("toPlist", [], (site, _, value) =>
        {
            TextBuilder text = new();
            AppendPlist(site, text.Add(PlistStart), "", value);
            return text.Add("\n</plist>").Build();
        });
        set.Function("toDhall", [], (site, _, value) =>
        {
            TextBuilder text = new();
            AppendDhall(site, text, value);
            return text.Build();
        });
        set.Function("toLua", ["multiline?", "indent?", "asBindings?"], (site, given, value) =>
        {
            bool multiline = given["multiline"]?.Holds(site) ?? true;
            string indent = given["indent"]?.ForceString(site).Text ?? "";
            TextBuilder text = new();
            if (given["asBindings"]?.Holds(site) ?? false) AppendLuaBindings(site, text, multiline, indent, value.ForceAttrs(site));
            else AppendLua(site, text, multiline, indent, value);
            return text.Build();
        });
        set.Function("mkLuaInline", static (_, expression) =>
            Protocol.Nix.Attrs(("_type", new NixString("lua-inline")), ("expr", expression)));
    }

    private void AppendPlist(EvalSite site, TextBuilder text, string indent, Value value)
    {
        EvalStack.EnsureSpace(site);
        Value forced = value.Force(site);
        switch (forced)
        {
            case NixNull:
                break;
            case NixBool boolean:
                text.Add(indent).Add(boolean.Value ? "<true/>" : "<false/>");
                break;
            case NixInt:
                text.Add(indent).Add("<integer>").Add(lib.ToText(site, forced)).Add("</integer>");
                break;
            case NixString or NixPath:
                text.Add(indent).Add("<string>").Add(lib.ToText(site, forced)).Add("</string>");
                break;
            case NixFloat:
                text.Add(indent).Add("<real>").Add(lib.ToText(site, forced)).Add("</real>");
                break;
            case NixList list:
                text.Add(indent).Add("<array>\n");
                for (int i = 0; i < list.Count; i++)
                {
                    if (i > 0) text.Add("\n");
                    AppendPlist(site, text, "\t" + indent, list[i]);
                }

                text.Add("\n").Add(indent).Add("</array>");
                break;
            case AttrSet set:
                AppendPlistDictionary(site, text, indent, set);
                break;
            default:
                throw new AbortException($"generators.toPlist: should never happen (v = {lib.Interpolate(site, forced).Text})");
        }
    }

    private void AppendPlistDictionary(EvalSite site, TextBuilder text, string indent, AttrSet set)
    {
        text.Add(indent).Add("<dict>\n");
        bool isFirst = true;
        foreach ((Symbol name, Value value) in set.ByName)
        {
            if (name.Text == "_module" || value.Force(site) is NixNull) continue;
            if (!isFirst) text.Add("\n");
            isFirst = false;
            text.Add("\t").Add(indent).Add("<key>").Add(name.Text).Add("</key>\n");
            AppendPlist(site, text, "\t" + indent, value);
        }

        text.Add("\n").Add(indent).Add("</dict>");
    }

    private void AppendDhall(EvalSite site, TextBuilder text, Value value)
    {
        EvalStack.EnsureSpace(site);
        Value forced = value.Force(site);
        bool isFirst = true;
        switch (forced)
        {
            case AttrSet set:
                text.Add("{ ");
                foreach ((Symbol name, Value inner) in set.ByName)
                {
                    text.Add(isFirst ? "" : ", ").Add(name.Text).Add(" = ");
                    isFirst = false;
                    AppendDhall(site, text, inner);
                }

                text.Add(" }");
                break;
            case NixList list:
                text.Add("[ ");
                foreach (Value item in list.Items)
                {
                    text.Add(isFirst ? "" : ", ");
                    isFirst = false;
                    AppendDhall(site, text, item);
                }

                text.Add(" ]");
                break;
            case NixInt number:
                text.Add(number.Value < 0 ? "" : "+").Add(lib.ToText(site, number));
                break;
            case NixBool boolean:
                text.Add(boolean.Value ? "True" : "False");
                break;
            case Function:
                throw new AbortException("generators.toDhall: cannot convert a function to Dhall");
            case NixNull:
                throw new AbortException("generators.toDhall: cannot convert a null to Dhall");
            default:
                text.Add(Json(site, forced));
                break;
        }
    }

    private void AppendLuaBindings(EvalSite site, TextBuilder text, bool multiline, string indent, AttrSet set)
    {
        List<Value> bad = [];
        foreach ((Symbol name, _) in set.ByName)
        {
            if (!IsLuaVariable(name.Text)) bad.Add(new NixString(name.Text));
        }

        if (bad.Count > 0) throw new ThrownException("Bad Lua var names: " + GeneratorsLib.PrettyText(site, lib, NixList.Of(bad)).Text);
        foreach ((Symbol name, Value value) in set.ByName)
        {
            text.Add(indent).Add(name.Text).Add(" = ");
            AppendLua(site, text, multiline, indent, value);
            text.Add("\n");
        }
    }

    private void AppendLua(EvalSite site, TextBuilder text, bool multiline, string indent, Value value)
    {
        EvalStack.EnsureSpace(site);
        Value forced = value.Force(site);
        switch (forced)
        {
            case NixNull:
                text.Add("nil");
                break;
            case NixInt or NixFloat or NixString or NixBool:
                text.Add(Json(site, forced));
                break;
            case NixPath:
                text.Add(Json(site, lib.Interpolate(site, forced)));
                break;
            case NixList { Count: 0 }:
                text.Add("{}");
                break;
            case NixList list:
                AppendLuaTable(text, multiline, indent, list.Items, (inner, item) => AppendLua(site, text, multiline, inner, item));
                break;
            case AttrSet set when AttrSetsLib.IsDerivation(site, set):
                text.Add(Json(site, lib.Interpolate(site, set)));
                break;
            case AttrSet set when set.TryGet(TypeAttr, out Value? type) && type.Force(site) is NixString { Text: "lua-inline" }:
                Value expression = set[Expr] ?? throw LibContext.MissingAttribute(set, Expr);
                text.Add("(").Add(lib.Interpolate(site, expression)).Add(")");
                break;
            case AttrSet { Count: 0 }:
                text.Add("{}");
                break;
            case AttrSet set:
                List<(Symbol Name, Value Value)> entries = [];
                foreach ((Symbol Name, Value Value) entry in set.ByName) entries.Add(entry);
                AppendLuaTable(text, multiline, indent, entries, (inner, entry) =>
                {
                    text.Add("[").Add(Json(site, new NixString(entry.Name.Text))).Add("] = ");
                    AppendLua(site, text, multiline, inner, entry.Value);
                });
                break;
            default:
                throw new AbortException($"generators.toLua: type {ValueTypes.Name(forced)} is unsupported");
        }
    }

    private static void AppendLuaTable<T>(
        TextBuilder text, bool multiline, string indent, IReadOnlyList<T> items, Action<string, T> append)
    {
        string inner = indent + "  ";
        string separator = multiline ? "\n" + inner : " ";
        text.Add("{");
        for (int i = 0; i < items.Count; i++)
        {
            text.Add(i > 0 ? "," : "").Add(separator);
            append(inner, items[i]);
        }

        text.Add(multiline ? "\n" + indent : " ").Add("}");
    }

    private NixString Json(EvalSite site, Value value) => lib.Builtins.Call(site, "toJSON", value).ForceString(site);

    private static bool IsLuaVariable(string name)
    {
        foreach (string part in name.Split('.'))
        {
            if (part.Length == 0 || char.IsAsciiDigit(part[0])) return false;
            foreach (char c in part)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '_') return false;
            }
        }

        return true;
    }
}
