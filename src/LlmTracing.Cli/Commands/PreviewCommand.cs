using System.CommandLine;
using Kube.Model;
using LlmTracing.Cli.Findings;
using LlmTracing.Cli.Manifests;
using LlmTracing.Cli.Previews;
using LlmTracing.Cli.Rendering;
using LlmTracing.Cli.Telemetry;
using LlmTracing.Cli.Views;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Cli.Commands;

/// <summary><c>preview</c>: what a policy does to recorded telemetry, with no collector.</summary>
/// <remarks>The view shows what was recorded beside what is left, to the one who has the recording anyway; text and JSON show nothing that was removed.</remarks>
internal static class PreviewCommand
{
    public static Command Create(CliContext context)
    {
        var sources = new SourceOptions();
        var policy = new Option<ObjectKey?>("--policy") { Description = "The policy to apply.", HelpName = "NAMESPACE/POLICY", Required = true, CustomParser = PolicyKey.Parse };
        var trace = new Option<string>("--trace")
        {
            Description = "OTLP in JSON, traces or logs: one request, or one on each line; '-' is standard input.",
            HelpName = "FILE|-",
            Required = true,
        };
        var format = new Option<string>("--output", "-o")
        {
            Description = "Format: view, before and after side by side; text, a list of changes without values; json, with the telemetry after redaction.",
            DefaultValueFactory = _ => "view",
        };
        format.AcceptOnlyFromAmong("view", "text", "json");
        var all = new Option<bool>("--all") { Description = "In the view: also what does not change, and values in full." };
        var command = new Command("preview", "Show what a policy does to a recorded trace. The view shows what was recorded: keep it to yourself.") { policy, trace, format, all };
        sources.AddTo(command);
        command.SetAction(parsed =>
        {
            var file = parsed.GetValue(trace)!;
            if (file == "-" && sources.ReadsInput(parsed))
            {
                throw new UsageException("standard input can be the manifests or the trace, not both.");
            }

            var chosen = ChosenPolicy.Find(sources.Load(parsed, context), parsed.GetValue(policy)!.Value, sources.Settings(parsed));
            FindingsText.Write(chosen.Findings, context.Error);
            return chosen.Policy is null
                ? ExitCode.Findings
                : Show(RedactionPlanner.From(chosen.Policy.Spec), file, parsed.GetValue(format)!, parsed.GetValue(all), context);
        });
        return command;
    }

    private static int Show(RedactionPlan plan, string trace, string format, bool all, CliContext context)
    {
        var requests = TraceFile.Read(ManifestFiles.ReadFile(trace, context.Input));
        var key = PreviewKey.Of(plan, context);
        if (key is { IsSecret: false })
        {
            context.Error.WriteLine($"{key.Variable} is not set: hashes are made with a key that is no secret, so they are not those of the collectors.");
        }

        var redactor = PolicyRedactor.Of(plan, key);
        var spans = requests.AsParallel().Sum(request => TelemetryItems.Of(request).Count(item => item.Kind == ItemKind.Span));
        switch (format)
        {
            case "json":
                PreviewJson.Write([.. requests.AsParallel().AsOrdered().Select(redactor.Apply)], context.Output);
                break;
            case "text":
                PreviewText.Write([.. requests.AsParallel().AsOrdered().SelectMany(request => redactor.Apply(request).Changes)], spans, context.Output);
                break;
            default:
                var comparison = Comparison.Of(redactor, requests);
                new PreviewView(OutputConsole.For(context, context.Output, context.Columns), all).Write(comparison);
                ChangeText.WriteSum(comparison.Changes, spans, context.Output);
                break;
        }

        return ExitCode.Ok;
    }
}
