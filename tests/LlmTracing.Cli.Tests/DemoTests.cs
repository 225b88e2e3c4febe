using Kube.Testing;

namespace LlmTracing.Cli.Tests;

/// <summary>The tour, as someone sees it who pipes it into a file.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Without_a_collector_the_plan_is_interpreted_and_that_is_said()
    {
        var run = await CliRun.Of(["demo"]);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("No collector was found");
        Shows(run.Output);
    }

    [Fact]
    public async Task With_a_collector_the_trace_runs_through_it()
    {
        Layer.Collector.Require();
        var run = await CliRun.Of(["demo"], variable: name => name == "OTELCOL" ? Tools.Collector : null);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("A real collector on this machine redacted this");
        Shows(run.Output);
    }

    private static void Shows(string output)
    {
        output.Split('\n').ShouldAllBe(line => line.Length <= 80);
        output.ShouldNotContain("\u001b");
        output.ShouldContain("tracepipeline/default");
        output.ShouldNotContain("False");
        output.ShouldContain("+ OTEL_EXPORTER_OTLP_ENDPOINT=http://default-otlp.llm-tracing-system.svc:4318");
        output.ShouldContain("+ Done. A receipt went to [email]; questions to [phone].");
        output.ShouldContain("6 spans in, 6 out.");
        output.Split('\n').Where(line => line.StartsWith('+')).ShouldAllBe(line => !line.Contains("FAKE") && !line.Contains("example.org"));
    }
}
