using System.Collections.Immutable;
using Kube.Testing;
using LlmTracing.Bench;
using LlmTracing.Bench.Operator;

if (args is [OperatorBenchOptions.Command, .. var rest])
{
    return await OperatorBench.Run(rest, Console.Error.WriteLine, Console.Out.Write);
}

var options = BenchOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine($"{BenchOptions.Usage}\n{OperatorBenchOptions.Usage}");
    return 2;
}

if (options.Recording is { } recording)
{
    LongRecording.Write(recording);
    return 0;
}

if (Tools.Collector is null)
{
    Console.Error.WriteLine("The bench needs an OpenTelemetry Collector: set OTELCOL to one, or put otelcol-contrib on PATH.");
    return 2;
}

var root = options.Root;
ImmutableArray<Subject> subjects = [.. Subject.All(root).Where(options.Chosen), .. options.Others];
var effects = await Effect.Of(subjects.Where(subject => subject.Name.StartsWith(Subject.Masked, StringComparison.Ordinal)));
foreach (var effect in effects)
{
    Console.Error.WriteLine(effect);
}

if (effects.Any(effect => effect.Leaks.Length > 0))
{
    return 1;
}

ImmutableArray<Payload> payloads = [.. Payload.All.Where(options.Chosen)];
var costs = await Costs.Measure(subjects, payloads, options.Rounds, Console.Error.WriteLine);
var table = CostTable.Write(subjects, payloads, costs);
Console.Write(table);
if (options.Write)
{
    await CostPage.Update(Path.Combine(root, "docs", "cost.md"), table, effects);
}

return 0;
