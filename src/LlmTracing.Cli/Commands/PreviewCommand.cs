using System.CommandLine;
using Kube.Model;
using LlmTracing.Cli.Findings;
using LlmTracing.Cli.Manifests;
using LlmTracing.Cli.Previews;
using LlmTracing.Cli.Rendering;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Preview;

namespace LlmTracing.Cli.Commands;

/// <summary><c>preview</c>: what a policy does to recorded telemetry, with no collector. Shows what happened where, not the content.</summary>
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
        var format = new Option<string>("--output", "-o") { Description = "Format: text, or json with the telemetry after redaction.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("preview", "Show what a policy does to a recorded trace.") { policy, trace, format };
        sources.AddTo(command);
        command.SetAction(parsed =>
        {
            var chosen = ChosenPolicy.Find(sources.Load(parsed, context), parsed.GetValue(policy)!.Value, sources.Settings(parsed));
            FindingsText.Write(chosen.Findings, context.Error);
            return chosen.Policy is null
                ? ExitCode.Findings
                : Show(RedactionPlanner.From(chosen.Policy.Spec), parsed.GetValue(trace)!, parsed.GetValue(format) == "json", context);
        });
        return command;
    }

    private static int Show(RedactionPlan plan, string trace, bool json, CliContext context)
    {
        var requests = TraceFile.Read(ManifestFiles.ReadFile(trace, context.Input));
        var redactor = RedactorOf(plan, HashKeyOf(plan, context));
        var results = requests.Select(redactor.Apply).ToList();
        if (json)
        {
            PreviewJson.Write(results, context.Output);
        }
        else
        {
            PreviewText.Write(results, context.Output);
        }

        return ExitCode.Ok;
    }

    private static Redactor RedactorOf(RedactionPlan plan, HashKey? key)
    {
        try
        {
            return new Redactor(plan, key);
        }
        catch (NotSupportedException)
        {
            throw new UsageException("a pattern of the policy names a Unicode script, which only the collector knows; preview can't show this policy.");
        }
    }

    private static HashKey? HashKeyOf(RedactionPlan plan, CliContext context)
    {
        if (plan.HashKey is not { } secret)
        {
            return null;
        }

        var variable = SecretVariables.HashKey(secret);
        if (context.Variable(variable) is { Length: > 0 } key)
        {
            return new HashKey(key);
        }

        context.Error.WriteLine($"{variable} is not set: identities are hashed with a key that is no secret, so the digests are not those of the collectors.");
        return new HashKey("a key for previews, which is no secret");
    }
}
