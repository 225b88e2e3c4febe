using Kube.Model;
using LlmTracing.Compiler.Api;
using Spectre.Console;

namespace LlmTracing.Cli.Demo;

/// <summary>Lists resources with their conditions.</summary>
internal static class ResourcesView
{
    public static void Write(IAnsiConsole console, IEnumerable<TracePipeline> pipelines, IEnumerable<LlmTracingPolicy> policies)
    {
        var table = new Table { Border = TableBorder.None, UseSafeBorder = true };
        table.AddColumns(new TableColumn("NAME"), new TableColumn("CONDITION"), new TableColumn("STATUS"), new TableColumn("REASON"));
        foreach (var pipeline in pipelines)
        {
            Add(table, $"tracepipeline/{pipeline.Metadata.Name}", pipeline.Status?.Conditions ?? []);
        }

        foreach (var policy in policies)
        {
            Add(table, $"llmtracingpolicy/{policy.Metadata.Name}", policy.Status?.Conditions ?? []);
        }

        console.Write(table);
    }

    private static void Add(Table table, string name, IReadOnlyList<Condition> conditions)
    {
        var first = true;
        foreach (var condition in conditions.DefaultIfEmpty(new Condition { Type = "-", Status = "Unknown", Reason = "NotReconciled" }))
        {
            var style = condition.Status switch
            {
                "True" => new Style(Color.Green),
                "False" => new Style(Color.Red),
                _ => new Style(Color.Yellow),
            };
            table.AddRow(
                new Text(first ? name : ""), new Text(condition.Type), new Text(condition.Status, style), new Text(condition.Reason));
            first = false;
        }
    }
}
