using LlmTracing.Cli.Collectors;
using LlmTracing.Cli.Commands;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Cli.Demo;

/// <summary>A trace after redaction, and a sentence about how it was redacted.</summary>
internal sealed record RedactedTrace(RecordedTrace Trace, string How)
{
    /// <summary>Uses a real collector if this machine can run one, otherwise the plan's interpreter.</summary>
    public static async Task<RedactedTrace> RedactAsync(
        RedactionPlan plan, RecordedTrace recording, CliContext context, CancellationToken cancellation)
    {
        if (CollectorProgram.Find(context) is not { } program)
        {
            return Interpreted(plan, recording, "No collector was found (OTELCOL, or otelcol-contrib on PATH)");
        }

        var written = await CollectorRun.RedactAsync(program, plan, [], [recording.Request], cancellation);
        return written.IsDefaultOrEmpty
            ? Interpreted(plan, recording, $"The collector {program.Path} could not run the configuration")
            : new RedactedTrace(
                new RecordedTrace(written[0]), "A real collector on this machine redacted this, with the generated configuration.");
    }

    private static RedactedTrace Interpreted(RedactionPlan plan, RecordedTrace recording, string why) => new(
        new RecordedTrace(new Redactor(plan, null).Apply(recording.Request).Request),
        $"{why}, so llmtracing applied the policy itself.");
}
