using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Protocol;

/// <summary>
/// nixpkgs' <c>lib</c> as host code uses it: ours or the user's own, always through its attributes, so that both work alike.
/// </summary>
/// <param name="set">The set <c>lib</c>; may be a thunk.</param>
public sealed class Lib(Value set)
{
    private readonly Dictionary<string, Value> _members = new(StringComparer.Ordinal);
    private LibTypes? _types;

    /// <summary>The set itself.</summary>
    public Value Set { get; } = set;

    /// <summary>The option types.</summary>
    public LibTypes Types => _types ??= new LibTypes(Set.Select("types"));

    /// <summary>A member of <c>lib</c>, forced.</summary>
    public Value this[string name]
    {
        get
        {
            if (!_members.TryGetValue(name, out Value? member)) _members.Add(name, member = Set.Select(name));
            return member;
        }
    }

    /// <summary>An option declaration. What is null is left out.</summary>
    public Value MkOption(
        Value? type = null,
        Value? defaultValue = null,
        string? description = null,
        string? defaultText = null,
        Value? example = null,
        Value? apply = null,
        bool isInternal = false,
        bool isReadOnly = false,
        bool? isVisible = null)
    {
        AttrSetBuilder option = new();
        if (type is not null) option.Add("type", type);
        if (defaultValue is not null) option.Add("default", defaultValue);
        if (defaultText is not null) option.Add("defaultText", LiteralExpression(defaultText));
        if (description is not null) option.Add("description", Nix.Str(description));
        if (example is not null) option.Add("example", example);
        if (apply is not null) option.Add("apply", apply);
        if (isInternal) option.Add("internal", NixBool.True);
        if (isReadOnly) option.Add("readOnly", NixBool.True);
        if (isVisible is { } visible) option.Add("visible", NixBool.Of(visible));
        return this["mkOption"].Call(option.Build());
    }

    /// <summary>An option <c>enable</c>: a Boolean, false by default.</summary>
    public Value MkEnableOption(string what) => this["mkEnableOption"].Call(Nix.Str(what));

    /// <summary>Text to be shown as a Nix expression in documentation.</summary>
    public Value LiteralExpression(string text) => this["literalExpression"].Call(Nix.Str(text));

    /// <summary>A definition that holds only under a condition.</summary>
    public Value MkIf(Value condition, Value content) => this["mkIf"].Call(condition, content);

    /// <summary>Several definitions as one.</summary>
    public Value MkMerge(params Value[] contents) => this["mkMerge"].Call(Nix.List(contents));

    /// <summary>A definition of a given priority; the smaller number wins.</summary>
    public Value MkOverride(int priority, Value content) => this["mkOverride"].Call(Nix.Int(priority), content);

    /// <summary>A definition that any ordinary one overrides (priority 1000).</summary>
    public Value MkDefault(Value content) => this["mkDefault"].Call(content);

    /// <summary>A definition that overrides any ordinary one (priority 50).</summary>
    public Value MkForce(Value content) => this["mkForce"].Call(content);

    /// <summary>A definition that comes first when lists or lines are merged.</summary>
    public Value MkBefore(Value content) => this["mkBefore"].Call(content);

    /// <summary>A definition that comes last when lists or lines are merged.</summary>
    public Value MkAfter(Value content) => this["mkAfter"].Call(content);
}

/// <summary>nixpkgs' <c>lib.types</c> as host code uses it.</summary>
/// <param name="set">The set <c>lib.types</c>.</param>
public sealed class LibTypes(Value set)
{
    /// <summary>A type that takes no argument, such as <c>str</c>.</summary>
    public Value this[string name] => set.Select(name);

    /// <summary><c>types.bool</c></summary>
    public Value Bool => this["bool"];

    /// <summary><c>types.str</c></summary>
    public Value Str => this["str"];

    /// <summary><c>types.path</c></summary>
    public Value Path => this["path"];

    /// <summary><c>types.package</c></summary>
    public Value Package => this["package"];

    /// <summary><c>types.lines</c></summary>
    public Value Lines => this["lines"];

    /// <summary><c>types.int</c></summary>
    public Value Int => this["int"];

    /// <summary><c>types.anything</c></summary>
    public Value Anything => this["anything"];

    /// <summary><c>types.listOf</c></summary>
    public Value ListOf(Value element) => this["listOf"].Call(element);

    /// <summary><c>types.attrsOf</c></summary>
    public Value AttrsOf(Value element) => this["attrsOf"].Call(element);

    /// <summary><c>types.nullOr</c></summary>
    public Value NullOr(Value type) => this["nullOr"].Call(type);

    /// <summary><c>types.enum</c></summary>
    public Value Enum(params string[] values) => this["enum"].Call(Nix.Strings(values));

    /// <summary><c>types.either</c></summary>
    public Value Either(Value first, Value second) => this["either"].Call(first, second);

    /// <summary><c>types.oneOf</c></summary>
    public Value OneOf(params Value[] types) => this["oneOf"].Call(Nix.List(types));

    /// <summary><c>types.submodule</c> of a module, or of a list of modules.</summary>
    public Value Submodule(Value module) => this["submodule"].Call(module);
}
