using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Testing;
using Kube.Testing.Processes;
using Kube.Testing.Telemetry;
using LlmTracing.Compiler.Collector;
using LlmTracing.Compiler.Patterns;
using LlmTracing.Compiler.Tests.Preview;
using LlmTracing.Compiler.Yaml;

namespace LlmTracing.Compiler.Tests.Patterns;

/// <summary>The collector is the judge: what it compiles, and what it matches.</summary>
public sealed class CollectorTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_collector_compiles_what_is_accepted()
    {
        var finished = await Validate([.. SomePatterns.Accepted, .. SomePatterns.Accepted.Select(SomePatterns.Inside)]);
        finished.ExitCode.ShouldBe(0, finished.Output);
    }

    [Fact]
    public async Task The_collector_refuses_what_is_refused()
    {
        foreach (var pattern in SomePatterns.Rejected)
        {
            var finished = await Validate([pattern]);
            finished.ExitCode.ShouldBe(1, pattern);
            finished.Output.ShouldContain("error parsing regexp", customMessage: $"{pattern}\n{finished.Output}");
        }
    }

    [Fact]
    public async Task The_collector_matches_what_the_translation_matches()
    {
        var replaced = await Replaced(SomePatterns.Translated, SomePatterns.Texts);
        foreach (var (index, pattern) in SomePatterns.Translated.Index())
        {
            var regex = Re2.Compile(pattern, TimeSpan.FromSeconds(10));
            SomePatterns.Texts.Select(text => Re2.Replace(regex, text, match => $"<{match}>")).ShouldBe(replaced.Select(values => values[$"r{index}"]), customMessage: pattern);
        }
    }

    private static Task<Finished> Validate(IEnumerable<string> patterns) => Kube.Testing.Telemetry.Collector.Validate(
        new JsonObject
        {
            ["receivers"] = Receiver("127.0.0.1:4318"),
            ["processors"] = new JsonObject { ["redaction"] = new JsonObject { ["allow_all_keys"] = true, ["blocked_values"] = List(patterns.Select(Ottl.Escaped)) } },
            ["exporters"] = new JsonObject { ["nop"] = null },
            ["service"] = Service(["otlp"], ["redaction"], ["nop"]),
        }.ToYaml(), cancel: Cancel);

    /// <summary>For each text: the text after each pattern replaced its matches by themselves in angle brackets.</summary>
    private static async Task<List<Dictionary<string, string>>> Replaced(string[] patterns, string[] texts)
    {
        Layer.Collector.Require();
        var folder = Directory.CreateTempSubdirectory("re2-");
        try
        {
            var (file, listen) = (Path.Combine(folder.FullName, "out.json"), $"127.0.0.1:{FreePort.Take(1)[0]}");
            var statements = patterns.Index().SelectMany(pattern => new[]
            {
                $"set(span.attributes[\"r{pattern.Index}\"], span.attributes[\"text\"])",
                $"replace_pattern(span.attributes[\"r{pattern.Index}\"], {Ottl.Literal(pattern.Item)}, {Ottl.Literal("<$0>")})",
            });
            await CollectorRun.Send(Configuration(statements, listen, file).ToYaml(), new Uri($"http://{listen}"), [Request(texts)], environment: null, Cancel);
            return [.. File.ReadLines(file).SelectMany(line => Structure.Items(JsonNode.Parse(line)!, Signal.Traces))
                .Select(span => Structure.Attributes(span).ToDictionary(pair => pair.Key, pair => pair.Value["stringValue"]!.GetValue<string>()))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JsonObject Configuration(IEnumerable<string> statements, string listen, string file) => new()
    {
        ["receivers"] = Receiver(listen),
        ["processors"] = new JsonObject
        {
            ["transform"] = new JsonObject
            {
                ["error_mode"] = "propagate",
                ["trace_statements"] = new JsonArray(new JsonObject { ["context"] = "span", ["statements"] = List(statements) }),
            },
        },
        ["exporters"] = new JsonObject { ["file"] = new JsonObject { ["path"] = file } },
        ["service"] = Service(["otlp"], ["transform"], ["file"]),
    };

    private static JsonObject Receiver(string listen) =>
        new() { ["otlp"] = new JsonObject { ["protocols"] = new JsonObject { ["http"] = new JsonObject { ["endpoint"] = listen } } } };

    private static JsonObject Service(string[] receivers, string[] processors, string[] exporters) => new()
    {
        ["telemetry"] = new JsonObject { ["metrics"] = new JsonObject { ["level"] = "none" } },
        ["pipelines"] = new JsonObject { ["traces"] = new JsonObject { ["receivers"] = List(receivers), ["processors"] = List(processors), ["exporters"] = List(exporters) } },
    };

    private static OtlpRequest Request(string[] texts) => new(Signal.Traces, new JsonObject
    {
        ["resourceSpans"] = new JsonArray(new JsonObject
        {
            ["scopeSpans"] = new JsonArray(new JsonObject
            {
                ["spans"] = new JsonArray([.. texts.Select((text, index) => new JsonObject
                {
                    ["traceId"] = "5b8efff798038103d269b633813fc60c",
                    ["spanId"] = (index + 1).ToString("x16"),
                    ["attributes"] = new JsonArray(new JsonObject { ["key"] = "text", ["value"] = new JsonObject { ["stringValue"] = text } }),
                })]),
            }),
        }),
    }.ToJsonString(JsonSerializerOptions.Default));

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}

file static class Configurations
{
    public static string ToYaml(this JsonObject configuration) => YamlText.Write(JsonSerializer.Deserialize<JsonElement>(configuration));
}
