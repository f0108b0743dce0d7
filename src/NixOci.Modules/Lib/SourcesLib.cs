using NixOci.Language.Evaluation;
using NixOci.Language.Values;

namespace NixOci.Modules.Library;

/// <summary><c>lib.sources</c>: directories as sources, without what does not belong to them.</summary>
internal sealed class SourcesLib(LibContext lib) : LibFile(lib)
{
    private static readonly Symbol Marker = "_isLibCleanSourceWith";
    private static readonly Symbol OriginalSource = "origSrc";
    private static readonly Symbol FilterAttr = "filter";
    private static readonly Symbol Name = "name";
    private static readonly AttrTemplate PathArguments = new("filter", "name", "path");
    private static readonly AttrTemplate SourceAttributes = new("_isLibCleanSourceWith", "origSrc", "filter", "name", "outPath");

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        foreach (string moved in (string[])["pathType", "pathIsDirectory", "pathIsRegularFile"])
        {
            set.Lazy(moved, () => Lib.Warn(
                EvalSite.None, $"lib.sources.{moved} has been moved to lib.filesystem.{moved}.", Lib.Member("filesystem", moved)));
        }

        set.Function("cleanSourceFilter", (site, path, type) => NixBool.Of(IsClean(BaseName(site, path), type.Force(site))));
        set.Function("cleanSource", (site, source) => Filtered(site, source, null, Lambda.Of((inner, path, type) =>
            NixBool.Of(IsClean(BaseName(inner, path), type.Force(inner))))));
        set.Function("cleanSourceWith", ["filter?", "src", "name?"], (site, given) =>
            Filtered(site, given["src"]!, given["name"], given["filter"]));
        set.Function("sourceByRegex", (site, source, expressions) => Filtered(site, source, null, Lambda.Of((inner, path, _) =>
            NixBool.Of(MatchesAny(inner, source, expressions, path)))));
        set.Function("sourceFilesBySuffices", (site, source, suffixes) => Filtered(site, source, null, Lambda.Of((inner, path, type) =>
            NixBool.Of(type.Force(inner) is NixString { Text: "directory" } || HasAnySuffix(inner, BaseName(inner, path), suffixes)))));
        set.Function("trace", Trace);
        set.Lazy("pathHasContext", () => Builtins["hasContext"]);
        set.Function("canCleanSource", (site, source) => NixBool.Of(
            (source.Force(site) is AttrSet attrs && attrs.Has(Marker)) || !Lib.ToText(site, source).HasContext));
        GitRepositories repositories = new(Lib);
        set.Function("pathIsGitRepo", (site, path) => NixBool.Of(repositories.Commit(site, path) is { Id: not null }));
        set.Function("commitIdFromGitRepo", (site, path) =>
        {
            GitCommit commit = repositories.Commit(site, path);
            return commit.Id ?? throw new ThrownException(commit.Error);
        });
    }

    private string BaseName(EvalSite site, Value path)
    {
        string text = Lib.ToText(site, path).Text.TrimEnd('/');
        return text[(text.LastIndexOf('/') + 1)..];
    }

    private static bool IsClean(string name, Value type)
    {
        string kind = (type as NixString)?.Text ?? "";
        bool isVersionControl = name == ".git" || (kind == "directory" && name is ".svn" or "CVS" or ".hg");
        bool isBackup = name.EndsWith('~') || IsSwapFile(name);
        bool isBuilt = name.EndsWith(".o", StringComparison.Ordinal) || name.EndsWith(".so", StringComparison.Ordinal)
            || (kind == "symlink" && name.StartsWith("result", StringComparison.Ordinal));
        return !(isVersionControl || isBackup || isBuilt || kind == "unknown");
    }

    /// <summary>Whether a name is <c>.swp</c>, <c>.file.swp</c> or the like.</summary>
    private static bool IsSwapFile(string name)
        => name.Length >= 4 && name[0] == '.' && char.IsAsciiLetterLower(name[^1])
            && name.EndsWith(".sw" + name[^1], StringComparison.Ordinal);

    private AttrSet Filtered(EvalSite site, Value source, Value? name, Value? filter)
    {
        AttrSet? old = OldSource(site, source);
        Value oldFilter = old?[FilterAttr] ?? AcceptAll;
        Value both = Lambda.Of((inner, path, type) => NixBool.Of(
            (filter is null || filter.Call(inner, path, type).Holds(inner)) && oldFilter.Call(inner, path, type).Holds(inner)));
        Value oldName = old?[Name] ?? new NixString("source");
        Value newName = name is null ? oldName : new Thunk(() => name.Force() is NixNull ? oldName : name);
        return Make(old?[OriginalSource] ?? source, both, newName);
    }

    private static Builtin AcceptAll => Lambda.Of(static (_, _, _) => NixBool.True);

    private static AttrSet? OldSource(EvalSite site, Value source)
        => source.Force(site) is AttrSet set && set.Has(Marker) ? set : null;

    private AttrSet Make(Value source, Value filter, Value name) => SourceAttributes.Create(
        NixBool.True,
        source,
        filter,
        name,
        new Thunk(() => Builtins.Call(EvalSite.None, "path", PathArguments.Create(filter, name, source))));

    private AttrSet Trace(EvalSite site, Value source)
    {
        AttrSet? old = OldSource(site, source);
        Value oldFilter = old?[FilterAttr] ?? AcceptAll;
        Value name = old?[Name] ?? new NixString("source");
        Value filter = Lambda.Of((inner, path, type) =>
        {
            Value accepted = oldFilter.Call(inner, path, type);
            string text = $"{Lib.Interpolate(inner, name).Text}.filter {Lib.Interpolate(inner, path).Text} = "
                + (accepted.Holds(inner) ? "true" : "false");
            return Builtins.Call(inner, "trace", new NixString(text), accepted);
        });
        return Make(old?[OriginalSource] ?? source, filter, name).With(
            "satisfiesSubpathInvariant",
            new Thunk(() => source.Force() is AttrSet set && set.TryGet("satisfiesSubpathInvariant", out Value? holds) ? holds : NixBool.False));
    }

    private bool MatchesAny(EvalSite site, Value source, Value expressions, Value path)
    {
        Value original = OldSource(site, source)?[OriginalSource] ?? source;
        string root = Lib.ToText(site, original).Text + "/";
        string whole = Lib.ToText(site, path).Text;
        NixString relative = new(whole.StartsWith(root, StringComparison.Ordinal) ? whole[root.Length..] : whole);
        foreach (Value expression in expressions.ForceList(site).Items)
        {
            if (Builtins.Call(site, "match", expression, relative) is not NixNull) return true;
        }

        return false;
    }

    private static bool HasAnySuffix(EvalSite site, string name, Value suffixes)
    {
        foreach (Value suffix in suffixes.ForceList(site).Items)
        {
            if (name.EndsWith(suffix.ForceString(site).Text, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
