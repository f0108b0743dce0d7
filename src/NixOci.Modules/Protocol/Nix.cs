using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Protocol;

/// <summary>Short forms for making Nix values in host code.</summary>
public static class Nix
{
    /// <summary>A string without context; byte text.</summary>
    public static NixString Str(string text) => new(text);

    /// <summary>An integer.</summary>
    public static NixInt Int(long value) => NixInt.Of(value);

    /// <summary>A Boolean.</summary>
    public static NixBool Bool(bool value) => NixBool.Of(value);

    /// <summary><c>null</c>.</summary>
    public static NixNull Null => NixNull.Instance;

    /// <summary>A list.</summary>
    public static NixList List(params Value[] items) => items.Length == 0 ? NixList.Empty : new NixList(items);

    /// <summary>A list of strings.</summary>
    public static NixList Strings(params string[] items)
    {
        Value[] values = new Value[items.Length];
        for (int i = 0; i < items.Length; i++) values[i] = new NixString(items[i]);
        return List(values);
    }

    /// <summary>An attribute set.</summary>
    public static AttrSet Attrs(params ReadOnlySpan<(string Name, Value Value)> attributes)
    {
        AttrSetBuilder builder = new(attributes.Length);
        foreach ((string name, Value value) in attributes) builder.Add(name, value);
        return builder.Build();
    }

    /// <summary>A value that is computed when it is needed, once.</summary>
    public static Thunk Lazy(Func<Value> compute) => new(compute);

    /// <summary>A function of one argument.</summary>
    public static Builtin Function(string name, Func<Value, Value> body)
        => new(name, (_, argument) => body(argument).Force()) { IsLambda = true };

    /// <summary>A function of two arguments.</summary>
    public static Builtin Function(string name, Func<Value, Value, Value> body)
        => new(name, (_, first, second) => body(first, second).Force()) { IsLambda = true };

    /// <summary>The attribute at a path of fixed names, forced; an error where there is none.</summary>
    public static Value Select(this Value set, params ReadOnlySpan<string> path)
    {
        Value value = set.Force();
        foreach (string name in path)
        {
            value = value.ForceAttrs()[name]?.Force()
                ?? throw new EvalException($"attribute '{name}' missing");
        }

        return value;
    }

    /// <summary>The attribute at a path of fixed names, forced, or null where there is none.</summary>
    public static Value? SelectOrNull(this Value set, params ReadOnlySpan<string> path)
    {
        Value? value = set.Force();
        foreach (string name in path)
        {
            value = (value as AttrSet)?[name]?.Force();
            if (value is null) return null;
        }

        return value;
    }
}
