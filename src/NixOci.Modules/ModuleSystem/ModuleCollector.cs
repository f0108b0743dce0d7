using System.Globalization;
using System.Runtime.CompilerServices;
using NixOci.Language.Evaluation;
using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Values;
using NixOci.Modules.Assumptions;
using NixOci.Modules.Library;

namespace NixOci.Modules.ModuleSystem;

/// <summary>
/// Follows imports: calls module functions, brings modules into their canonical form, leaves out what is disabled and what
/// was there already.
/// </summary>
internal sealed class ModuleCollector
{
    private static readonly NixString UnknownFile = new(OptionText.UnknownModule);
    private readonly ModuleContext _context;
    private readonly ModuleSyntax _syntax;
    private readonly ModuleArgumentSet _arguments;
    private readonly Value _class;
    private readonly Value _modulesPath;
    private readonly List<(Value File, Value Modules)> _disabled = [];
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _depth;

    /// <param name="context">The module system at hand.</param>
    /// <param name="arguments">What module functions are called with.</param>
    /// <param name="moduleClass">What kind of configuration this is; <c>null</c> for any.</param>
    /// <param name="modulesPath">The directory against which names of disabled modules are resolved.</param>
    public ModuleCollector(ModuleContext context, ModuleArgumentSet arguments, Value moduleClass, Value modulesPath)
    {
        _context = context;
        _syntax = new ModuleSyntax(context);
        _arguments = arguments;
        _class = moduleClass;
        _modulesPath = modulesPath;
    }

    /// <summary>The modules of a list and all that they import, each once, in the order in which they are found.</summary>
    public List<CanonicalModule> Collect(IReadOnlyList<Value> modules)
        => Closure(Load(UnknownFile, NixString.Empty, modules));

    /// <summary>Loads modules and, before the next one, what each imports.</summary>
    private List<Loaded> Load(Value parentFile, Value parentKey, IReadOnlyList<Value> modules)
    {
        if (_depth > EvaluationLimits.DefaultCallDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new LimitException("stack overflow; max-call-depth exceeded");
        }

        List<Loaded> loaded = new(modules.Count);
        for (int i = 0; i < modules.Count; i++)
        {
            string number = (i + 1).ToString(CultureInfo.InvariantCulture);
            if (LeaveOut(parentFile, modules[i])) continue;
            CanonicalModule module = Load(parentFile, new NixString($"{_context.Interpolate(parentKey)}:anon-{number}"), modules[i]);
            CheckClass(module);
            if (module.DisabledModules.ForceList() is { Count: > 0 } disabled) _disabled.Add((module.File, disabled));
            NixList imports = module.Imports.ForceList();
            loaded.Add(new Loaded(module, imports.Count == 0 ? [] : LoadImports(parentFile, modules[i], module, imports)));
        }

        return loaded;
    }

    private List<Loaded> LoadImports(Value parentFile, Value given, CanonicalModule module, NixList imports)
    {
        string? path = given.Force() is NixPath or NixString ? _context.AsString(given.Force()).Text : null;
        if (path is not null && !_open.Add(path))
        {
            throw new EvalException($"infinite recursion encountered: module '{path}' is imported by itself")
            {
                Advice = [$"The last file on the way to it is '{_context.Interpolate(parentFile)}'."],
            };
        }

        _depth++;
        List<Loaded> loaded = Load(module.File, module.Key, imports.Items);
        _depth--;
        if (path is not null) _open.Remove(path);
        return loaded;
    }

    /// <summary>Whether a module is not at hand and is left out, which is told.</summary>
    private bool LeaveOut(Value parentFile, Value module)
    {
        if (_arguments.Unknowns is not { } unknowns) return false;
        Value forced = module.Force();
        if (UnknownValue.Of(forced) is { } unknown)
        {
            unknown.IsLeftOut();
            return Tell(unknown.Path, Unknowns.IsDeclaredHere(unknown.Path) ? LeftOutReason.IsDeclaredHere : LeftOutReason.InputIsUnknown);
        }

        if (forced is not (NixPath or NixString)) return false;
        string path = _context.AsString(forced).Text;
        if (_context.Interpreter.PathExists(path)) return false;
        if (path.StartsWith(_context.AsString(_modulesPath).Text + "/", StringComparison.Ordinal))
        {
            return Tell(path, LeftOutReason.IsPartOfNixos);
        }

        if (unknowns.AreAssumed) return Tell(path, LeftOutReason.FileIsMissing);
        throw _context.Interpreter.Options.Files.Refusal(path) ?? UnknownErrors.MissingFile(path, _context.Interpolate(parentFile));

        bool Tell(string name, LeftOutReason reason)
        {
            unknowns.LeaveOut(new LeftOutModule(name, _context.Interpolate(parentFile), reason));
            return true;
        }
    }

    private CanonicalModule Load(Value fallbackFile, Value fallbackKey, Value value)
    {
        Value module = value.Force();
        if (FunctionArguments.IsFunction(EvalSite.None, module))
        {
            return _syntax.Unify(fallbackFile, fallbackKey, _arguments.Apply(fallbackKey, module));
        }

        switch (module)
        {
            case AttrSet set:
                return LoadSet(fallbackFile, fallbackKey, set);
            case NixList list:
                Definition[] shown = [new(fallbackFile, list)];
                throw new ThrownException(
                    "Module imports can't be nested lists. Perhaps you meant to remove one level of lists? Definitions: "
                    + _context.Text.ShowDefinitions(shown));
            default:
                NixString name = _context.AsString(module);
                Value imported = _context.Builtins.Call(EvalSite.None, "import", module);
                return _syntax.Unify(
                    name, name, FunctionArguments.IsFunction(EvalSite.None, imported) ? _arguments.Apply(name, imported) : imported);
        }
    }

    private CanonicalModule LoadSet(Value fallbackFile, Value fallbackKey, AttrSet set)
    {
        if (!set.TryGet(Attr.Type, out Value? tag) || tag.Force() is NixString { Text: "module" })
        {
            return _syntax.Unify(fallbackFile, fallbackKey, set);
        }

        if (Properties.KindOf(set) is PropertyKind.If or PropertyKind.Override)
        {
            return _syntax.Unify(fallbackFile, fallbackKey, Protocol.Nix.Attrs(("config", set)));
        }

        string type = tag.ForceString().Text;
        string file = _context.Interpolate(fallbackFile);
        throw new ThrownException(
            $"Could not load a value as a module, because it is of type {NixText.Quote(type)}"
            + (file == OptionText.UnknownModule ? "" : $", in file {file}.")
            + (type == "configuration" ? ConfigurationHint : ""));
    }

    private const string ConfigurationHint =
        " If you do intend to import this configuration, please only import the modules that make up the configuration. You may "
        + "have to create a `let` binding, file or attribute to give yourself access to the relevant modules.\n"
        + "While loading a configuration into the module system is a very sensible idea, it can not be done cleanly in practice.";

    private void CheckClass(CanonicalModule module)
    {
        if (_class.Force() is NixNull || module.Class.Force() is NixNull) return;
        if (ValueComparer.Equal(EvalSite.None, module.Class, _class)) return;
        throw new ThrownException(
            $"The module {_context.Interpolate(module.File)} was imported into {_context.Interpolate(_class)} "
            + $"instead of {_context.Interpolate(module.Class)}.");
    }

    /// <summary>The modules breadth first, each key once.</summary>
    private List<CanonicalModule> Closure(List<Loaded> roots)
    {
        // Keys are strings, so a key that is none disables nothing; it is evaluated all the same.
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((Value file, Value modules) in _disabled)
        {
            foreach (Value item in modules.ForceList().Items)
            {
                if (KeyOfDisabled(file, item).Force() is NixString key) seen.Add(key.Text);
            }
        }

        List<CanonicalModule> result = [];
        Queue<List<Loaded>> queue = new();
        queue.Enqueue(roots);
        while (queue.TryDequeue(out List<Loaded>? level))
        {
            foreach (Loaded loaded in level)
            {
                if (!seen.Add(loaded.Module.Key.ForceString().Text)) continue;
                result.Add(loaded.Module);
                if (loaded.Imports.Count > 0) queue.Enqueue(loaded.Imports);
            }
        }

        return result;
    }

    private Value KeyOfDisabled(Value file, Value item)
    {
        Value module = item.Force();
        if (module is NixString name)
        {
            return name.Text.StartsWith('/') ? name : new NixString($"{_context.AsString(_modulesPath).Text}/{name.Text}");
        }

        if (IsConvertibleWithToString(module))
        {
            NixString text = _context.AsString(module);
            if (module is AttrSet convertible && convertible.TryGet(Attr.Key, out Value? key)
                && !ValueComparer.Equal(EvalSite.None, key, text))
            {
                throw new ThrownException(
                    $"Module `{_context.Interpolate(file)}` contains a disabledModules item that is an attribute set that can be "
                    + $"converted to a string ({text.Text}) but also has a `.key` attribute ({_context.Interpolate(key)}) with a "
                    + "different value. This makes it ambiguous which module should be disabled.");
            }

            return text;
        }

        if (module is not AttrSet set)
        {
            throw new ThrownException(
                "Each disabledModules item must be a path, string, or a attribute set with a key attribute, or a value supported "
                + $"by toString. However, one of the disabledModules items in `{_context.Interpolate(file)}` is none of that, "
                + $"but is of type {ValueTypes.Name(module)}.");
        }

        return set[Attr.Key] ?? throw new ThrownException(
            $"Module `{_context.Interpolate(file)}` contains a disabledModules item that is an attribute set, presumably a module, "
            + "that does not have a `key` attribute. This means that the module system doesn't have any means to identify the "
            + "module that should be disabled. Make sure that you've put the correct value in disabledModules: a string path "
            + "relative to modulesPath, a path value, or an attribute set with a `key` attribute.");
    }

    /// <summary>Whether <c>toString</c> works on a forced value.</summary>
    private static bool IsConvertibleWithToString(Value value)
    {
        switch (value)
        {
            case NixString or NixPath or NixNull or NixInt or NixFloat or NixBool:
                return true;
            case AttrSet set:
                return set.Has(Attr.OutPath) || set.Has(Attr.AsString);
            case NixList list:
                foreach (Value item in list.Items)
                {
                    if (!IsConvertibleWithToString(item.Force())) return false;
                }

                return true;
            default:
                return false;
        }
    }

    private readonly record struct Loaded(CanonicalModule Module, List<Loaded> Imports);
}
