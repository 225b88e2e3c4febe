using System.Collections.Immutable;
using LlmTracing.Cli.Collectors;
using LlmTracing.Cli.Commands;
using LlmTracing.Cli.Previews;
using LlmTracing.Compiler.Otlp;

namespace LlmTracing.Cli.PolicyTests;

/// <summary>Runs a case with the plan's own interpreter, and in a real collector if there is one.</summary>
internal sealed class CaseRunner(CollectorProgram? collector, CliContext context)
{
    /// <exception cref="UsageException">The plan cannot be applied here, or the collector cannot run it.</exception>
    public async Task<ImmutableArray<CaseResult>> RunAsync(ReadyCase one, CancellationToken cancellation)
    {
        var key = PreviewKey.Of(one.Plan, context);
        var redactor = PolicyRedactor.Of(one.Plan, key);
        var previewed = Evaluate(one.Case, "preview", [.. one.Trace.Select(request => redactor.Apply(request).Request)]);
        if (collector is null)
        {
            return [previewed];
        }

        var written = await CollectorRun.RedactAsync(
            collector, one.Plan, key is null ? [] : [(key.Variable, key.Text)], one.Trace, cancellation);
        return written.IsDefault
            ? throw new UsageException($"the collector {collector.Path} could not run the configuration, or rejected the trace.")
            : [previewed, Evaluate(one.Case, "collector", written)];
    }

    private static CaseResult Evaluate(PolicyCase one, string through, ImmutableArray<OtlpRequest> requests)
    {
        var evaluation = new Evaluation(requests);
        return new CaseResult(
            one,
            through,
            [.. one.Expectations.Select(expectation => new ExpectationResult(expectation, evaluation.Evaluate(expectation)))]);
    }
}
