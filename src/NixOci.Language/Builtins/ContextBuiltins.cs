using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>The builtins that tell and change to which store objects a string refers.</summary>
/// <param name="coercion">The rules by which values become strings.</param>
internal sealed class ContextBuiltins(Coercion coercion)
{
    private static readonly Symbol PathAttr = "path";
    private static readonly Symbol AllOutputsAttr = "allOutputs";
    private static readonly Symbol OutputsAttr = "outputs";

    public static void Register(BuiltinTable table, Interpreter interpreter)
    {
        ContextBuiltins contexts = new(interpreter.Coercion);
        table.Add("__hasContext", Has);
        table.Add("__getContext", Get);
        table.Add("__appendContext", Append);
        table.Add("__unsafeDiscardStringContext", contexts.Discard);
        table.Add("__unsafeDiscardOutputDependency", contexts.DiscardOutputDependency);
        table.Add("__addDrvOutputDependencies", contexts.AddOutputDependency);
    }

    private static Value Has(EvalSite site, Value value)
        => NixBool.Of(value.ForceString(site, "while evaluating the argument passed to builtins.hasContext").HasContext);

    private static Value Get(EvalSite site, Value value)
    {
        NixString text = value.ForceString(site, "while evaluating the argument passed to builtins.getContext");
        if (!text.HasContext) return AttrSet.Empty;
        SortedDictionary<string, Reference> references = new(StringComparer.Ordinal);
        foreach (string element in text.Context.Elements)
        {
            ContextElement decoded = ContextElement.Decode(element);
            if (!references.TryGetValue(decoded.Path, out Reference? reference)) references.Add(decoded.Path, reference = new Reference());
            switch (decoded.Kind)
            {
                case ContextKind.Path: reference.IsPath = true; break;
                case ContextKind.AllOutputs: reference.HasAllOutputs = true; break;
                default: reference.Outputs.Add(new NixString(decoded.Output)); break;
            }
        }

        AttrSetBuilder result = new(references.Count);
        foreach ((string path, Reference reference) in references) result.Add(path, reference.Describe());
        return result.Build();
    }

    private static Value Append(EvalSite site, Value value, Value added)
    {
        NixString text = value.ForceString(site, "while evaluating the first argument passed to builtins.appendContext");
        AttrSet entries = added.ForceAttrs(site, "while evaluating the second argument passed to builtins.appendContext");
        List<string> elements = [.. text.Context.Elements];
        foreach ((Symbol name, Value entry) in entries.ByName)
        {
            Position position = entries.PositionOf(name);
            if (!StorePaths.IsStorePath(name.Text)) throw new EvalException($"context key '{name.Text}' is not a store path", position);
            AttrSet described = entry.ForceAttrs(new PositionSite(position), "while evaluating the value of a string context");
            AppendEntry(elements, name.Text, described, position);
        }

        return elements.Count == text.Context.Elements.Count ? text : new NixString(text.Text, StringContext.Of(elements));
    }

    private static void AppendEntry(List<string> elements, string path, AttrSet entry, Position position)
    {
        bool isDerivation = path.EndsWith(StorePaths.DerivationExtension, StringComparison.Ordinal);
        if (entry.TryGet(PathAttr, out Value? isPath)
            && isPath.ForceBool(PlaceOf(entry, PathAttr), "while evaluating the `path` attribute of a string context"))
        {
            elements.Add(ContextElement.ForPath(path));
        }

        if (entry.TryGet(AllOutputsAttr, out Value? hasAllOutputs)
            && hasAllOutputs.ForceBool(
                PlaceOf(entry, AllOutputsAttr), "while evaluating the `allOutputs` attribute of a string context"))
        {
            if (!isDerivation)
            {
                throw new EvalException(
                    $"tried to add all-outputs context of {path}, which is not a derivation, to a string", position);
            }

            elements.Add(ContextElement.ForAllOutputs(path));
        }

        if (!entry.TryGet(OutputsAttr, out Value? outputs)) return;
        EvalSite place = PlaceOf(entry, OutputsAttr);
        NixList names = outputs.ForceList(place, "while evaluating the `outputs` attribute of a string context");
        if (names.Count > 0 && !isDerivation)
        {
            throw new EvalException(
                $"tried to add derivation output context of {path}, which is not a derivation, to a string", position);
        }

        foreach (Value name in names.Items)
        {
            string output = name.ForceStringNoContext(place, "while evaluating an output name within a string context");
            elements.Add(ContextElement.ForOutput(path, output));
        }
    }

    private Value Discard(EvalSite site, Value value)
    {
        NixString text = coercion.ToNixString(
            site, value, CoercionMode.CopyToStore, "while evaluating the argument passed to builtins.unsafeDiscardStringContext");
        return text.HasContext ? new NixString(text.Text) : text;
    }

    private Value DiscardOutputDependency(EvalSite site, Value value)
    {
        NixString text = coercion.ToNixString(
            site, value, CoercionMode.CopyToStore, "while evaluating the argument passed to builtins.unsafeDiscardOutputDependency");
        List<string> elements = new(text.Context.Elements.Count);
        foreach (string element in text.Context.Elements)
        {
            ContextElement decoded = ContextElement.Decode(element);
            elements.Add(decoded.Kind == ContextKind.AllOutputs ? ContextElement.ForPath(decoded.Path) : element);
        }

        return new NixString(text.Text, StringContext.Of(elements));
    }

    private Value AddOutputDependency(EvalSite site, Value value)
    {
        NixString text = coercion.ToNixString(
            site, value, CoercionMode.CopyToStore, "while evaluating the argument passed to builtins.addDrvOutputDependencies");
        IReadOnlyList<string> elements = text.Context.Elements;
        if (elements.Count != 1)
        {
            throw site.Error($"context of string '{text.Text}' must have exactly one element, but has {elements.Count}");
        }

        ContextElement element = ContextElement.Decode(elements[0]);
        switch (element.Kind)
        {
            case ContextKind.AllOutputs:
                return text;
            case ContextKind.Output:
                throw site.Error(
                    $"`addDrvOutputDependencies` can only act on derivations, not on a derivation output such as '{element.Output}'");
            default:
                return element.Path.EndsWith(StorePaths.DerivationExtension, StringComparison.Ordinal)
                    ? new NixString(text.Text, StringContext.Of(ContextElement.ForAllOutputs(element.Path)))
                    : throw site.Error($"path '{element.Path}' is not a derivation");
        }
    }

    private static PositionSite PlaceOf(AttrSet set, Symbol name) => new(set.PositionOf(name));

    /// <summary>What a string refers to of one store path.</summary>
    private sealed class Reference
    {
        public bool IsPath { get; set; }

        public bool HasAllOutputs { get; set; }

        public List<Value> Outputs { get; } = [];

        public AttrSet Describe()
        {
            AttrSetBuilder result = new(1);
            if (IsPath) result.Add(PathAttr, NixBool.True);
            if (HasAllOutputs) result.Add(AllOutputsAttr, NixBool.True);
            if (Outputs.Count > 0) result.Add(OutputsAttr, NixList.Of(Outputs));
            return result.Build();
        }
    }
}
