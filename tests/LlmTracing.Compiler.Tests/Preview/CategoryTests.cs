using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Detection;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>The mode of a category decides about the values of that category, and about no others.</summary>
public sealed partial class CategoryTests
{
    private static readonly ImmutableArray<string> Personal = [.. Detectors.Personal.Select(detector => $"[{detector.Name}]").Distinct()];

    private static readonly Lazy<ImmutableArray<JsonNode>> Requests = new(() =>
    [
        .. Recording.Names.SelectMany(name => Recording.Load(name).Requests).Where(request => request.Signal != Signal.Metrics).Select(request => JsonNode.Parse(request.Json)!),
        VocabularySpans.Request,
    ]);

    private static readonly Lazy<ImmutableArray<JsonNode>> Masked = new(() => Redacted(Policy(new())));

    public static TheoryData<Category> Categories => [.. Enum.GetValues<Category>()];

    [Theory, MemberData(nameof(Categories))]
    public void Keep_changes_what_is_of_this_category_alone(Category category)
    {
        var places = Places(Policy(With(category, ContentMode.Keep)));

        places.Where(place => place.Differs && !IsOnly(place, category) && !(category == Category.Media && HoldsMedia(place))).ShouldBeEmpty();
        places.Where(place => !place.Differs && IsOnly(place, category) && HoldsPersonal(place)).ShouldBeEmpty();
        places.Exists(place => place.Differs && IsOnly(place, category)).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Categories))]
    public void Drop_removes_all_that_may_be_of_this_category_and_nothing_else(Category category)
    {
        var places = Places(Policy(With(category, ContentMode.Drop)));

        places.Where(place => place.Differs != (place.Categories.Contains(category) && Text(place.Masked).Length > 0)).ShouldBeEmpty();
        places.Exists(place => place.Differs).ShouldBeTrue();
    }

    private static bool IsOnly(Compared place, Category category) => place.Categories.Count == 1 && place.Categories.Contains(category);

    private static bool HoldsMedia(Compared place) => Text(place.Masked).Contains("[media]", StringComparison.Ordinal);

    private static bool HoldsPersonal(Compared place) => Personal.Any(Text(place.Masked).Contains);

    private static string Text(JsonNode? value) => value is JsonValue text ? text.ToString() : value?.ToJsonString() ?? "";

    /// <summary>All values of all recordings, under the plan and where everything is masked.</summary>
    private static List<Compared> Places(LlmTracingPolicySpec policy) =>
        [.. Requests.Value.Zip(Masked.Value, Redacted(policy)).SelectMany(one => Places(CategorizedValue.Of(one.First), CategorizedValue.Of(one.Second), CategorizedValue.Of(one.Third)))];

    private static IEnumerable<Compared> Places(
        ImmutableSortedDictionary<string, CategorizedValue> sent, ImmutableSortedDictionary<string, CategorizedValue> masked, ImmutableSortedDictionary<string, CategorizedValue> changed) =>
        masked.Keys.Union(changed.Keys).Select(place => new Compared(
            place, sent.GetValueOrDefault(place)?.Categories ?? [], masked.GetValueOrDefault(place)?.Value, changed.GetValueOrDefault(place)?.Value));

    private static ImmutableArray<JsonNode> Redacted(LlmTracingPolicySpec policy)
    {
        var redactor = new Redactor(RedactionPlanner.From(policy), new HashKey(Plans.HashKey));
        return [.. Requests.Value.Select(request => redactor.Apply(new((JsonObject)request)).Request.Root)];
    }

    private static LlmTracingPolicySpec Policy(ContentSpec content) => Some.Policy(ContentMode.Mask) with
    {
        Content = content with { Default = ContentMode.Mask, Embeddings = content.Embeddings ?? ContentMode.Mask, Media = content.Media ?? ContentMode.Mask },
        Links = LinkMode.Keep,
    };

    private static ContentSpec With(Category category, ContentMode mode) => category switch
    {
        Category.SystemPrompt => new() { SystemPrompt = mode },
        Category.UserInput => new() { UserInput = mode },
        Category.Completion => new() { Completion = mode },
        Category.ToolArguments => new() { ToolArguments = mode },
        Category.ToolResults => new() { ToolResults = mode },
        Category.Retrieval => new() { Retrieval = mode },
        Category.Embeddings => new() { Embeddings = mode },
        Category.Media => new() { Media = mode },
        Category.Errors => new() { Errors = mode },
        _ => throw new ArgumentOutOfRangeException(nameof(category)),
    };

    /// <summary>With one placeholder for all: a list of messages that are judged one by one is masked as text, with brackets that JSON escapes.</summary>
    private static JsonNode? Same(JsonNode? value) => value switch
    {
        JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, Same(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Same)]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Placeholder().Replace(text.ToString(), "****"),
        _ => value?.DeepClone(),
    };

    [GeneratedRegex(@"<?(?:\[[a-z-]+\]|\*{4})")]
    private static partial Regex Placeholder();

    private sealed record Compared(string Place, ImmutableHashSet<Category> Categories, JsonNode? Masked, JsonNode? Changed)
    {
        public bool Differs => !JsonNode.DeepEquals(Same(Masked), Same(Changed));

        public override string ToString() => $"{Place} ({string.Join(", ", Categories)}): {Text(Masked)} -> {Text(Changed)}";
    }
}
