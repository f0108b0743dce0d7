using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The constants, and what tells of the world that evaluation runs in.</summary>
internal static class EnvironmentBuiltins
{
    /// <summary>The release of Nix whose language this is.</summary>
    public const string NixVersion = "2.26.3";

    private const int LanguageVersion = 6;
    private static readonly AttrTemplate PathEntry = new("path", "prefix");

    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        InterpreterOptions options = interpreter.Options;
        table.AddValue("true", NixBool.True);
        table.AddValue("false", NixBool.False);
        table.AddValue("null", NixNull.Instance);
        table.AddValue("__currentTime", NixInt.Of(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
        table.AddValue("__currentSystem", new NixString(options.CurrentSystem));
        table.AddValue("__nixVersion", new NixString(NixVersion));
        table.AddValue("__langVersion", NixInt.Of(LanguageVersion));
        table.AddValue("__storeDir", new NixString(StorePaths.StoreDirectory));
        table.AddValue("__nixPath", SearchPath(options.SearchPath));
        table.Add("__getEnv", (site, name) => Variable(options, site, name));
    }

    private static NixString Variable(InterpreterOptions options, EvalSite site, Value name)
    {
        string variable = name.ForceStringNoContext(site, "while evaluating the first argument passed to builtins.getEnv");
        string? value = options.Environment(ByteText.ToUnicode(variable));
        return string.IsNullOrEmpty(value) ? NixString.Empty : new NixString(ByteText.FromUnicode(value));
    }

    private static NixList SearchPath(IReadOnlyList<SearchPathEntry> entries)
    {
        if (entries.Count == 0) return NixList.Empty;
        Value[] items = new Value[entries.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = PathEntry.Create(new NixString(entries[i].Path), new NixString(entries[i].Prefix));
        }

        return new NixList(items);
    }
}
