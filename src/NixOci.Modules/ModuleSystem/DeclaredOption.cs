using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.ModuleSystem;

/// <summary>An option as all its declarations together describe it.</summary>
internal sealed class DeclaredOption
{
    private static readonly AttrTemplate NothingYet = new("loc", "declarations", "declarationPositions", "options");
    private static readonly AttrTemplate Additions = new("declarations", "declarationPositions", "options");
    private Definition[]? _default;

    private DeclaredOption(AttrSet attributes, OptionType type, IReadOnlyList<Value> files, bool dependsOnLocation)
    {
        Attributes = attributes;
        Type = type;
        DeclarationFiles = files;
        DependsOnLocation = dependsOnLocation;
    }

    /// <summary>What may be asked for its <c>default</c>, <c>apply</c> and <c>readOnly</c>.</summary>
    public AttrSet Attributes { get; }

    /// <summary>The option's type, its submodules in place.</summary>
    public OptionType Type { get; }

    /// <summary>The files that declare the option.</summary>
    public IReadOnlyList<Value> DeclarationFiles { get; }

    /// <summary>The single declarations, which know their places; none for an option that Nix code merged.</summary>
    public IReadOnlyList<OptionDeclaration> Declarations { get; private init; } = [];

    /// <summary>The file that declares the option first.</summary>
    public Value FirstFile => DeclarationFiles is DelayedFiles delayed ? delayed.First : DeclarationFiles[0];

    /// <summary>Whether the option's path is a part of what is known of it, so that options at other paths cannot share it.</summary>
    public bool DependsOnLocation { get; }

    /// <summary>
    /// The option's own default, which counts as a definition in the file that declares the option, alone in an array; an empty array
    /// where there is none. Options that share a declaration share it.
    /// </summary>
    public Definition[] Default => _default ??= Attributes.TryGet(Attr.Default, out Value? value)
        ? [new Definition(FirstFile, value, Attributes, Attr.Default)]
        : [];

    /// <summary>The whole description as Nix code sees it.</summary>
    public AttrSet Describe(ModuleContext context, Location location)
        => DependsOnLocation ? Attributes : Fix(context, MergeDeclarations(context, location, Declarations));

    /// <summary>The option that a set describes which is merged already.</summary>
    public static DeclaredOption Of(AttrSet description) => Of(description, []);

    private static DeclaredOption Of(AttrSet description, IReadOnlyList<OptionDeclaration> single)
    {
        OptionType type = OptionType.Of(description.Get(Attr.OptionTypeOf));
        IReadOnlyList<Value> files = description.TryGet(Attr.Declarations, out Value? declarations)
            ? new DelayedFiles(declarations)
            : new DelayedFiles(new Thunk(() => throw Attr.Missing(description, Attr.Declarations)));
        return new DeclaredOption(description, type, files, dependsOnLocation: true) { Declarations = single };
    }

    /// <summary>Merges the declarations of an option.</summary>
    public static DeclaredOption Merge(ModuleContext context, Location location, IReadOnlyList<OptionDeclaration> declarations)
    {
        if (declarations.Count == 1 && declarations[0].Options.Force() is AttrSet only && !HasSubModules(only))
        {
            // The usual case needs no merged description unless someone asks for it.
            OptionDeclaration declaration = declarations[0];
            Value type = only.TryGet(Attr.OptionTypeOf, out Value? given) ? given : context.Types.Unspecified;
            return new DeclaredOption(only, OptionType.Of(type), [declaration.File], dependsOnLocation: false) { Declarations = declarations };
        }

        return Of(Fix(context, MergeDeclarations(context, location, declarations)), declarations);
    }

    /// <summary>Completes a merged description: every option has a type, and submodules know where they are declared.</summary>
    public static AttrSet Fix(ModuleContext context, AttrSet option)
    {
        if (!HasSubModules(option))
        {
            Value type = option.TryGet(Attr.OptionTypeOf, out Value? given) ? given : context.Types.Unspecified;
            return option.With(Attr.OptionTypeOf, type);
        }

        Value substitute = option.Get(Attr.OptionTypeOf).Get(Attr.SubstSubModules);
        Thunk located = Thunk.Apply(substitute, option.GetLazily(Attr.Options));
        return option.With(Attr.OptionTypeOf, located).With(Attr.Options, NixList.Empty);
    }

    /// <summary>Merges declarations into one description.</summary>
    public static AttrSet MergeDeclarations(ModuleContext context, Location location, IReadOnlyList<OptionDeclaration> declarations)
    {
        AttrSet merged = NothingYet.Create(new Thunk(location.ToList), NixList.Empty, NixList.Empty, NixList.Empty);
        for (int i = 0; i < declarations.Count; i++)
        {
            OptionDeclaration declaration = declarations[i];
            AttrSet further = declaration.Options.ForceAttrs();
            AttrSet before = merged;
            Value? type = null;
            if (BothHave(Attr.Default) || BothHave(Attr.Example) || BothHave(Attr.Description) || BothHave(Attr.Apply)
                || !TryMergeTypes(before, further, out type))
            {
                NixList files = before.Get(Attr.Declarations).ForceList();
                throw new ThrownException(
                    $"The option `{location.Show()}' in `{context.Interpolate(declaration.File)}' is already declared in "
                    + $"{context.Text.ShowFiles(files.Items)}.");
            }

            AttrSet additions = Additions.Create(
                Append(before.Get(Attr.Declarations), declaration.File),
                Append(before.Get(Attr.DeclarationPositions), new Thunk(declaration.PositionValue)),
                new Thunk(() => SubModules(further, declaration.File, before)));
            merged = further.Update(before).Update(additions);
            if (type is not null) merged = merged.With(Attr.OptionTypeOf, type);

            bool BothHave(Symbol name) => further.Has(name) && before.Has(name);
        }

        return merged;
    }

    /// <summary>Merges the types where both sides have one; false if they do not go together.</summary>
    private static bool TryMergeTypes(AttrSet before, AttrSet further, out Value? type)
    {
        type = null;
        if (!before.TryGet(Attr.OptionTypeOf, out Value? first) || !further.TryGet(Attr.OptionTypeOf, out Value? second)) return true;
        type = first.Get(Attr.TypeMerge).Call(second.ForceAttrs().GetLazily(Attr.Functor));
        return type is not NixNull;
    }

    private static NixList Append(Value list, Value item)
    {
        NixList items = list.ForceList();
        Value[] longer = new Value[items.Count + 1];
        Array.Copy(items.Items, longer, items.Count);
        longer[^1] = item;
        return new NixList(longer);
    }

    /// <summary>The modules of a declaration's type, each with the declaring file, and those of earlier declarations.</summary>
    private static NixList SubModules(AttrSet declaration, Value file, AttrSet before)
    {
        NixList earlier = before.Get(Attr.Options).ForceList();
        if (!declaration.TryGet(Attr.OptionTypeOf, out Value? type)
            || type.GetOrNull(Attr.GetSubModules) is not { } modules || modules is NixNull)
        {
            return earlier;
        }

        NixList own = modules.ForceList();
        Value[] all = new Value[own.Count + earlier.Count];
        for (int i = 0; i < own.Count; i++) all[i] = ModuleSyntax.WithDefaultLocation(file, own[i]);
        Array.Copy(earlier.Items, 0, all, own.Count, earlier.Count);
        return new NixList(all);
    }

    private static bool HasSubModules(AttrSet option)
        => option.TryGet(Attr.OptionTypeOf, out Value? type) && type.GetOrNull(Attr.GetSubModules) is { } modules && modules is not NixNull;

    /// <summary>A list of files that is evaluated when a message needs it.</summary>
    private sealed class DelayedFiles(Value list) : IReadOnlyList<Value>
    {
        /// <summary>The first file, evaluated when it is needed.</summary>
        public Value First => new Thunk(() => Count > 0 ? this[0] : throw new EvalException("list index 0 is out of bounds"));

        public int Count => list.ForceList().Count;

        public Value this[int index] => list.ForceList()[index];

        public IEnumerator<Value> GetEnumerator() => ((IEnumerable<Value>)list.ForceList().Items).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
