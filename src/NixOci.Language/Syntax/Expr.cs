using NixOci.Language.Values;

namespace NixOci.Language.Syntax;

/// <summary>
/// An expression as it was written, after the rewritings that Nix's own parser makes: nested attribute paths are sets, indented
/// strings are stripped, and arithmetic and ordering are calls of <c>__sub</c>, <c>__mul</c>, <c>__div</c> and <c>__lessThan</c>.
/// </summary>
/// <param name="offset">Where Nix says the expression is: an offset in bytes into the source, or <see cref="NoOffset"/>.</param>
public abstract class Expr(int offset)
{
    /// <summary>The offset of expressions of which Nix records no place.</summary>
    public const int NoOffset = -1;

    /// <summary>Where Nix says the expression is (its start, but an operator's own place for most binary operators).</summary>
    public int Offset { get; } = offset;

    /// <summary>Tells a function the name that it is bound to.</summary>
    internal virtual void SetName(Symbol name)
    {
    }
}

/// <summary>An integer literal.</summary>
public sealed class IntExpr(long value) : Expr(NoOffset)
{
    /// <summary>The number.</summary>
    public long Value { get; } = value;
}

/// <summary>A float literal.</summary>
public sealed class FloatExpr(double value) : Expr(NoOffset)
{
    /// <summary>The number.</summary>
    public double Value { get; } = value;
}

/// <summary>A string literal of either form without interpolation, or a URI.</summary>
public sealed class StringExpr(string value) : Expr(NoOffset)
{
    /// <summary>The bytes, one per character.</summary>
    public string Value { get; } = value;
}

/// <summary>A path literal without interpolation.</summary>
public sealed class PathExpr(string value) : Expr(NoOffset)
{
    /// <summary>The absolute, canonical path.</summary>
    public string Value { get; } = value;
}

/// <summary>A part of a concatenation.</summary>
/// <param name="Offset">Where the part begins.</param>
/// <param name="Value">The part.</param>
public readonly record struct ConcatPart(int Offset, Expr Value);

/// <summary>A string or path with interpolation, or <c>a + b</c>.</summary>
public sealed class ConcatExpr(int offset, bool isInterpolation, ConcatPart[] parts) : Expr(offset)
{
    /// <summary>Whether the result is a string even where the first part is not; false for <c>+</c> and for paths.</summary>
    public bool IsInterpolation { get; } = isInterpolation;

    /// <summary>The parts in order; for <c>+</c> there are two.</summary>
    public ConcatPart[] Parts { get; } = parts;
}

/// <summary>A variable.</summary>
public sealed class VarExpr(int offset, Symbol name) : Expr(offset)
{
    /// <summary>Its name.</summary>
    public Symbol Name { get; } = name;
}

/// <summary><c>__curPos</c>.</summary>
public sealed class CurPosExpr(int offset) : Expr(offset);

/// <summary>A name in an attribute path: fixed, or computed.</summary>
/// <param name="Offset">Where it stands.</param>
/// <param name="Symbol">The fixed name; undefined where the name is computed.</param>
/// <param name="Computed">The expression of a computed name.</param>
public readonly record struct AttrName(int Offset, Symbol Symbol, Expr? Computed);

/// <summary><c>target.path</c> or <c>target.path or default</c>.</summary>
public sealed class SelectExpr(int offset, Expr target, AttrName[] path, Expr? defaultValue) : Expr(offset)
{
    /// <summary>What is selected from.</summary>
    public Expr Target { get; } = target;

    /// <summary>The names, at least one.</summary>
    public AttrName[] Path { get; } = path;

    /// <summary>The value of <c>or</c>, if there is one.</summary>
    public Expr? Default { get; } = defaultValue;
}

/// <summary><c>target ? path</c>.</summary>
public sealed class HasAttrExpr(int offset, Expr target, AttrName[] path) : Expr(offset)
{
    /// <summary>What is asked.</summary>
    public Expr Target { get; } = target;

    /// <summary>The names, at least one.</summary>
    public AttrName[] Path { get; } = path;
}

/// <summary>How an attribute came about.</summary>
public enum AttrOrigin
{
    /// <summary><c>name = value;</c></summary>
    Plain,

    /// <summary><c>inherit name;</c> — the value is a variable of the enclosing scope.</summary>
    Inherited,

    /// <summary><c>inherit (source) name;</c> — the value selects from an <see cref="InheritSourceExpr"/>.</summary>
    InheritedFrom,
}

/// <summary>An attribute with a fixed name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Offset">Where the attribute is defined: what <c>unsafeGetAttrPos</c> tells.</param>
/// <param name="Value">The value.</param>
/// <param name="Origin">How it came about.</param>
public sealed record AttrDef(Symbol Name, int Offset, Expr Value, AttrOrigin Origin);

/// <summary>An attribute with a computed name.</summary>
/// <param name="Name">The expression of the name.</param>
/// <param name="Offset">Where the attribute is defined.</param>
/// <param name="Value">The value.</param>
public sealed record DynamicAttrDef(Expr Name, int Offset, Expr Value);

/// <summary>
/// The source of an <c>inherit (source) …</c> of the innermost enclosing <see cref="AttrSetExpr"/>: all attributes of one
/// clause share it, and it is evaluated once.
/// </summary>
public sealed class InheritSourceExpr(int offset, int index) : Expr(offset)
{
    /// <summary>The index into <see cref="AttrSetExpr.InheritSources"/>.</summary>
    public int Index { get; internal set; } = index;
}

/// <summary>A list.</summary>
public sealed class ListExpr(int offset, Expr[] items) : Expr(offset)
{
    /// <summary>The elements.</summary>
    public Expr[] Items { get; } = items;
}

/// <summary>A formal argument of a set pattern.</summary>
/// <param name="Offset">Where it stands.</param>
/// <param name="Name">Its name.</param>
/// <param name="Default">The value where the caller gives none; null where the caller must give one.</param>
public sealed record Formal(int Offset, Symbol Name, Expr? Default);

/// <summary>A set pattern <c>{ a, b ? 1, ... }</c>.</summary>
/// <param name="Items">The arguments, in the order of the source.</param>
/// <param name="HasEllipsis">Whether other attributes are allowed.</param>
public sealed record Formals(IReadOnlyList<Formal> Items, bool HasEllipsis);

/// <summary>A function: <c>x: …</c>, <c>{ … }: …</c>, or <c>x@{ … }: …</c>.</summary>
public sealed class LambdaExpr(int offset, Symbol parameter, Formals? formals, Expr body) : Expr(offset)
{
    /// <summary>The name of the whole argument; undefined where there is none.</summary>
    public Symbol Parameter { get; } = parameter;

    /// <summary>The set pattern, if there is one.</summary>
    public Formals? Formals { get; } = formals;

    /// <summary>The body.</summary>
    public Expr Body { get; } = body;

    /// <summary>The name of the attribute or variable that the function is bound to, for messages; undefined for an anonymous one.</summary>
    public Symbol Name { get; internal set; }

    internal override void SetName(Symbol name)
    {
        Name = name;
        Body.SetName(name);
    }
}

/// <summary>A call of a function with one argument or more.</summary>
public sealed class CallExpr(int offset, Expr function, Expr[] arguments) : Expr(offset)
{
    /// <summary>The function.</summary>
    public Expr Function { get; } = function;

    /// <summary>The arguments, at least one.</summary>
    public Expr[] Arguments { get; } = arguments;
}

/// <summary><c>let … in body</c>.</summary>
public sealed class LetExpr(int offset, AttrSetExpr bindings, Expr body) : Expr(offset)
{
    /// <summary>The variables; no dynamic attributes.</summary>
    public AttrSetExpr Bindings { get; } = bindings;

    /// <summary>The body.</summary>
    public Expr Body { get; } = body;
}

/// <summary><c>with scope; body</c>.</summary>
public sealed class WithExpr(int offset, Expr scope, Expr body) : Expr(offset)
{
    /// <summary>The set whose attributes become variables.</summary>
    public Expr Scope { get; } = scope;

    /// <summary>The body.</summary>
    public Expr Body { get; } = body;
}

/// <summary><c>if condition then … else …</c>.</summary>
public sealed class IfExpr(int offset, Expr condition, Expr then, Expr otherwise) : Expr(offset)
{
    /// <summary>The condition.</summary>
    public Expr Condition { get; } = condition;

    /// <summary>The value where it holds.</summary>
    public Expr Then { get; } = then;

    /// <summary>The value where it does not.</summary>
    public Expr Else { get; } = otherwise;
}

/// <summary><c>assert condition; body</c>.</summary>
public sealed class AssertExpr(int offset, Expr condition, Expr body) : Expr(offset)
{
    /// <summary>The condition.</summary>
    public Expr Condition { get; } = condition;

    /// <summary>The body.</summary>
    public Expr Body { get; } = body;
}

/// <summary><c>! operand</c>.</summary>
public sealed class NotExpr(int offset, Expr operand) : Expr(offset)
{
    /// <summary>What is negated.</summary>
    public Expr Operand { get; } = operand;
}

/// <summary>The operators that are not calls.</summary>
public enum BinaryOperator
{
    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&amp;&amp;</c></summary>
    And,

    /// <summary><c>||</c></summary>
    Or,

    /// <summary><c>-&gt;</c></summary>
    Implies,

    /// <summary><c>//</c></summary>
    Update,

    /// <summary><c>++</c></summary>
    Concat,
}

/// <summary>A binary operator; its offset is the operator's.</summary>
public sealed class BinaryExpr(int offset, BinaryOperator op, Expr left, Expr right) : Expr(offset)
{
    /// <summary>The operator.</summary>
    public BinaryOperator Operator { get; } = op;

    /// <summary>The left operand.</summary>
    public Expr Left { get; } = left;

    /// <summary>The right operand.</summary>
    public Expr Right { get; } = right;
}
