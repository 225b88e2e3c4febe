using System.Collections.Immutable;

namespace Kube.Schema.Cel;

/// <summary>A parsed expression of the Common Expression Language.</summary>
internal abstract record CelExpression
{
    /// <summary>Whether the variable occurs anywhere in it.</summary>
    public bool Mentions(string name) => this is Identifier identifier ? identifier.Name == name : Parts.Any(part => part.Mentions(name));

    protected abstract IEnumerable<CelExpression> Parts { get; }

    internal sealed record Literal(object? Value) : CelExpression
    {
        protected override IEnumerable<CelExpression> Parts => [];
    }

    internal sealed record Identifier(string Name) : CelExpression
    {
        protected override IEnumerable<CelExpression> Parts => [];
    }

    /// <summary><c>target.field</c>, or <c>has(target.field)</c>.</summary>
    internal sealed record Select(CelExpression Target, string Field, bool Presence = false) : CelExpression
    {
        protected override IEnumerable<CelExpression> Parts => [Target];
    }

    internal sealed record Index(CelExpression Target, CelExpression Key) : CelExpression
    {
        protected override IEnumerable<CelExpression> Parts => [Target, Key];
    }

    /// <summary>A function, or a method when it has a target.</summary>
    internal sealed record Call(string Function, CelExpression? Target, ImmutableArray<CelExpression> Arguments) : CelExpression
    {
        protected override IEnumerable<CelExpression> Parts => Target is null ? Arguments : Arguments.Prepend(Target);
    }

    internal sealed record Unary(string Operator, CelExpression Operand) : CelExpression
    {
        protected override IEnumerable<CelExpression> Parts => [Operand];
    }

    internal sealed record Binary(string Operator, CelExpression Left, CelExpression Right) : CelExpression
    {
        protected override IEnumerable<CelExpression> Parts => [Left, Right];
    }

    internal sealed record Conditional(CelExpression Test, CelExpression Then, CelExpression Else) : CelExpression
    {
        protected override IEnumerable<CelExpression> Parts => [Test, Then, Else];
    }

    internal sealed record ListLiteral(ImmutableArray<CelExpression> Items) : CelExpression
    {
        protected override IEnumerable<CelExpression> Parts => Items;
    }

    internal sealed record MapLiteral(ImmutableArray<(CelExpression Key, CelExpression Value)> Entries) : CelExpression
    {
        protected override IEnumerable<CelExpression> Parts => Entries.SelectMany(entry => new[] { entry.Key, entry.Value });
    }

    /// <summary><c>range.all(variable, body)</c> and its kin; <c>map</c> may have a filter before the body.</summary>
    internal sealed record Macro(string Name, CelExpression Range, string Variable, CelExpression? Filter, CelExpression Body)
        : CelExpression
    {
        protected override IEnumerable<CelExpression> Parts => Filter is null ? [Range, Body] : [Range, Filter, Body];
    }
}
