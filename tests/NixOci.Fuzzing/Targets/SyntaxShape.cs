using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NixOci.Language.Syntax;

namespace NixOci.Fuzzing;

/// <summary>
/// What an expression is, without where it stands: two expressions of the same shape mean the same. Written apart from the
/// printer, so that each is held against the other.
/// </summary>
/// <remarks>
/// Printing tells three things no longer, in Nix as here: in which order attributes were written, whether parts were joined by
/// <c>+</c> or by interpolation, and whether a call of a call was written as one. The shape does not tell them either.
/// </remarks>
public sealed partial class SyntaxShape
{
    private readonly StringBuilder _text = new();
    private readonly Stack<IReadOnlyList<Expr>> _sources = new();

    private SyntaxShape()
    {
    }

    /// <summary>The shape of an expression.</summary>
    public static string Of(Expr expression)
    {
        SyntaxShape shape = new();
        shape.Write(expression);
        return shape._text.ToString();
    }

    /// <summary>
    /// Whether Nix's way of printing the expression is again an expression of the language. It is not where floats are printed with
    /// six digits, where a path has no literal, where an <c>assert</c> stands as an operand without parentheses, and for the
    /// variable <c>or</c>.
    /// </summary>
    public static bool IsPrintedAsWritten(Expr expression) => !Unreadable().IsMatch(Of(expression));

    [GeneratedRegex(@"\((float|badpath|operand-assert|variable ""or"")")]
    private static partial Regex Unreadable();

    [GeneratedRegex(@"\A(/(?!\.\.?(/|\z))[a-zA-Z0-9._+-]+)+\z")]
    private static partial Regex PathLiteral();

    private void Write(Expr expression)
    {
        switch (expression)
        {
            case IntExpr number:
                _text.Append(CultureInfo.InvariantCulture, $"(int {number.Value})");
                break;
            case FloatExpr number:
                _text.Append(CultureInfo.InvariantCulture, $"(float {number.Value:R})");
                break;
            case StringExpr text:
                Node("string", () => Quote(text.Value));
                break;
            case PathExpr path:
                Node(PathLiteral().IsMatch(path.Value) ? "path" : "badpath", () => Quote(path.Value));
                break;
            case VarExpr variable:
                Node("variable", () => Quote(variable.Name.Text));
                break;
            case CurPosExpr:
                _text.Append("(curpos)");
                break;
            case ConcatExpr concat:
                WriteConcat(concat);
                break;
            case SelectExpr select:
                Node("select", () => WritePath(select.Target, select.Path, select.Default));
                break;
            case HasAttrExpr has:
                Node("has", () => WritePath(has.Target, has.Path, null));
                break;
            case ListExpr list:
                Node("list", () => WriteAll(list.Items));
                break;
            case AttrSetExpr set:
                Node(set.IsRecursive ? "rec" : "set", () => WriteBindings(set));
                break;
            case LambdaExpr lambda:
                Node("lambda", () => WriteLambda(lambda));
                break;
            case CallExpr call:
                Node("call", () => WriteCall(call));
                break;
            case LetExpr let:
                Node("let", () =>
                {
                    WriteBindings(let.Bindings);
                    Write(let.Body);
                });
                break;
            case WithExpr with:
                Node("with", () => WriteAll(with.Scope, with.Body));
                break;
            case IfExpr branch:
                Node("if", () => WriteAll(branch.Condition, branch.Then, branch.Else));
                break;
            case AssertExpr assert:
                Node("assert", () => WriteAll(assert.Condition, assert.Body));
                break;
            case NotExpr not:
                Node("not", () => WriteOperands(not.Operand));
                break;
            case BinaryExpr binary:
                Node(binary.Operator.ToString(), () => WriteOperands(binary.Left, binary.Right));
                break;
            case InheritSourceExpr source:
                Write(_sources.Peek()[source.Index]);
                break;
            default:
                throw new InvalidOperationException($"no rule for {expression.GetType().Name}");
        }
    }

    private void WriteConcat(ConcatExpr concat)
    {
        List<Expr> parts = [];
        AddParts(concat, parts);
        if (parts.Count == 1) Write(parts[0]);
        else Node("join", () => WriteOperands([.. parts]));
    }

    private static void AddParts(ConcatExpr concat, List<Expr> parts)
    {
        for (int i = 0; i < concat.Parts.Length; i++)
        {
            if (i == 0 && concat.Parts[0].Value is ConcatExpr inner) AddParts(inner, parts);
            else parts.Add(concat.Parts[i].Value);
        }
    }

    private void WriteCall(CallExpr call)
    {
        Expr function = call.Function;
        while (function is ConcatExpr { Parts: [var only] }) function = only.Value;
        if (function is CallExpr inner) WriteCall(inner);
        else WriteOperands(function);
        WriteOperands(call.Arguments);
    }

    private void WriteLambda(LambdaExpr lambda)
    {
        Quote(lambda.Parameter.Text);
        if (lambda.Formals is { } formals)
        {
            foreach (Formal formal in formals.Items.OrderBy(static f => f.Name.Text, StringComparer.Ordinal))
            {
                Node("formal", () =>
                {
                    Quote(formal.Name.Text);
                    if (formal.Default is not null) Write(formal.Default);
                });
            }

            _text.Append(formals.HasEllipsis ? "(more)" : "(no more)");
        }

        Write(lambda.Body);
    }

    private void WriteBindings(AttrSetExpr set)
    {
        _sources.Push(set.InheritSources);
        foreach (AttrDef attr in set.Attrs.OrderBy(static a => a.Name.Text, StringComparer.Ordinal))
        {
            Node(attr.Origin.ToString(), () =>
            {
                Quote(attr.Name.Text);
                Write(attr.Value);
            });
        }

        foreach (DynamicAttrDef attr in set.DynamicAttrs) Node("dynamic", () => WriteAll(attr.Name, attr.Value));
        _sources.Pop();
    }

    private void WritePath(Expr target, AttrName[] path, Expr? otherwise)
    {
        Write(target);
        foreach (AttrName name in path)
        {
            if (name.Computed is { } computed) Write(computed);
            else Quote(name.Symbol.Text);
        }

        if (otherwise is not null) Node("or", () => Write(otherwise));
    }

    private void WriteAll(params ReadOnlySpan<Expr> parts)
    {
        foreach (Expr part in parts) Write(part);
    }

    private void WriteOperands(params ReadOnlySpan<Expr> operands)
    {
        foreach (Expr operand in operands)
        {
            if (operand is AssertExpr) _text.Append("(operand-assert)");
            Write(operand);
        }
    }

    private void Node(string kind, Action content)
    {
        _text.Append('(').Append(kind);
        content();
        _text.Append(')');
    }

    // Everything that could be taken for the shape's own syntax is written as a number.
    private void Quote(string text)
    {
        _text.Append(" \"");
        foreach (char c in text)
        {
            if (char.IsAsciiLetterOrDigit(c)) _text.Append(c);
            else _text.Append(CultureInfo.InvariantCulture, $"%{(int)c:x2}");
        }

        _text.Append('"');
    }
}
