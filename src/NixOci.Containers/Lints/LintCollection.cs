using NixOci.Containers.Configuration;
using NixOci.Language.Source;

namespace NixOci.Containers.Lints;

/// <summary>Finds the lints of a configuration.</summary>
internal sealed class LintCollection
{
    private readonly List<Lint> _found = [];

    private LintCollection()
    {
    }

    /// <summary>The lints in the order of their codes, those of one code in the order in which they are found.</summary>
    public static IReadOnlyList<Lint> Of(Translation translation)
    {
        LintCollection lints = new();
        if (translation.Containers.Count == 0) NoContainer.Find(translation, lints);
        DependencyLints.Find(translation.Containers, lints);
        PortLints.Find(translation.Containers, lints);
        OptionLints.Find(translation, lints);
        InjectionLints.Find(translation, lints);
        foreach (TranslatedContainer container in translation.Containers)
        {
            FlagLints.Find(container, lints);
            SecretLints.Find(container, lints);
            VariableLints.Find(container, lints);
            ImageLints.Find(container, lints);
            NameLints.Find(container, lints);
        }

        // A stable sort: what was found first stays first.
        return [.. lints._found.OrderBy(static lint => lint.Rule.Code, StringComparer.Ordinal)];
    }

    public void Add(LintRule rule, TranslatedContainer container, Position position, string message, params string[] advice)
        => Add(rule, container.Name, position, message, advice);

    public void Add(LintRule rule, string subject, Position position, string message, params string[] advice)
        => _found.Add(new Lint(rule, subject, message, advice, position));
}
