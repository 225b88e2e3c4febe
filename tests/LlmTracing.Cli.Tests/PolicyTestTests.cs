using Kube.Testing;

namespace LlmTracing.Cli.Tests;

/// <summary>Policy tests through a real collector come to the same results as without one.</summary>
public sealed class PolicyTestTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("llmtracing-cli-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_example_passes_through_a_real_collector()
    {
        Layer.Collector.Require();
        var run = await Test("auto", WorkingTree.PathOf("config/examples"));
        run.ExitCode.ShouldBe(0, $"{run.Output}{run.Error}");
        run.Output.ShouldContain("through the collector");
    }

    [Fact]
    public async Task A_real_collector_fails_what_the_preview_fails()
    {
        Layer.Collector.Require();
        var run = await Test(Tools.Collector!, WorkingTree.PathOf("tests/LlmTracing.Cli.Tests/Cases/test-failing"));
        run.ExitCode.ShouldBe(1);
        var results = Blocks(run.Output).ToLookup(block => block.Through, block => block.Lines);
        results[true].Count().ShouldBe(2);
        results[true].ShouldBe(results[false]);
    }

    [Fact]
    public async Task Identities_are_hashed_with_the_same_key()
    {
        Layer.Collector.Require();
        var cases = WorkingTree.PathOf("tests/LlmTracing.Cli.Tests/Cases");
        await Write("hash.test.yaml", $$"""
            policy: shop/checkout
            trace: {{cases}}/preview-hash-json/trace.json
            expect:
              - {attribute: user.id, equal: 4b3f7bdcd260530c38fdde4a6643b6fea501b6eaf82adf5f370324973d2c893b}
            """);
        var run = await Test("auto", folder.FullName, "-f", Path.Combine(cases, "render-standalone-file/policy.yaml"));
        run.ExitCode.ShouldBe(0, $"{run.Output}{run.Error}");
    }

    [Fact]
    public async Task A_collector_that_writes_nothing_because_all_is_dropped_is_no_failure()
    {
        Layer.Collector.Require();
        await Write("trace.json", """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"0102030405060708","name":"linked",
            "startTimeUnixNano":"1","endTimeUnixNano":"2","links":[{"traceId":"0102030405060708090a0b0c0d0e0f11","spanId":"0102030405060709"}]}]}]}]}
            """);
        await Write("gone.test.yaml", "policy: llm-tracing-system/masked\ntrace: trace.json\nexpect: [{span: linked, exists: false}]\n");
        var run = await Test("auto", folder.FullName, "-f", WorkingTree.PathOf("config/samples"));
        run.ExitCode.ShouldBe(0, $"{run.Output}{run.Error}");
    }

    [Fact]
    public async Task A_collector_that_is_asked_for_must_be_there()
    {
        var run = await CliRun.Of(["test", WorkingTree.PathOf("config/examples"), "--collector", "auto"]);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("set OTELCOL");
    }

    [Fact]
    public async Task A_collector_that_does_not_run_is_a_finding_of_each_case()
    {
        if (!OperatingSystem.IsWindows())
        {
            var program = Path.Combine(folder.FullName, "otelcol");
            await File.WriteAllTextAsync(program, "#!/bin/sh\nexit 1\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var run = await Test(program, WorkingTree.PathOf("config/examples"));
            run.ExitCode.ShouldBe(2);
            run.Error.ShouldContain("checkout-assistant.test.yaml:2:1: error: policy: The policy cannot be tested: the collector");
        }
    }

    private static Task<CliRun> Test(string collector, params string[] arguments) =>
        CliRun.Of(["test", .. arguments, "--collector", collector], variable: name => name == "OTELCOL" ? Tools.Collector : null);

    private Task Write(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);

    /// <summary>The lines under each heading.</summary>
    private static IEnumerable<(bool Through, string Lines)> Blocks(string output)
    {
        var lines = output.Split('\n');
        foreach (var (index, heading) in lines.Index()
            .Where(line => line.Item.Contains(".test.yaml: ", StringComparison.Ordinal) && !line.Item.StartsWith(' ')))
        {
            yield return (heading.EndsWith("through the collector", StringComparison.Ordinal), string.Join('\n', lines.Skip(index + 1)
                .TakeWhile(line => line.StartsWith(' '))));
        }
    }
}
