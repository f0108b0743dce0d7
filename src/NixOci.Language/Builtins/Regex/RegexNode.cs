namespace NixOci.Language.Builtins.Regex;

/// <summary>A part of a pattern.</summary>
/// <param name="IsNullable">Whether it matches the empty string, assertions taken as fulfilled.</param>
/// <param name="States">
/// How many states the automaton of libstdc++ has for it, which counts against a limit when intervals multiply it.
/// </param>
internal abstract record RegexNode(bool IsNullable, long States);

/// <summary>One of several bytes.</summary>
internal sealed record ByteSetNode(ByteSet Set) : RegexNode(false, 1);

/// <summary>One byte.</summary>
internal sealed record ByteNode(char Value) : RegexNode(false, 1);

/// <summary><c>^</c> or <c>$</c>.</summary>
internal sealed record AnchorNode(bool IsStart) : RegexNode(true, 1);

/// <summary>One after the other.</summary>
internal sealed record SequenceNode(IReadOnlyList<RegexNode> Items, bool IsNullable, long States) : RegexNode(IsNullable, States);

/// <summary>Either; the left one is preferred where both match as much.</summary>
internal sealed record AlternativeNode(RegexNode Left, RegexNode Right)
    : RegexNode(Left.IsNullable || Right.IsNullable, Left.States + Right.States + 2);

/// <summary>A part in parentheses, whose text is kept.</summary>
/// <param name="Index">Its number, from 0, in the order of opening parentheses.</param>
/// <param name="Body">What is in the parentheses.</param>
internal sealed record GroupNode(int Index, RegexNode Body) : RegexNode(Body.IsNullable, Body.States + 2);

/// <summary>A part several times.</summary>
/// <param name="Body">The part.</param>
/// <param name="Least">How often at least.</param>
/// <param name="Most">How often at most; null for no limit.</param>
/// <param name="States">As of any part.</param>
/// <param name="IsPlus">Whether it is written <c>+</c>: its rounds are then one part, not a copy each.</param>
internal sealed record RepeatNode(RegexNode Body, int Least, int? Most, long States, bool IsPlus = false)
    : RegexNode(Body.IsNullable || Least == 0, States);
