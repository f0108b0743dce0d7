using NixOci.Containers.Releases;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Protocol;

namespace NixOci.Containers.Configuration;

/// <summary>Tells of an option that "does not exist" that a later release has it.</summary>
internal static class NewerOption
{
    private const string Start = "The option `";
    private const string End = "' does not exist.";

    /// <summary>The same error with the release that the option appeared in, and with the place of its definition.</summary>
    /// <param name="error">Any error.</param>
    /// <param name="release">The release that is followed.</param>
    /// <param name="options">The configuration's options.</param>
    /// <returns>The error, or null where it is about something else.</returns>
    public static EvalException? Explain(EvalException error, ContainerRelease release, Value options)
    {
        int end = error.Message.IndexOf(End, StringComparison.Ordinal);
        if (end < 0 || !error.Message.StartsWith(Start, StringComparison.Ordinal)) return null;
        string path = error.Message[Start.Length..end];
        if (OptionHistory.FirstWith(path, out string option) is not { } first || first == release) return null;
        string message = $"{error.Message}\n\nIt appeared in NixOS {first.Name}, and this is NixOS {release.Name}: "
            + $"choose a release that has it (--release {first.Name} or later), or leave the definition out.";
        EvalException explained = new(message, PositionOf(options, path, option)) { Suggestions = error.Suggestions };
        foreach (TraceStep step in error.Trace) explained.AddTrace(step.Position, step.Text);
        return explained;
    }

    private static Position PositionOf(Value options, string path, string option)
    {
        string[] above = path.StartsWith("systemd.", StringComparison.Ordinal)
            ? ["systemd", "services"]
            : ["virtualisation", "oci-containers", "containers"];
        try
        {
            foreach (Value definition in options.Select([.. above, "definitions"]).ForceList().Items)
            {
                if (Find(definition, option.Split('.')) is { IsKnown: true } position) return position;
            }
        }
        catch (EvalException)
        {
            // The place is a courtesy; the error to tell is the one at hand.
        }

        return default;
    }

    /// <summary>The place of an option among the definitions of several containers or services.</summary>
    private static Position Find(Value definitions, string[] option)
    {
        if (definitions.Force() is not AttrSet all) return default;
        foreach ((_, Value one) in all.ByName)
        {
            Value? value = one.Force();
            while (value is AttrSet wrapper && wrapper.Has("_type")) value = wrapper["content"]?.Force();
            for (int i = 0; i < option.Length && value is AttrSet set; i++)
            {
                if (i == option.Length - 1 && set.Has(option[i])) return set.PositionOf(option[i]);
                value = set[option[i]]?.Force();
            }
        }

        return default;
    }
}
