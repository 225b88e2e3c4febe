using System.Collections.Immutable;

namespace Kube.Schema.Cel;

/// <summary>Reads an expression by recursive descent, one method per level of precedence.</summary>
internal sealed class CelParser
{
    private static readonly string[] Macros = ["all", "exists", "exists_one", "filter", "map"];

    private readonly List<CelToken> tokens;
    private int position;

    private CelParser(string source) => tokens = new CelLexer(source).Read();

    /// <exception cref="CelException">The text is no expression.</exception>
    public static CelExpression Parse(string source)
    {
        var parser = new CelParser(source);
        var expression = parser.Ternary();
        return parser.Current.Kind == CelTokenKind.End ? expression : throw parser.Unexpected();
    }

    private CelToken Current => tokens[position];

    private bool Accept(string text)
    {
        if (Current.Kind != CelTokenKind.Operator || Current.Text != text)
        {
            return false;
        }

        position++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Accept(text))
        {
            throw Unexpected();
        }
    }

    private CelException Unexpected() => new($"Syntax error: unexpected '{Current.Text}'");

    private CelExpression Ternary()
    {
        var test = Or();
        if (!Accept("?"))
        {
            return test;
        }

        var then = Or();
        Expect(":");
        return new CelExpression.Conditional(test, then, Ternary());
    }

    private CelExpression Or() => LeftAssociative(And, "||");

    private CelExpression And() => LeftAssociative(Relation, "&&");

    private CelExpression Relation() => LeftAssociative(Sum, "==", "!=", "<", "<=", ">", ">=", "in");

    private CelExpression Sum() => LeftAssociative(Product, "+", "-");

    private CelExpression Product() => LeftAssociative(Unary, "*", "/", "%");

    private CelExpression LeftAssociative(Func<CelExpression> operand, params string[] operators)
    {
        var left = operand();
        while (Current.Kind == CelTokenKind.Operator && operators.Contains(Current.Text))
        {
            var symbol = Current.Text;
            position++;
            left = new CelExpression.Binary(symbol, left, operand());
        }

        return left;
    }

    private CelExpression Unary()
    {
        if (Accept("!"))
        {
            return new CelExpression.Unary("!", Unary());
        }

        return Accept("-") ? new CelExpression.Unary("-", Unary()) : Member(Primary());
    }

    private CelExpression Member(CelExpression target)
    {
        while (true)
        {
            if (Accept("."))
            {
                var name = Name();
                target = Accept("(") ? Method(target, name) : new CelExpression.Select(target, name);
            }
            else if (Accept("["))
            {
                target = new CelExpression.Index(target, Ternary());
                Expect("]");
            }
            else
            {
                return target;
            }
        }
    }

    private CelExpression Method(CelExpression target, string name)
    {
        var arguments = List(")");
        if (!Macros.Contains(name) || arguments.Length < 2)
        {
            return new CelExpression.Call(name, target, arguments);
        }

        var variable = arguments[0] as CelExpression.Identifier ?? throw new CelException("Syntax error: argument must be a simple name");
        var filter = arguments.Length == 3 ? arguments[1] : null;
        return new CelExpression.Macro(name, target, variable.Name, filter, arguments[^1]);
    }

    private CelExpression Primary()
    {
        var token = Current;
        if (token.Kind == CelTokenKind.Literal)
        {
            position++;
            return new CelExpression.Literal(token.Value);
        }

        if (Accept("("))
        {
            var inner = Ternary();
            Expect(")");
            return inner;
        }

        if (Accept("["))
        {
            return new CelExpression.ListLiteral(List("]"));
        }

        if (Accept("{"))
        {
            return Map();
        }

        var name = Name();
        return Accept("(") ? Function(name) : new CelExpression.Identifier(name);
    }

    private CelExpression Function(string name)
    {
        var arguments = List(")");
        if (name != "has")
        {
            return new CelExpression.Call(name, null, arguments);
        }

        return arguments is [CelExpression.Select select]
            ? select with { Presence = true }
            : throw new CelException("Syntax error: invalid argument to has() macro");
    }

    private string Name()
    {
        if (Current.Kind != CelTokenKind.Identifier)
        {
            throw Unexpected();
        }

        return tokens[position++].Text;
    }

    private ImmutableArray<CelExpression> List(string end)
    {
        var items = ImmutableArray.CreateBuilder<CelExpression>();
        while (!Accept(end))
        {
            items.Add(Ternary());
            if (!Accept(","))
            {
                Expect(end);
                break;
            }
        }

        return items.ToImmutable();
    }

    private CelExpression.MapLiteral Map()
    {
        var entries = ImmutableArray.CreateBuilder<(CelExpression, CelExpression)>();
        while (!Accept("}"))
        {
            var key = Ternary();
            Expect(":");
            entries.Add((key, Ternary()));
            if (!Accept(","))
            {
                Expect("}");
                break;
            }
        }

        return new CelExpression.MapLiteral(entries.ToImmutable());
    }
}
