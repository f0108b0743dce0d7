using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.stringsWithDeps</c>: pieces of text that come after those that they depend on.</summary>
internal sealed class StringsWithDepsLib(LibContext lib) : LibFile(lib)
{
    private static readonly Symbol Deps = "deps";
    private static readonly Symbol Text = "text";
    private static readonly AttrTemplate Entry = new("text", "deps");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Function("textClosureList", TextClosure);
        set.Function("textClosureMap", (site, function, entries, names) => Lib.Join(
            site, "\n", Builtins.Call(site, "map", function, TextClosure(site, entries, names)).ForceList(site).Items));
        set.Function("noDepEntry", static (_, text) => Entry.Create(text, NixList.Empty));
        set.Function("fullDepEntry", static (_, text, deps) => Entry.Create(text, deps));
        set.Function("packEntry", static (_, deps) => Entry.Create(NixString.Empty, deps));
        set.Function("stringAfter", static (_, deps, text) => Entry.Create(text, deps));
    }

    private static NixList TextClosure(EvalSite site, Value entries, Value names)
    {
        List<Value> texts = [];
        HashSet<Symbol> done = [];
        foreach (Value name in names.ForceList(site).Items) Visit(site, entries.ForceAttrs(site), name, done, texts);
        return NixList.Of(texts);
    }

    private static void Visit(EvalSite site, AttrSet entries, Value todo, HashSet<Symbol> done, List<Value> texts)
    {
        EvalStack.EnsureSpace(site);
        Value entry = todo.Force(site);
        while (entry is not AttrSet)
        {
            Symbol symbol = entry.ForceStringNoContext(site, "while evaluating an attribute name");
            if (!done.Add(symbol)) return;
            entry = Part(entries, symbol).Force(site);
        }

        AttrSet set = (AttrSet)entry;
        foreach (Value dependency in Part(set, Deps).ForceList(site).Items) Visit(site, entries, dependency, done, texts);
        texts.Add(Part(set, Text));
    }

    private static Value Part(AttrSet set, Symbol name) => set[name] ?? throw LibContext.MissingAttribute(set, name);
}
