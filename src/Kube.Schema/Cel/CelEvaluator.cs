namespace Kube.Schema.Cel;

/// <summary>
/// Evaluates an expression over variables. Errors are exceptions, absorbed by <c>&amp;&amp;</c> and <c>||</c> as CEL wants it.
/// </summary>
internal sealed class CelEvaluator
{
    private readonly Dictionary<string, object?> variables;

    private CelEvaluator(IReadOnlyDictionary<string, object?> variables) => this.variables = new(variables, StringComparer.Ordinal);

    /// <exception cref="CelException">The evaluation ends in an error, such as a missing key.</exception>
    public static object? Evaluate(CelExpression expression, IReadOnlyDictionary<string, object?> variables) =>
        new CelEvaluator(variables).Run(expression);

    private object? Run(CelExpression expression) => expression switch
    {
        CelExpression.Literal literal => literal.Value,
        CelExpression.Identifier identifier => variables.TryGetValue(identifier.Name, out var value)
            ? value
            : throw new CelException($"undeclared reference to '{identifier.Name}'"),
        CelExpression.Select select => Select(select),
        CelExpression.Index index => Index(Run(index.Target), Run(index.Key)),
        CelExpression.Call call => CelFunctions.Call(call.Function, call.Target is null ? []
            : [Run(call.Target)], [.. call.Arguments.Select(Run)]),
        CelExpression.Unary unary => CelOperators.Unary(unary.Operator, Run(unary.Operand)),
        CelExpression.Binary { Operator: "&&" } and => Logic(and, decisive: false),
        CelExpression.Binary { Operator: "||" } or => Logic(or, decisive: true),
        CelExpression.Binary binary => CelOperators.Binary(binary.Operator, Run(binary.Left), Run(binary.Right)),
        CelExpression.Conditional conditional => Run(Truth(Run(conditional.Test)) ? conditional.Then : conditional.Else),
        CelExpression.ListLiteral list => list.Items.Select(Run).ToArray(),
        CelExpression.MapLiteral map => new CelMap(map.Entries.ToDictionary(entry => Run(entry.Key)!, entry => Run(entry.Value))),
        CelExpression.Macro macro => Macro(macro),
        _ => throw new CelException("unknown expression"),
    };

    private object? Select(CelExpression.Select select)
    {
        if (Run(select.Target) is not CelMap map)
        {
            throw new CelException("no such overload");
        }

        var name = CelNames.Unescape(select.Field);
        var present = map.TryGet(select.Field, out var value) || map.TryGet(name, out value);
        if (select.Presence)
        {
            return present;
        }

        return present ? value : throw new CelException($"no such key: {name}");
    }

    private static object? Index(object? target, object? key) => target switch
    {
        IReadOnlyList<object?> list when key is long at => at >= 0 && at < list.Count
            ? list[(int)at]
            : throw new CelException($"index out of bounds: {at}"),
        CelMap map => map.TryGet(key, out var value) ? value : throw new CelException($"no such key: {key}"),
        _ => throw new CelException("no such overload"),
    };

    private object? Logic(CelExpression.Binary expression, bool decisive)
    {
        CelException error;
        try
        {
            return Truth(Run(expression.Left)) == decisive ? decisive : Truth(Run(expression.Right));
        }
        catch (CelException exception)
        {
            error = exception;
        }

        return Truth(Run(expression.Right)) == decisive ? decisive : throw error;
    }

    private object? Macro(CelExpression.Macro macro)
    {
        IEnumerable<object?> range = Run(macro.Range) switch
        {
            IReadOnlyList<object?> list => list,
            CelMap map => map.Keys.Select(key => (object?)key),
            _ => throw new CelException("no such overload"),
        };
        return macro.Name switch
        {
            "all" => Fold(range, macro, decisive: false),
            "exists" => Fold(range, macro, decisive: true),
            "exists_one" => range.Count(item => Holds(macro, macro.Body, item)) == 1,
            "filter" => range.Where(item => Holds(macro, macro.Body, item)).ToArray(),
            _ => range.Where(item => macro.Filter is null || Holds(macro, macro.Filter, item)).Select(item => With(macro, macro.Body, item))
                .ToArray(),
        };
    }

    private bool Fold(IEnumerable<object?> range, CelExpression.Macro macro, bool decisive)
    {
        CelException? error = null;
        foreach (var item in range)
        {
            try
            {
                if (Holds(macro, macro.Body, item) == decisive)
                {
                    return decisive;
                }
            }
            catch (CelException exception)
            {
                error = exception;
            }
        }

        return error is null ? !decisive : throw error;
    }

    private bool Holds(CelExpression.Macro macro, CelExpression body, object? item) => Truth(With(macro, body, item));

    private object? With(CelExpression.Macro macro, CelExpression body, object? item)
    {
        var shadowed = variables.TryGetValue(macro.Variable, out var outer);
        variables[macro.Variable] = item;
        try
        {
            return Run(body);
        }
        finally
        {
            variables.Remove(macro.Variable);
            if (shadowed)
            {
                variables[macro.Variable] = outer;
            }
        }
    }

    private static bool Truth(object? value) => value is bool truth ? truth : throw new CelException("no such overload");
}
