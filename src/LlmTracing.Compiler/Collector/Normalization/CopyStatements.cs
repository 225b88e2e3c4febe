using System.Text.RegularExpressions;
using LlmTracing.Compiler.Plan.Normalization;

namespace LlmTracing.Compiler.Collector.Normalization;

/// <summary>Statements that set one name from its sources, where it is absent. Guards let none of them fail.</summary>
internal static class CopyStatements
{
    internal static IEnumerable<string> Of(NormalizedName name)
    {
        var target = Ottl.Attribute(name.Target);
        var sources = name.Sources.Select(source => Ottl.Attribute(source.Key));
        return name.Conversion switch
        {
            Conversion.Text => sources.Select(source => Set(target, source, source, IsText(source))),
            Conversion.TextList => sources.Select(source => Set(target, $"[{source}]", source, IsText(source))),
            Conversion.Count => sources.Select(source => Set(target, $"Int({source})", source, IsCount(source))),
            Conversion.Mapped mapped => Map(name.Target, mapped, sources),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <remarks>Most spans have none of the sources: that is looked at first.</remarks>
    private static string Set(string target, string value, string source, string condition) =>
        $"set({target}, {value}) where {source} != nil and {target} == nil and {condition}";

    private static string IsText(string source) => $"IsString({source}) and {source} != \"\"";

    /// <remarks><c>Int</c> cuts the fraction of a double, and gives nothing for a text that is no number.</remarks>
    private static string IsCount(string source) =>
        $"(IsInt({source}) or (IsString({source}) and IsMatch({source}, {Ottl.Literal("^[0-9]{1,18}$")}))"
        + $" or (IsDouble({source}) and {source} >= 0.0 and {source} <= 9007199254740992.0 and Int({source}) == {source}))";

    /// <summary>The first value that fits waits in the cache until its name is found.</summary>
    private static IEnumerable<string> Map(string key, Conversion.Mapped mapped, IEnumerable<string> sources)
    {
        var target = Ottl.Attribute(key);
        var value = $"cache[{Ottl.Literal(key)}]";
        return
        [
            .. sources.Select(
                source => Set(
                    value, source, source,
                    $"{target} == nil and {IsText(source)}{(mapped.OthersPass ? "" : $" and {IsKnown(source, mapped)}")}")),
            .. mapped.Names.Select(name => $"set({target}, {Ottl.Literal(name.Name)}) where {value} != nil and "
                + $"({Ottl.Any(name.From.Select(from => $"{value} == {Ottl.Literal(from)}"))})"),
            .. mapped.OthersPass ? [$"set({target}, {value}) where {value} != nil and {target} == nil"] : Array.Empty<string>(),
        ];
    }

    private static string IsKnown(string source, Conversion.Mapped mapped) =>
        $"IsMatch({source}, {Ottl.Literal(Ottl.WholeKey(mapped.Names.SelectMany(name => name.From).Select(Regex.Escape)))})";
}
