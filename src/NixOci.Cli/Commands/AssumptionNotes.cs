using NixOci.Cli.Errors;
using NixOci.Containers.Configuration;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;

namespace NixOci.Cli.Commands;

/// <summary>Tells what was assumed and what was left out of a configuration, so that none of it is silent.</summary>
internal static class AssumptionNotes
{
    /// <summary>Writes a warning for each of them.</summary>
    public static void Write(Translation translation, CommandContext context)
    {
        ErrorRenderer errors = new(context, showTrace: false);
        foreach (LeftOutModule module in translation.LeftOutModules)
        {
            if (!module.IsMissed) continue;
            string reason = module.Reason == LeftOutReason.FileIsMissing ? "there is no such file" : "its input is not at hand";
            string by = module.ImportedBy.StartsWith('<') ? "" : $", imported by {module.ImportedBy},";
            errors.WriteWarning(ByteText.ToUnicode($"the module {module.Name}{by} is left out: {reason}"));
        }

        foreach (Placeholder placeholder in translation.Placeholders)
        {
            string place = placeholder.Position.IsKnown ? $", which {placeholder.Position} reads" : "";
            errors.WriteWarning(ByteText.ToUnicode($"{Assumed(placeholder)} stands for {Kind(placeholder)} {placeholder.Path}{place}"));
        }
    }

    private static string Assumed(Placeholder placeholder) => placeholder.UsedAs switch
    {
        ValueKind.Bool => "false",
        ValueKind.Attrs => "an empty set",
        _ => placeholder.Text,
    };

    private static string Kind(Placeholder placeholder) => placeholder.Kind switch
    {
        UnknownKind.Option => "the option",
        UnknownKind.Argument => "the argument",
        _ => "the value",
    };
}
