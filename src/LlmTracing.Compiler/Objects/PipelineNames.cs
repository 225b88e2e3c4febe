using System.Text;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Objects;

/// <summary>Names of what a pipeline consists of, in its namespace.</summary>
public static class PipelineNames
{
    private const int HashDigits = 10;

    /// <summary>Deployment, ServiceAccount, NetworkPolicy and PodDisruptionBudget of the collectors.</summary>
    public static string Ingest(ObjectKey pipeline) => $"{pipeline.Name}-ingest";

    /// <summary>The Service that applications send to.</summary>
    public static string Service(ObjectKey pipeline) => $"{pipeline.Name}-otlp";

    /// <summary>The ConfigMap of the plans in force (<see cref="PlansInForce"/>).</summary>
    public static string Plans(ObjectKey pipeline) => $"{pipeline.Name}-plans";

    /// <summary>The ConfigMap with this configuration: another content has another name.</summary>
    public static string Configuration(ObjectKey pipeline, string configuration) =>
        $"{Ingest(pipeline)}-{PlanDigest.Of(Encoding.UTF8.GetBytes(configuration), HashDigits)}";

    /// <summary>Base URL for OTLP over HTTP.</summary>
    public static string HttpEndpoint(ObjectKey pipeline) => Endpoint(pipeline, WellKnown.OtlpHttpPort);

    /// <summary>URL for OTLP over gRPC.</summary>
    public static string GrpcEndpoint(ObjectKey pipeline) => Endpoint(pipeline, WellKnown.OtlpGrpcPort);

    private static string Endpoint(ObjectKey pipeline, int port) => $"http://{Service(pipeline)}.{pipeline.Namespace}.svc:{port}";
}
