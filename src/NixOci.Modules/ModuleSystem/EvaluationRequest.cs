using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>What <c>lib.evalModules</c> is asked for.</summary>
internal sealed class EvaluationRequest
{
    private readonly Value[] _extension;

    /// <param name="arguments">The arguments of <c>evalModules</c>.</param>
    public EvaluationRequest(AttrSet arguments)
        : this(arguments, [], Location.Of(arguments[Attr.Prefix] ?? NixList.Empty), new DeclarationMemo())
    {
    }

    private EvaluationRequest(AttrSet arguments, Value[] extension, Location prefix, DeclarationMemo declarations)
    {
        Declarations = declarations;
        Given = arguments;
        _extension = extension;
        Prefix = prefix;
    }

    /// <summary>The arguments as they were given.</summary>
    public AttrSet Given { get; }

    /// <summary>The path of the option that the modules make up; the root where they are no submodule.</summary>
    public Location Prefix { get; }

    /// <summary>What is known of the declarations of these modules, which instances of a submodule have in common.</summary>
    public DeclarationMemo Declarations { get; }

    /// <summary>The modules, without those that stand for old-fashioned arguments.</summary>
    public Value Modules => _extension.Length == 0 ? Given.GetLazily(Attr.Modules) : new Thunk(AllModules);

    /// <summary>Arguments of module functions that are known before any module is.</summary>
    public Value SpecialArgs => Given[Attr.SpecialArgs] ?? AttrSet.Empty;

    /// <summary>What kind of configuration this is; <c>null</c> for any.</summary>
    public Value Class => Given[Attr.Class] ?? NixNull.Instance;

    /// <summary>The same with more modules at the end and another prefix.</summary>
    public EvaluationRequest With(Value[] modules, Location prefix) => new(Given, [.. _extension, .. modules], prefix, Declarations);

    /// <summary>The same with what <c>extendModules</c> was given.</summary>
    public EvaluationRequest With(AttrSet extension)
    {
        Value further = extension[Attr.Modules] ?? NixList.Empty;
        AttrSetBuilder changed = new(4);
        changed.Add(Attr.Class, Class);
        changed.Add(Attr.Modules, new Thunk(
            () => Protocol.Nix.List([.. AllModules().Items, .. further.ForceList().Items])));
        Value special = SpecialArgs, more = extension[Attr.SpecialArgs] ?? AttrSet.Empty;
        changed.Add(Attr.SpecialArgs, new Thunk(() => special.ForceAttrs().Update(more.ForceAttrs())));
        changed.Add(Attr.Prefix, extension[Attr.Prefix] ?? Given[Attr.Prefix] ?? NixList.Empty);
        return new EvaluationRequest(Given.Update(changed.Build()));
    }

    /// <summary>All modules, old-fashioned arguments included.</summary>
    public NixList AllModules()
    {
        NixList given = Given.Get(Attr.Modules).ForceList();
        bool hasArgs = Given.TryGet(Attr.Args, out Value? args);
        bool hasCheck = Given.TryGet(Attr.Check, out Value? check);
        if (_extension.Length == 0 && !hasArgs && !hasCheck) return given;
        List<Value> modules = new(given.Count + _extension.Length + 2);
        modules.AddRange(given.Items);
        if (hasArgs) modules.Add(Setting("args", args!));
        if (hasCheck) modules.Add(Setting("check", Properties.Override(Properties.DefaultPriority, check!)));
        modules.AddRange(_extension);
        return NixList.Of(modules);
    }

    private static AttrSet Setting(string name, Value value)
        => Protocol.Nix.Attrs(("config", Protocol.Nix.Attrs(("_module", Protocol.Nix.Attrs((name, value))))));
}
