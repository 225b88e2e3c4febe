using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Tests.Preview;

namespace LlmTracing.Compiler.Tests.Collector.Attacks;

/// <summary>Generated secrets in every place and spelling, through the real collector.</summary>
public sealed class PlantedTests
{
    private const int Each = 100;

    private static readonly Gen<Plant> Plants =
        from secret in PlantedSecret.Any
        from spelling in Gen.Elements(Spelling.All.Where(spelling => spelling.Fits(secret)).ToArray())
        from place in Gen.Elements<PlantedPlace>(PlantedPlace.All)
        select new Plant(secret, spelling, place);

    private static readonly Gen<Plant> Phrases =
        from letters in Gen.Elements("abcdefghjkmnpqrstvwxyz".ToCharArray()).ListOf(12)
        let word = string.Concat(letters)
        from spelling in Gen.Elements(Spelling.All.Where(spelling => spelling.Fits(new("phrase", "", ""))).ToArray())
        from place in Gen.Elements<PlantedPlace>(PlantedPlace.All)
        select new Plant(new("phrase", $"my name is {word}, I live in the old town", word), spelling, place);

    [Fact]
    public async Task Masked_lets_no_secret_pass() => (await Leaks("masked", Plants)).ShouldBeEmpty();

    [Fact]
    public async Task Strict_lets_no_secret_pass() => (await Leaks("strict", Plants)).ShouldBeEmpty();

    [Fact]
    public async Task Strict_lets_no_word_pass() => (await Leaks("strict", Phrases)).ShouldBeEmpty();

    private static async Task<List<string>> Leaks(string plan, Gen<Plant> plants)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var collector = await RunningCollector.Start(Some.Plan(plan), Plans.HashKey, cancel);
        var leaks = new List<string>();
        foreach (var group in plants.Sample(3000, new Rnd(7, 1), 10).GroupBy(plant => plant.Place.Signal).SelectMany(group => group.Chunk(Each)))
        {
            var signal = group[0].Place.Signal;
            var sent = new JsonObject { [signal.Root()] = new JsonArray([.. group.Select((plant, index) => plant.Place.Resource(plant.Text, index))]) };
            var arrived = await collector.Send(signal, sent.ToJsonString(), cancel);
            Resources(arrived, signal).Count.ShouldBe(group.Length);
            foreach (var (plant, before, after) in group.Zip(Resources(sent, signal), Resources(arrived, signal)))
            {
                leaks.AddRange(Faults(plant, before, after).Select(fault => $"{fault}: {plant}"));
            }
        }

        return leaks;
    }

    private static IEnumerable<string> Faults(Plant plant, JsonNode before, JsonNode after)
    {
        var texts = Texts(after).ToList();
        if (texts.Exists(text => text.Contains(plant.Spelling.Trace(plant.Secret), StringComparison.Ordinal)))
        {
            yield return "leak";
        }

        if (plant.Place.Signal == Signal.Traces && Shape(before) != Shape(after))
        {
            yield return "structure";
        }

        if (plant.Place.IsText && IsJson(plant.Text) && Values(after).FirstOrDefault(value => value.StartsWith(plant.Text[..1], StringComparison.Ordinal)) is { } json && !IsJson(json))
        {
            yield return "no JSON";
        }
    }

    /// <summary>The span's ids, and its counts with their types; a name may change, where it holds the text.</summary>
    private static string Shape(JsonNode resource)
    {
        var span = resource["scopeSpans"]![0]!["spans"]![0]!;
        var kept = Structure.Attributes(span).Where(pair => pair.Key is "gen_ai.request.model" || Structure.IsUsage(pair.Key) && pair.Key.StartsWith("gen_ai.usage", StringComparison.Ordinal));
        return $"{span["traceId"]} {span["spanId"]} {span["parentSpanId"]} {string.Join(' ', kept.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value.ToJsonString()}"))}";
    }

    private static List<JsonNode> Resources(JsonNode request, Signal signal) =>
        [.. request[signal.Root()]!.AsArray().Select(resource => resource!).OrderBy(resource => Id(resource, signal), StringComparer.Ordinal)];

    private static string Id(JsonNode resource, Signal signal)
    {
        var (scopes, items) = PlantedPlace.Lists(signal);
        return resource[scopes]![0]![items]![0]!["spanId"]!.ToString();
    }

    /// <summary>All names and values.</summary>
    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => Texts(member.Value).Prepend(member.Key)),
        JsonArray list => list.SelectMany(Texts),
        null => [],
        _ => [node.ToString()],
    };

    private static IEnumerable<string> Values(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => member.Key == "stringValue" ? [member.Value!.ToString()] : Values(member.Value)),
        JsonArray list => list.SelectMany(Values),
        _ => [],
    };

    private static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed record Plant(PlantedSecret Secret, Spelling Spelling, PlantedPlace Place)
    {
        public string Text => Spelling.Write(Secret);

        public override string ToString() => $"{Secret.Kind}, {Spelling.Name}, {Place.Signal} {Place.Name}: {Text}";
    }
}
