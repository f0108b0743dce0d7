using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem;

/// <summary>Options, files and definitions as messages show them.</summary>
/// <param name="context">The module system at hand.</param>
internal sealed class OptionText(ModuleContext context)
{
    /// <summary>What a module is called of which no file is known.</summary>
    public const string UnknownModule = "<unknown-file>";

    private const int MostLines = 5;
    private static readonly AttrSet DepthLimit = Protocol.Nix.Attrs(
        ("depthLimit", Protocol.Nix.Int(10)), ("throwOnDepthLimit", NixBool.False));

    /// <summary>A list of parts as an option's path: joined by dots, quoted where a part is no identifier.</summary>
    public static NixString ShowOption(NixList parts)
    {
        if (parts.Count == 0) return NixString.Empty;
        StringBuilder text = new();
        StringContext references = StringContext.Empty;
        for (int i = 0; i < parts.Count; i++)
        {
            NixString part = parts[i].ForceString();
            if (i > 0) text.Append('.');

            // These stand for any name; a real option of such a name is shown alike.
            bool isPlaceholder = part.Text is "<name>" or "*" or "<function body>";
            text.Append(isPlaceholder ? part.Text : NixText.Identifier(part.Text));
            references = references.Union(part.Context);
        }

        return new NixString(text.ToString(), references);
    }

    /// <summary>Files, each in quotes.</summary>
    public string ShowFiles(IEnumerable<Value> files)
    {
        StringBuilder text = new();
        foreach (Value file in files)
        {
            if (text.Length > 0) text.Append(" and ");
            text.Append('`').Append(context.Interpolate(file)).Append('\'');
        }

        return text.ToString();
    }

    /// <summary>The files of definitions, each in quotes.</summary>
    public string ShowFilesOf(Definition[] definitions)
    {
        Value[] files = new Value[definitions.Length];
        for (int i = 0; i < files.Length; i++) files[i] = definitions[i].File;
        return ShowFiles(files);
    }

    /// <summary>Definitions, a line each, with the first lines of their values where these can be evaluated.</summary>
    public string ShowDefinitions(IReadOnlyList<Definition> definitions)
    {
        StringBuilder text = new();
        foreach (Definition definition in definitions)
        {
            text.Append("\n- In `").Append(context.Interpolate(definition.File)).Append('\'');
            if (Pretty(definition.Value) is not { } pretty) continue;
            string[] lines = pretty.Split('\n');
            text.Append(lines.Length > 1 ? ":\n    " : ": ").Append(lines[0]);
            for (int i = 1; i < lines.Length && i < MostLines; i++) text.Append("\n    ").Append(lines[i]);
            if (lines.Length > MostLines) text.Append("\n    ...");
        }

        return text.ToString();
    }

    private string? Pretty(Value value)
    {
        Value? pretty = context.Try(() => context.Member("generators", "toPretty").Call(
            AttrSet.Empty, context.Member("generators", "withRecursion").Call(DepthLimit, value)));
        return (pretty as NixString)?.Text;
    }
}
