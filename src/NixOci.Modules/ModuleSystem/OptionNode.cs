using System.Text;
using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem;

/// <summary>A name in a set of options at its place: an option, or a further set.</summary>
/// <param name="parent">The set that the name is in.</param>
/// <param name="declared">The name with its declarations.</param>
internal sealed class OptionNode(OptionTree parent, DeclaredName declared) : DeferredValue, IDefinitionSource
{
    private OptionTree? _tree;
    private EvaluatedOption? _option;
    private Reentry _deciding;
    private Reentry _evaluating;

    /// <summary>The path of the name.</summary>
    public Location Location => _option?.Location ?? _tree?.Prefix ?? parent.Prefix.Child(declared.Text);

    /// <summary>Whether the name is an option.</summary>
    public bool IsOption
    {
        get
        {
            if (declared.AsOptions is not null) return true;
            if (declared.IsSet) return false;
            _deciding.Enter();
            try
            {
                Decide();
            }
            finally
            {
                _deciding.Leave();
            }

            return declared.AsOptions is not null;
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
    public OptionTree Tree
    {
        get
        {
            if (_tree is not null) return _tree;
            if (IsOption) throw new InvalidOperationException("not a set of options");
            return _tree = new OptionTree(parent.Context, Location, PushDown, at => declared.TableAt(at));
        }
    }

    /// <summary>What <c>options</c> has under the name; for the one set that has it.</summary>
    public Thunk MakeOptions() => new(new OptionsOf(this));

    /// <summary>What <c>config</c> has under the name; for the one set that has it.</summary>
    public Thunk MakeConfig() => new(this);

    /// <summary>What <c>config</c> has under the name where definitions without an option are kept; for the one set that has it.</summary>
    public Thunk MakeOpenConfig(UndeclaredDefinitions undeclared)
        => new(() => IsOption ? undeclared.Attach(Location, Option.ComputeValue()) : Tree.OpenConfig(undeclared));

    /// <inheritdoc/>
    public RawDefinition[] Definitions => parent.DefinitionsOf(declared.Name);

    /// <inheritdoc/>
    protected override Value Compute() => IsOption ? Option.ComputeValue() : Tree.Config;

    private void Decide()
    {
        IReadOnlyList<OptionDeclaration> declarations = declared.Declarations;
        List<OptionDeclaration> options = new(declarations.Count);
        foreach (OptionDeclaration declaration in declarations)
        {
            if (declaration.Options.Force() is not AttrSet set || !set.TryGet(Attr.Type, out Value? tag)) continue;
            if (tag.Force() is not NixString { Text: "option" }) throw NotAnOption(tag.ForceString().Text, declaration.File);
            options.Add(declaration);
        }

        if (options.Count == declarations.Count)
        {
            declared.AsOptions = declarations;
        }
        else if (options.Count > 0)
        {
            if (!AreSubmodules(options)) throw CannotNest(options[0]);
            List<OptionDeclaration> all = new(declarations.Count);
            foreach (OptionDeclaration declaration in declarations) all.Add(AsOption(declaration));
            declared.AsOptions = all;
        }
        else
        {
            declared.IsSet = true;
        }
    }

    private EvaluatedOption Evaluate()
    {
        Location location = Location;
        return new EvaluatedOption(parent.Context, location, declared.OptionAt(parent.Context, location), this);
    }

    private List<ConfigPart> PushDown()
    {
        RawDefinition[] definitions = Definitions;
        List<ConfigPart> parts = new(definitions.Length);
        for (int i = 0; i < definitions.Length; i++)
        {
            RawDefinition raw = definitions[i];
            ConfigPart.PushDown(raw.File, raw.Content, raw.Wrapper, parts);
        }

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
            : declaration with { Options = parent.Context.Types.OptionOfSubmodule(declaration.Options) };

    private ThrownException CannotNest(OptionDeclaration option)
    {
        AttrSet set = (AttrSet)option.Options.Force();
        string description = set.TryGet(Attr.OptionTypeOf, out Value? type) && type.GetOrNull(Attr.Description) is { } text
            ? parent.Context.Interpolate(text)
            : "<no description>";
        List<string> nested = [];
        foreach (OptionDeclaration declaration in declared.Declarations)
        {
            if (Attr.IsTagged(declaration.Options, "option")) continue;
            string file = parent.Context.Interpolate(declaration.File);
            foreach ((Symbol inner, _) in declaration.Options.ForceAttrs().ByName)
            {
                nested.Add($" - option(s) with prefix `{Location.Child(inner).Show()}' in module `{file}'");
            }
        }

        nested.Sort(StringComparer.Ordinal);
        return new ThrownException(
            $"The option `{Location.Show()}' in module `{parent.Context.Interpolate(option.File)}' would be a parent of the following "
            + $"options, but its type `{description}' does not support nested options.\n{string.Join('\n', nested)}");
    }

    private ThrownException NotAnOption(string tag, Value file)
    {
        StringBuilder text = new();
        text.Append("In module ").Append(parent.Context.Interpolate(file)).Append(": expected an option declaration at option path `")
            .Append(Location.Show()).Append("` but got an attribute set with type ").Append(tag);
        if (tag == "option-type")
        {
            string written = NixText.Identifier(declared.Name.Text);
            string comment = Location.Depth > 1 ? $"\n    # {Location.Show()}" : "";
            text.Append("\n\nWhen declaring an option, you must wrap the type in a `mkOption` call. It should look somewhat like:\n    ")
                .Append(comment)
                .Append("\n    ").Append(written).Append(" = lib.mkOption {\n      description = ...;\n      type = <the type you wrote for ")
                .Append(written).Append(">;\n      ...\n    };\n");
        }

        return new ThrownException(text.ToString());
    }

    /// <summary>What <c>options</c> has under a name, when it is asked for.</summary>
    private sealed class OptionsOf(OptionNode node) : DeferredValue
    {
        protected override Value Compute() => node.IsOption ? node.Option.Description : node.Tree.Options;
    }
}
