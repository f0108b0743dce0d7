using NixOci.Language.Evaluation;

namespace NixOci.Language.Builtins;

/// <summary>All members of <c>builtins</c>, family by family.</summary>
internal static class BuiltinRegistry
{
    public static BuiltinTable Create(Interpreter interpreter)
    {
        BuiltinTable table = new();
        EnvironmentBuiltins.Register(table, interpreter);
        TypeBuiltins.Register(table);
        NumberBuiltins.Register(table);
        ListBuiltins.Register(table);
        ListSearchBuiltins.Register(table);
        ListOrderBuiltins.Register(table);
        GenericClosureBuiltin.Register(table);
        AttrSetBuiltins.Register(table);
        AttrSetMappingBuiltins.Register(table);
        StringBuiltins.Register(table, interpreter);
        VersionBuiltins.Register(table);
        RegexBuiltins.Register(table);
        ContextBuiltins.Register(table, interpreter);
        ControlBuiltins.Register(table, interpreter);
        ImportBuiltins.Register(table, interpreter);
        PathBuiltins.Register(table, interpreter);
        FileBuiltins.Register(table, interpreter);
        FetchBuiltins.Register(table, interpreter);
        FlakeBuiltins.Register(table, interpreter);
        JsonBuiltins.Register(table, interpreter);
        TomlBuiltins.Register(table, interpreter);
        XmlBuiltins.Register(table, interpreter);
        HashBuiltins.Register(table, interpreter);
        SourceBuiltins.Register(table, interpreter);
        DerivationBuiltins.Register(table, interpreter);
        return table;
    }
}
