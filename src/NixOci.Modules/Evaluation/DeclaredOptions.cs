using NixOci.Language.Evaluation;
using NixOci.Language.Values;
using NixOci.Modules.ModuleSystem;
using NixOci.Modules.Protocol;

namespace NixOci.Modules.Evaluation;

/// <summary>Answers questions about the options that modules get as <c>options</c>.</summary>
public static class DeclaredOptions
{
    /// <summary>What <c>options.NAME.isDefined</c> is: whether an option has a definition or a default.</summary>
    /// <param name="options">The argument <c>options</c>; may be a thunk.</param>
    /// <param name="name">The option's name.</param>
    public static bool IsDefined(Value options, Symbol name)
    {
        // The whole set of options need not be made for the sake of one.
        return EvaluatedModules.BehindArgument(options) is { } tree && tree.TryGetNode(name, out OptionNode? node) && node.IsOption
            ? node.Option.Merged.IsDefined
            : options.Select(name.Text, "isDefined").ForceBool();
    }
}
