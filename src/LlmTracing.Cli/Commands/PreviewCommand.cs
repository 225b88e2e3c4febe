using System.Collections.Immutable;
using System.CommandLine;
using Kube.Model;
using LlmTracing.Cli.Findings;
using LlmTracing.Cli.Manifests;
using LlmTracing.Cli.Previews;
using LlmTracing.Cli.Rendering;
using LlmTracing.Cli.Views;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Cli.Commands;

/// <summary><c>preview</c>: shows what a policy does to recorded telemetry, without a collector.</summary>
/// <remarks>The view shows the recording next to the result. Text and JSON omit what was removed.</remarks>
internal static class PreviewCommand
{
    public static Command Create(CliContext context)
    {
        var sources = new SourceOptions();
        var policy = new Option<ObjectKey?>("--policy")
        {
            Description = "The policy to apply.",
            HelpName = "NAMESPACE/POLICY",
            Required = true,
            CustomParser = PolicyKey.Parse,
        };
        var trace = new Option<string>("--trace")
        {
            Description = "OTLP traces or logs in JSON: one request, or one per line; '-' is standard input.",
            HelpName = "FILE|-",
            Required = true,
        };
        var format = new Option<string>("--output", "-o")
        {
            Description = "Format: view (before and after side by side), text (the changes without values) "
                + "or json (the changes and the redacted telemetry).",
            DefaultValueFactory = _ => "view",
        };
        format.AcceptOnlyFromAmong("view", "text", "json");
        var all = new Option<bool>("--all") { Description = "In the view, also show what does not change, and all values in full." };
        var command = new Command(
            "preview", "Show what a policy does to a recorded trace. The view shows the recorded values: treat it as confidential.")
        {
            policy, trace, format, all,
        };
        sources.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = parsed.GetValue(trace)!;
            if (file == "-" && sources.ReadsInput(parsed))
            {
                throw new UsageException("standard input can be either the manifests or the trace, not both.");
            }

            var requests = Task.Run(() => TraceFile.Read(ManifestFiles.ReadFile(file, context.Input)), cancellation);
            var chosen = ChosenPolicy.Find(sources.Load(parsed, context), parsed.GetValue(policy)!.Value, sources.Settings(parsed));
            FindingsText.Write(chosen.Findings, context.Error);
            if (chosen.Policy is null)
            {
                return ExitCode.Findings;
            }

            var redactor = RedactorOf(RedactionPlanner.From(chosen.Policy.Spec), context);
            Show(redactor, await requests, parsed.GetValue(format)!, parsed.GetValue(all), context);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Redactor RedactorOf(RedactionPlan plan, CliContext context)
    {
        var key = PreviewKey.Of(plan, context);
        if (key is { IsSecret: false })
        {
            context.Error.WriteLine(
                $"{key.Variable} is not set: hashes are made with a placeholder key and differ from those of the collectors.");
        }

        return PolicyRedactor.Of(plan, key);
    }

    private static void Show(Redactor redactor, ImmutableArray<OtlpRequest> requests, string format, bool all, CliContext context)
    {
        if (format == "view")
        {
            var view = new PreviewView(OutputConsole.For(context, context.Output, context.Columns), all);
            var changes = view.Write(Comparison.Of(redactor, requests));
            ChangeText.WriteSum(changes, requests.Sum(request => request.Spans), context.Output);
            return;
        }

        ImmutableArray<PreviewResult> results = [.. InParallel.Of(requests).Select(redactor.Apply)];
        if (format == "json")
        {
            PreviewJson.Write(results, context.Output);
        }
        else
        {
            PreviewText.Write([.. results.SelectMany(result => result.Changes)], requests.Sum(request => request.Spans), context.Output);
        }
    }
}
