using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.cli</c>: sets of options as arguments of a command.</summary>
internal sealed class CliLib(LibContext lib) : LibFile(lib)
{
    private static readonly SetPattern Styles
        = new("toGNUCommandLine", "mkOptionName?", "mkBool?", "mkList?", "mkOption?", "optionValueSeparator?");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Constant("toGNUCommandLine", Styles.Function((_, style) => Lambda.Of((site, options) => Arguments(site, style, options))));
        set.Function("toGNUCommandLineShell", (site, style, options) => Lib.Member("strings", "escapeShellArgs").Call(
            site, Arguments(site, Styles.Match(site, style), options)));
    }

    private NixList Arguments(EvalSite site, AttrSet style, Value options)
    {
        List<Value> arguments = [];
        foreach ((Symbol name, Value value) in options.ForceAttrs(site).ByName)
        {
            arguments.AddRange(Render(site, style, name.AsString, value).ForceList(site).Items);
        }

        return NixList.Of(arguments);
    }

    private Value Render(EvalSite site, AttrSet style, NixString name, Value value)
    {
        Value forced = value.Force(site);
        switch (forced)
        {
            case NixBool flag:
                if (style["mkBool"] is { } makeBool) return makeBool.Call(site, name, flag);
                return flag.Value ? new NixList([OptionName(site, style, name)]) : NixList.Empty;
            case NixList list:
                if (style["mkList"] is { } makeList) return makeList.Call(site, name, list);
                List<Value> arguments = [];
                foreach (Value item in list.Items) arguments.AddRange(RenderOption(site, style, name, item).ForceList(site).Items);
                return NixList.Of(arguments);
            default:
                return RenderOption(site, style, name, forced);
        }
    }

    private Value RenderOption(EvalSite site, AttrSet style, NixString name, Value value)
    {
        if (style["mkOption"] is { } makeOption) return makeOption.Call(site, name, value);
        if (value.Force(site) is NixNull) return NixList.Empty;
        Value option = OptionName(site, style, name);
        Value text = GeneratorsLib.ValueText(site, Lib, value);
        if ((style["optionValueSeparator"] ?? NixNull.Instance).Force(site) is not NixString separator) return new NixList([option, text]);
        return new NixList([Lib.Join(site, "", [option, separator, text])]);
    }

    private static Value OptionName(EvalSite site, AttrSet style, NixString name)
        => style["mkOptionName"] is { } makeName
            ? makeName.Call(site, name)
            : new NixString((name.Text.Length == 1 ? "-" : "--") + name.Text);
}
