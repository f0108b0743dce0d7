using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem;

/// <summary>A name in a set of options: an option, or a further set.</summary>
/// <param name="context">The module system at hand.</param>
/// <param name="parent">The set that the name is in.</param>
/// <param name="name">The name.</param>
internal sealed class OptionNode(ModuleContext context, OptionTree parent, Symbol name)
{
    private readonly List<OptionDeclaration> _declarations = new(1);
    private List<OptionDeclaration>? _asOptions;
    private OptionTree? _tree;
    private EvaluatedOption? _option;
    private Thunk? _config;
    private Thunk? _openConfig;
    private Thunk? _options;
    private Reentry _deciding;
    private Reentry _evaluating;

    /// <summary>The path of the name.</summary>
    public Location Location { get; } = parent.Prefix.Child(name);

    /// <summary>Whether the name is an option.</summary>
    public bool IsOption
    {
        get
        {
            if (_asOptions is not null || _tree is not null) return _asOptions is not null;
            _deciding.Enter();
            try
            {
                Decide();
            }
            finally
            {
                _deciding.Leave();
            }

            return _asOptions is not null;
        }
    }

    /// <summary>The option that the name is.</summary>
    public EvaluatedOption Option
    {
        get
        {
            if (_option is not null) return _option;
            _evaluating.Enter();
            try
            {
                return _option = Evaluate();
            }
            finally
            {
                _evaluating.Leave();
            }
        }
    }

    /// <summary>The set that the name is.</summary>
    public OptionTree Tree => IsOption ? throw new InvalidOperationException("not a set of options") : _tree!;

    /// <summary>What <c>options</c> has under the name.</summary>
    public Thunk Options => _options ??= new Thunk(() => IsOption ? Option.Description : Tree.Options);

    /// <summary>What <c>config</c> has under the name.</summary>
    public Thunk Config => _config ??= new Thunk(() => IsOption ? Option.Value.Force() : Tree.Config);

    /// <summary>What <c>config</c> has under the name where definitions without an option are kept.</summary>
    public Thunk OpenConfig(UndeclaredDefinitions undeclared)
        => _openConfig ??= new Thunk(
            () => IsOption ? undeclared.Attach(Location, Option.Value.Force()) : Tree.OpenConfig(undeclared));

    public void Add(OptionDeclaration declaration) => _declarations.Add(declaration);

    private void Decide()
    {
        List<OptionDeclaration> options = [];
        foreach (OptionDeclaration declaration in _declarations)
        {
            if (declaration.Options.Force() is not AttrSet set || !set.TryGet(Attr.Type, out Value? tag)) continue;
            if (tag.Force() is not NixString { Text: "option" }) throw NotAnOption(tag.ForceString().Text, declaration.File);
            options.Add(declaration);
        }

        if (options.Count == _declarations.Count)
        {
            _asOptions = _declarations;
        }
        else if (options.Count > 0)
        {
            if (!AreSubmodules(options)) throw CannotNest(options[0]);
            _asOptions = _declarations.ConvertAll(AsOption);
        }
        else
        {
            _tree = new OptionTree(context, Location, _declarations, PushDown);
        }
    }

    private EvaluatedOption Evaluate()
    {
        DeclaredOption declared = DeclaredOption.Merge(context, Location, _asOptions!);
        return new EvaluatedOption(context, Location, declared, () => parent.DefinitionsOf(name));
    }

    private List<ConfigPart> PushDown()
    {
        List<ConfigPart> parts = [];
        foreach (RawDefinition raw in parent.DefinitionsOf(name)) ConfigPart.PushDown(raw.File, raw.Content, raw.Wrapper, parts);
        return parts;
    }

    private static bool AreSubmodules(List<OptionDeclaration> options)
    {
        foreach (OptionDeclaration option in options)
        {
            bool isSubmodule = ((AttrSet)option.Options.Force()).TryGet(Attr.OptionTypeOf, out Value? type)
                && type.GetOrNull(Attr.Name) is NixString { Text: "submodule" };
            if (!isSubmodule) return false;
        }

        return true;
    }

    /// <summary>Options that are declared inside a submodule's option become a part of the submodule.</summary>
    private OptionDeclaration AsOption(OptionDeclaration declaration)
        => Attr.IsTagged(declaration.Options, "option")
            ? declaration
            : declaration with { Options = context.Types.OptionOfSubmodule(declaration.Options) };

    private ThrownException CannotNest(OptionDeclaration option)
    {
        AttrSet set = (AttrSet)option.Options.Force();
        string description = set.TryGet(Attr.OptionTypeOf, out Value? type) && type.GetOrNull(Attr.Description) is { } text
            ? context.Interpolate(text)
            : "<no description>";
        List<string> nested = [];
        foreach (OptionDeclaration declaration in _declarations)
        {
            if (Attr.IsTagged(declaration.Options, "option")) continue;
            string file = context.Interpolate(declaration.File);
            foreach ((Symbol inner, _) in declaration.Options.ForceAttrs().ByName)
            {
                nested.Add($" - option(s) with prefix `{Location.Child(inner).Show()}' in module `{file}'");
            }
        }

        nested.Sort(StringComparer.Ordinal);
        return new ThrownException(
            $"The option `{Location.Show()}' in module `{context.Interpolate(option.File)}' would be a parent of the following "
            + $"options, but its type `{description}' does not support nested options.\n{string.Join('\n', nested)}");
    }

    private ThrownException NotAnOption(string tag, Value file)
    {
        StringBuilder text = new();
        text.Append("In module ").Append(context.Interpolate(file)).Append(": expected an option declaration at option path `")
            .Append(Location.Show()).Append("` but got an attribute set with type ").Append(tag);
        if (tag == "option-type")
        {
            string written = NixText.Identifier(name.Text);
            string comment = Location.Depth > 1 ? $"\n    # {Location.Show()}" : "";
            text.Append("\n\nWhen declaring an option, you must wrap the type in a `mkOption` call. It should look somewhat like:\n    ")
                .Append(comment)
                .Append("\n    ").Append(written).Append(" = lib.mkOption {\n      description = ...;\n      type = <the type you wrote for ")
                .Append(written).Append(">;\n      ...\n    };\n");
        }

        return new ThrownException(text.ToString());
    }
}
