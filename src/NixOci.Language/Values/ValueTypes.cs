namespace NixOci.Language.Values;

/// <summary>The names of types, as <c>builtins.typeOf</c> and messages give them.</summary>
public static class ValueTypes
{
    /// <summary>The name that <c>builtins.typeOf</c> gives to a forced value.</summary>
    public static string Name(Value value) => Name(value.Kind);

    /// <summary>The name that <c>builtins.typeOf</c> gives to values of a kind.</summary>
    public static string Name(ValueKind kind) => kind switch
    {
        ValueKind.Int => "int",
        ValueKind.Float => "float",
        ValueKind.Bool => "bool",
        ValueKind.String => "string",
        ValueKind.Path => "path",
        ValueKind.Null => "null",
        ValueKind.Attrs => "set",
        ValueKind.List => "list",
        ValueKind.Function => "lambda",
        _ => "thunk",
    };

    /// <summary>The type of a value with its article, as in "expected a list but found an integer".</summary>
    public static string Describe(Value value) => value switch
    {
        NixString { HasContext: true } => "a string with context",
        Builtin { IsLambda: false } builtin => $"the built-in function '{builtin.Name}'",
        PartialBuiltin { Builtin.IsLambda: false } partial => $"the partially applied built-in function '{partial.Builtin.Name}'",
        _ => Describe(value.Kind),
    };

    /// <summary>A type with its article.</summary>
    public static string Describe(ValueKind kind) => kind switch
    {
        ValueKind.Int => "an integer",
        ValueKind.Float => "a float",
        ValueKind.Bool => "a Boolean",
        ValueKind.String => "a string",
        ValueKind.Path => "a path",
        ValueKind.Null => "null",
        ValueKind.Attrs => "a set",
        ValueKind.List => "a list",
        ValueKind.Function => "a function",
        _ => "a thunk",
    };
}
