using NixOci.Language.Builtins.Readers;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtin that reads TOML.</summary>
internal static class TomlBuiltins
{
    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        TomlReader reader = new(interpreter.Options.ExperimentalFeatures.Contains("parse-toml-timestamps"));
        table.Add("fromTOML", (site, value) => Read(reader, site, value));
    }

    private static Value Read(TomlReader reader, EvalSite site, Value value)
    {
        string text = value.ForceStringNoContext(site, "while evaluating the argument passed to builtins.fromTOML");
        try
        {
            return reader.Read(text);
        }
        catch (TomlFaultException e)
        {
            throw site.Error($"while parsing TOML: {e.Message}");
        }
        catch (EvalException e) when (e is not LimitException)
        {
            throw site.Error($"while parsing TOML: {e.Message}");
        }
    }
}
