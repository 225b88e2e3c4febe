namespace Repository.Tests.Schema;

/// <summary>Bounds keep objects small and CEL rules affordable; descriptions are what <c>kubectl explain</c> shows.</summary>
public sealed class SchemaBoundsTests
{
    private static readonly IReadOnlyList<(string Kind, Field Field)> Fields =
        [.. CrdSchema.All.SelectMany(crd => crd.Fields().Where(field => field.Path is not ".metadata").Select(field => (crd.Kind, field)))];

    [Fact]
    public void Every_field_is_described() =>
        Paths(field => field.IsProperty && ((string?)field.Schema["description"] ?? "").Length < 10).ShouldBeEmpty();

    [Fact]
    public void Every_field_has_a_type() =>
        Paths(field => field.Type is null && !field.Has("x-kubernetes-int-or-string")).ShouldBeEmpty();

    [Fact]
    public void Strings_have_a_length_an_enum_or_a_format() =>
        Paths(field => field.Type == "string" && !field.Has("maxLength") && !field.Has("enum") && !field.Has("format")).ShouldBeEmpty();

    [Fact]
    public void Lists_have_a_length_and_a_type_for_server_side_apply() =>
        Paths(field => field.Type == "array" && !(field.Has("maxItems") && field.Has("x-kubernetes-list-type"))).ShouldBeEmpty();

    [Fact]
    public void Maps_have_a_size() => Paths(field => field.Has("additionalProperties") && !field.Has("maxProperties")).ShouldBeEmpty();

    [Fact]
    public void Numbers_of_the_spec_have_a_range() =>
        Paths(field => field.Type is "integer" or "number" && field.Path.StartsWith(".spec", StringComparison.Ordinal)
            && field.Path != ".spec.collector.ingest.tolerations[].tolerationSeconds"
            && !(field.Has("minimum") && field.Has("maximum"))).ShouldBeEmpty();

    [Fact]
    public void Rules_have_messages() =>
        Paths(field => field.Schema["x-kubernetes-validations"]?.AsArray().Any(rule => rule!["message"] is null) == true).ShouldBeEmpty();

    [Fact]
    public void Nothing_unknown_is_preserved() => Paths(field => field.Has("x-kubernetes-preserve-unknown-fields")).ShouldBeEmpty();

    private static IEnumerable<string> Paths(Func<Field, bool> violates) =>
        Fields.Where(item => violates(item.Field)).Select(item => $"{item.Kind} {item.Field.Path}");
}
