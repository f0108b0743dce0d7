using System.Globalization;
using System.Text;
using NixOci.Language.Values;

namespace NixOci.Language.Syntax;

/// <summary>Prints expressions as <c>nix-instantiate --parse</c> does: fully parenthesised, attributes in name order.</summary>
public static class ExprPrinter
{
    /// <summary>The expression as text, byte for byte.</summary>
    public static string Print(Expr expression) => Print(expression, SourceNames.Shared);

    /// <summary>The expression of a text as text.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="names">The names of the text.</param>
    internal static string Print(Expr expression, SourceNames names)
    {
        Writer writer = new(names);
        writer.Write(expression);
        return writer.ToString();
    }

    private sealed class Writer(SourceNames names)
    {
        private readonly StringBuilder _text = new();

        /// <summary>The sources of the sets around what is being written, innermost last.</summary>
        private readonly Stack<IReadOnlyList<Expr>> _sources = new();

        public override string ToString() => _text.ToString();

        public void Write(Expr expression)
        {
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            switch (expression)
            {
                case IntExpr number:
                    _text.Append(number.Value.ToString(CultureInfo.InvariantCulture));
                    break;
                case FloatExpr number:
                    _text.Append(Printing.FloatText.General(number.Value));
                    break;
                case StringExpr text:
                    WriteQuoted(text.Value);
                    break;
                case PathExpr path:
                    _text.Append(path.Value);
                    break;
                case VarExpr variable:
                    WriteName(names.TextOf(variable.Name));
                    break;
                case CurPosExpr:
                    _text.Append("__curPos");
                    break;
                case ConcatExpr concat:
                    WriteConcat(concat);
                    break;
                case SelectExpr select:
                    WriteSelect(select);
                    break;
                case HasAttrExpr has:
                    _text.Append("((");
                    Write(has.Target);
                    _text.Append(") ? ");
                    WritePath(has.Path);
                    _text.Append(')');
                    break;
                case AttrSetExpr set:
                    WriteSet(set);
                    break;
                case ListExpr list:
                    WriteList(list);
                    break;
                case LambdaExpr lambda:
                    WriteLambda(lambda);
                    break;
                case CallExpr call:
                    WriteCall(call);
                    break;
                case LetExpr let:
                    _text.Append("(let ");
                    WriteBindings(let.Bindings);
                    _text.Append("in ");
                    Write(let.Body);
                    _text.Append(')');
                    break;
                case WithExpr with:
                    WriteKeyword("(with ", with.Scope, "; ", with.Body);
                    break;
                case IfExpr branch:
                    _text.Append("(if ");
                    Write(branch.Condition);
                    WriteKeyword(" then ", branch.Then, " else ", branch.Else);
                    break;
                case AssertExpr assert:
                    WriteKeyword("assert ", assert.Condition, "; ", assert.Body, "");
                    break;
                case NotExpr not:
                    _text.Append("(! ");
                    Write(not.Operand);
                    _text.Append(')');
                    break;
                case BinaryExpr binary:
                    WriteKeyword("(", binary.Left, OperatorText(binary.Operator), binary.Right);
                    break;
                case InheritSourceExpr source:
                    Write(_sources.Peek()[source.Index]);
                    break;
                default:
                    throw new InvalidOperationException($"no rule prints {expression.GetType().Name}");
            }
        }

        private static string OperatorText(BinaryOperator op) => op switch
        {
            BinaryOperator.Equal => " == ",
            BinaryOperator.NotEqual => " != ",
            BinaryOperator.And => " && ",
            BinaryOperator.Or => " || ",
            BinaryOperator.Implies => " -> ",
            BinaryOperator.Update => " // ",
            _ => " ++ ",
        };

        private void WriteKeyword(string before, Expr first, string between, Expr second, string after = ")")
        {
            _text.Append(before);
            Write(first);
            _text.Append(between);
            Write(second);
            _text.Append(after);
        }

        private void WriteConcat(ConcatExpr concat)
        {
            _text.Append('(');
            for (int i = 0; i < concat.Parts.Length; i++)
            {
                if (i > 0) _text.Append(" + ");
                Write(concat.Parts[i].Value);
            }

            _text.Append(')');
        }

        private void WriteSelect(SelectExpr select)
        {
            _text.Append('(');
            Write(select.Target);
            _text.Append(").");
            WritePath(select.Path);
            if (select.Default is null) return;
            _text.Append(" or (");
            Write(select.Default);
            _text.Append(')');
        }

        private void WriteList(ListExpr list)
        {
            _text.Append("[ ");
            foreach (Expr item in list.Items)
            {
                _text.Append('(');
                Write(item);
                _text.Append(") ");
            }

            _text.Append(']');
        }

        private void WriteCall(CallExpr call)
        {
            _text.Append('(');
            Write(call.Function);
            foreach (Expr argument in call.Arguments)
            {
                _text.Append(' ');
                Write(argument);
            }

            _text.Append(')');
        }

        private void WriteLambda(LambdaExpr lambda)
        {
            _text.Append('(');
            if (lambda.Formals is { } formals)
            {
                _text.Append("{ ");
                WriteFormals(formals);
                _text.Append(" }");
                if (lambda.Parameter.IsDefined) _text.Append(" @ ");
            }

            if (lambda.Parameter.IsDefined) WriteName(names.TextOf(lambda.Parameter));
            _text.Append(": ");
            Write(lambda.Body);
            _text.Append(')');
        }

        private void WriteFormals(Formals formals)
        {
            List<Formal> sorted = [.. formals.Items];
            sorted.Sort((a, b) => string.CompareOrdinal(names.TextOf(a.Name), names.TextOf(b.Name)));
            bool isFirst = true;
            foreach (Formal formal in sorted)
            {
                if (!isFirst) _text.Append(", ");
                isFirst = false;
                WriteName(names.TextOf(formal.Name));
                if (formal.Default is null) continue;
                _text.Append(" ? ");
                Write(formal.Default);
            }

            if (formals.HasEllipsis) _text.Append(isFirst ? "..." : ", ...");
        }

        private void WriteSet(AttrSetExpr set)
        {
            if (set.IsRecursive) _text.Append("rec ");
            _text.Append("{ ");
            WriteBindings(set);
            _text.Append('}');
        }

        private void WriteBindings(AttrSetExpr set)
        {
            _sources.Push(set.InheritSources);
            List<AttrDef> sorted = [.. set.Attrs];
            sorted.Sort((a, b) => string.CompareOrdinal(names.TextOf(a.Name), names.TextOf(b.Name)));
            WriteInherited(sorted);
            WriteInheritedFrom(sorted, set.InheritSources.Count);
            foreach (AttrDef attr in sorted)
            {
                if (attr.Origin != AttrOrigin.Plain) continue;
                WriteName(names.TextOf(attr.Name));
                _text.Append(" = ");
                Write(attr.Value);
                _text.Append("; ");
            }

            foreach (DynamicAttrDef attr in set.DynamicAttrs)
            {
                _text.Append("\"${");
                Write(attr.Name);
                _text.Append("}\" = ");
                Write(attr.Value);
                _text.Append("; ");
            }

            _sources.Pop();
        }

        private void WriteInherited(List<AttrDef> sorted)
        {
            bool any = false;
            foreach (AttrDef attr in sorted)
            {
                if (attr.Origin != AttrOrigin.Inherited) continue;
                if (!any) _text.Append("inherit");
                any = true;
                _text.Append(' ');
                WriteName(names.TextOf(attr.Name));
            }

            if (any) _text.Append("; ");
        }

        private void WriteInheritedFrom(List<AttrDef> sorted, int sources)
        {
            for (int i = 0; i < sources; i++)
            {
                bool any = false;
                foreach (AttrDef attr in sorted)
                {
                    if (attr.Origin != AttrOrigin.InheritedFrom) continue;
                    if (((InheritSourceExpr)((SelectExpr)attr.Value).Target).Index != i) continue;
                    if (!any)
                    {
                        _text.Append("inherit (");
                        Write(_sources.Peek()[i]);
                        _text.Append(')');
                    }

                    any = true;
                    _text.Append(' ');
                    WriteName(names.TextOf(attr.Name));
                }

                if (any) _text.Append("; ");
            }
        }

        private void WritePath(AttrName[] path)
        {
            for (int i = 0; i < path.Length; i++)
            {
                if (i > 0) _text.Append('.');
                if (path[i].Computed is { } computed)
                {
                    _text.Append("\"${");
                    Write(computed);
                    _text.Append("}\"");
                }
                else
                {
                    WriteName(names.TextOf(path[i].Symbol));
                }
            }
        }

        private void WriteName(string name) => Printing.NixSyntax.AppendName(_text, name);

        private void WriteQuoted(string text) => Printing.NixSyntax.AppendString(_text, text);
    }
}
