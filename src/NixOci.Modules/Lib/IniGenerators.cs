using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Packages;

namespace NixOci.Modules.Library;

/// <summary>The part of <c>lib.generators</c> that writes lines of keys and values, with sections and without.</summary>
internal sealed class IniGenerators(LibContext lib)
{
    private static readonly string[] KeyValueOptions = ["mkKeyValue?", "listsAsDuplicateKeys?", "indent?"];
    private static readonly string[] SectionOptions = ["mkSectionName?", "mkKeyValue?", "listsAsDuplicateKeys?"];

    public void Define(LibSet set)
    {
        set.Function("mkKeyValueDefault", ["mkValueString?"], (_, given) =>
        {
            Value? valueText = given["mkValueString"];
            return Lambda.Of((site, separator, key, value) => KeyValue(site, valueText, separator.ForceString(site).Text, key, value));
        });
        set.Function("toKeyValue", KeyValueOptions, (site, given, attrs) => Lines(site, LineStyle.Of(site, given), attrs));
        set.Function("toINI", SectionOptions, (site, given, sections) => Sections(site, SectionName(given), LineStyle.Of(site, given), sections));
        SetPattern parts = new("toINIWithGlobalSection", "globalSection", "sections?");
        set.Function("toINIWithGlobalSection", SectionOptions, (site, given, argument) =>
        {
            AttrSet content = parts.Match(site, argument);
            LineStyle style = LineStyle.Of(site, given);
            AttrSet global = content["globalSection"]!.ForceAttrs(site);
            TextBuilder text = new();
            if (global.Count > 0) text.Add(Lines(site, style, global)).Add("\n");
            return text.Add(Sections(site, SectionName(given), style, content["sections"] ?? AttrSet.Empty)).Build();
        });
        set.Function("toGitINI", (site, attrs) => Sections(site, Lambda.Of(GitSectionName), GitStyle(), GitSections(site, attrs)));
        Builtin dconfLine = Lambda.Of((site, key, value) => KeyValue(site, Lambda.Of(DconfValue), "=", key, value));
        set.Constant("mkDconfKeyValue", dconfLine);
        set.Function("toDconfINI", (site, sections) =>
            Sections(site, Lambda.Of(EscapedSectionName), new LineStyle(dconfLine, false, NixString.Empty), sections));
    }

    private NixString KeyValue(EvalSite site, Value? valueText, string separator, Value key, Value value)
    {
        NixString name = key.ForceString(site);
        string escaped = separator.Length == 0 ? name.Text : name.Text.Replace(separator, "\\" + separator, StringComparison.Ordinal);
        Value text = valueText is null ? GeneratorsLib.ValueText(site, lib, value) : valueText.Call(site, value);
        return new TextBuilder().Add(new NixString(escaped, name.Context)).Add(separator).Add(lib.Interpolate(site, text)).Build();
    }

    private NixString Lines(EvalSite site, LineStyle style, Value attrs)
    {
        TextBuilder text = new();
        foreach ((Symbol name, Value value) in attrs.ForceAttrs(site).ByName)
        {
            NixString key = new(name.Text);
            if (style.ListsAsDuplicateKeys && value.Force(site) is NixList list)
            {
                foreach (Value item in list.Items) AppendLine(site, text, style, key, item);
            }
            else
            {
                AppendLine(site, text, style, key, value);
            }
        }

        return text.Build();
    }

    private void AppendLine(EvalSite site, TextBuilder text, LineStyle style, NixString key, Value value)
    {
        NixString line = style.KeyValue is null
            ? KeyValue(site, null, "=", key, value)
            : lib.Interpolate(site, style.KeyValue.Call(site, key, value));
        text.Add(style.Indent).Add(line).Add("\n");
    }

    private NixString Sections(EvalSite site, Value sectionName, LineStyle style, Value sections)
    {
        TextBuilder text = new();
        bool isFirst = true;
        foreach ((Symbol name, Value values) in sections.ForceAttrs(site).ByName)
        {
            if (!isFirst) text.Add("\n");
            isFirst = false;
            text.Add("[").Add(lib.Interpolate(site, sectionName.Call(site, new NixString(name.Text)))).Add("]\n");
            text.Add(Lines(site, style, values));
        }

        return text.Build();
    }

    private static Value SectionName(AttrSet given) => given["mkSectionName"] ?? Lambda.Of(EscapedSectionName);

    private static NixString EscapedSectionName(EvalSite site, Value name)
    {
        NixString text = name.ForceString(site);
        string escaped = text.Text.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
        return new NixString(escaped, text.Context);
    }

    private static NixString GitSectionName(EvalSite site, Value name)
    {
        NixString text = name.ForceString(site);
        int dot = text.Text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 || text.Text.Contains('"')
            ? text
            : new NixString($"{text.Text[..dot]} \"{text.Text[(dot + 1)..]}\"", text.Context);
    }

    private LineStyle GitStyle() => new(Lambda.Of(GitLines), false, NixString.Empty);

    private NixString GitLines(EvalSite site, Value key, Value value)
    {
        Value[] values = value.Force(site) is NixList list ? list.Items : [value];
        TextBuilder text = new();
        Builtin valueText = Lambda.Of(GitValue);
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0) text.Add("\n");
            text.Add("\t").Add(KeyValue(site, valueText, " = ", key, values[i]));
        }

        return text.Build();
    }

    private Value GitValue(EvalSite site, Value value)
    {
        if (value.Force(site) is not NixString text) return GeneratorsLib.ValueText(site, lib, value);
        string escaped = text.Text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return new NixString($"\"{escaped}\"", text.Context);
    }

    /// <summary>Sets within sets as sections whose names are paths.</summary>
    private static AttrSet GitSections(EvalSite site, Value attrs)
    {
        Dictionary<string, AttrSetBuilder> sections = new(StringComparer.Ordinal);
        AttrSetBuilder result = new();
        Collect(site, attrs, [], sections, result);
        foreach ((string name, AttrSetBuilder section) in sections) result.Add(name, section.Build());
        return result.Build();
    }

    private static void Collect(
        EvalSite site, Value value, List<string> path, Dictionary<string, AttrSetBuilder> sections, AttrSetBuilder topLevel)
    {
        EvalStack.EnsureSpace(site);
        if (value.Force(site) is AttrSet set && !AttrSetsLib.IsDerivation(site, set))
        {
            foreach ((Symbol name, Value inner) in set.ByName) Collect(site, inner, [.. path, name.Text], sections, topLevel);
        }
        else if (path.Count > 1)
        {
            string name = string.Join('.', path[..^1]);
            if (!sections.TryGetValue(name, out AttrSetBuilder? section)) sections.Add(name, section = new AttrSetBuilder());
            section.Add(path[^1], value);
        }
        else
        {
            if (path.Count == 0) throw site.Error("'builtins.head' called on an empty list");
            topLevel.Add(path[0], value);
        }
    }

    private NixString DconfValue(EvalSite site, Value value) => lib.ToText(site, lib.Member("gvariant", "mkValue").Call(site, value));

    /// <summary>How lines are written.</summary>
    /// <param name="KeyValue">The function that writes a key and a value; null is the usual one with an equals sign.</param>
    /// <param name="ListsAsDuplicateKeys">Whether a list is a line for each of its elements.</param>
    /// <param name="Indent">What each line begins with.</param>
    private sealed record LineStyle(Value? KeyValue, bool ListsAsDuplicateKeys, NixString Indent)
    {
        public static LineStyle Of(EvalSite site, AttrSet given) => new(
            given["mkKeyValue"],
            given["listsAsDuplicateKeys"]?.Holds(site) ?? false,
            given["indent"]?.ForceString(site) ?? NixString.Empty);
    }
}
