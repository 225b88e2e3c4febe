using System.Text;
using Kube.Model;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Objects;

/// <summary>Names of the objects of a pipeline, in its namespace.</summary>
public static class PipelineNames
{
    private const int HashDigits = 10;

    /// <summary>Deployment, ServiceAccount, NetworkPolicy and PodDisruptionBudget of the collectors.</summary>
    public static string Ingest(ObjectKey pipeline) => $"{pipeline.Name}-ingest";

    /// <summary>The Service that instrumented programs send to.</summary>
    public static string Service(ObjectKey pipeline) => $"{pipeline.Name}-otlp";

    /// <summary>The ConfigMap of the plans in force (<see cref="PlansInForce"/>).</summary>
    public static string Plans(ObjectKey pipeline) => $"{pipeline.Name}-plans";

    /// <summary>The ConfigMap with this configuration; different content gets a different name.</summary>
    public static string Configuration(ObjectKey pipeline, string configuration) =>
        $"{Ingest(pipeline)}-{PlanDigest.Of(Encoding.UTF8.GetBytes(configuration), HashDigits)}";
}
