using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Cli.Manifests;
using LlmTracing.Cli.Rendering;
using LlmTracing.Compiler;
using LlmTracing.Compiler.Collector;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Bench;

/// <summary>A collector configuration to measure. Its environment says where it listens and where it sends: <c>nop</c>, or <c>file</c> when
/// its effect is looked at.</summary>
internal sealed record Subject(string Name, string Yaml)
{
    public const string Listen = "BENCH_LISTEN";
    public const string Exporter = "BENCH_EXPORTER";
    public const string Output = "BENCH_OUTPUT";
    public const string Masked = "masked";
    public const string ByHand = "masked, by hand";
    public const string PassThrough = "pass-through";

    /// <summary>Pass-through first, then the policies of the catalogue, then what was written by hand.</summary>
    /// <param name="root">Folder of the repository.</param>
    public static ImmutableArray<Subject> All(string root)
    {
        var set = ManifestLoader.Load(ManifestFiles.Read([Path.Combine(root, "config", "samples")], Stream.Null), "default");
        var masked = Generated(set, Masked);
        return
        [
            new(PassThrough, Without(masked).ToYaml()),
            .. new[] { "open", Masked, "strict" }.Select(name => new Subject(name, Generated(set, name).ToYaml())),
            FromFile(ByHand, Path.Combine(root, "bench", "masked-by-hand.yaml")),
        ];
    }

    public static Subject FromFile(string name, string path) => new(name, File.ReadAllText(path));

    /// <summary>What <c>render --standalone</c> writes, but for where it listens and sends.</summary>
    private static CollectorConfig Generated(ManifestSet set, string policy)
    {
        var settings = new CompilerSettings();
        var chosen = ChosenPolicy.Find(set, new ObjectKey(settings.OperatorNamespace, policy), settings);
        var plan = RedactionPlanner.From(chosen.Policy!.Spec);
        var config = StandaloneConfiguration.Of(plan, $"${{env:{Listen}}}", new StandaloneExport.File($"${{env:{Output}}}"));
        return Each(config, pipeline => pipeline with { Exporters = [$"${{env:{Exporter}}}"] });
    }

    private static CollectorConfig Without(CollectorConfig config) =>
        Each(config, pipeline => pipeline with { Processors = ["memory_limiter"] });

    private static CollectorConfig Each(CollectorConfig config, Func<PipelineSection, PipelineSection> change) => config with
    {
        Service = config.Service with
        {
            Pipelines = config.Service.Pipelines.ToImmutableSortedDictionary(
                pair => pair.Key, pair => change(pair.Value), StringComparer.Ordinal),
        },
    };
}
