using NixOci.Language.Source;
using NixOci.Language.Values;

namespace NixOci.Modules.Evaluation;

/// <summary>What became of a definition.</summary>
public enum DefinitionOutcome
{
    /// <summary>It is one of those that make the option's value.</summary>
    Stands,

    /// <summary>A definition of another priority stands instead.</summary>
    Overridden,

    /// <summary>A condition around it does not hold.</summary>
    ConditionFails,

    /// <summary>It is part of a larger definition, such as of a whole set, which does not stand.</summary>
    PartOfLost,
}

/// <summary>A definition of an option: where it is written and what became of it.</summary>
/// <param name="Value">What is defined, without conditions and priorities; may be a thunk, and one that fails if it does not stand.</param>
/// <param name="File">The module's file as messages name it, for example <c>/etc/nixos/configuration.nix</c>.</param>
/// <param name="Position">The place of the definition's name in the file; unknown for what NixOS's own modules define.</param>
/// <param name="Priority">
/// The priority, of which the smallest wins: 50 for <c>mkForce</c>, 100 as a rule, 1000 for <c>mkDefault</c>, 1500 for an option's own
/// default. A <see cref="DefinitionOutcome.PartOfLost"/> has that of the larger definition.
/// </param>
/// <param name="Condition">Whether the conditions around it hold; null where there are none.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="IsDefault">Whether it is the default of the option's declaration.</param>
public sealed record KnownDefinition(
    Value Value, string File, Position Position, long Priority, bool? Condition, DefinitionOutcome Outcome, bool IsDefault);

/// <summary>A place where an option is declared.</summary>
/// <param name="File">The module's file as messages name it.</param>
/// <param name="Position">The place of the option's name in the file; unknown for NixOS's own modules.</param>
public sealed record DeclarationPlace(string File, Position Position);
