using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector;

namespace LlmTracing.Compiler.Objects;

/// <summary>Network access to the collectors.</summary>
internal static class IngestNetwork
{
    internal const string GrpcPort = "otlp-grpc";
    internal const string HttpPort = "otlp-http";

    private static readonly NetworkPolicyPeer AnyPod = new() { NamespaceSelector = new LabelSelector() };

    internal static Service Service(TracePipeline pipeline) => new()
    {
        ApiVersion = Kinds.Service.ApiVersion,
        Kind = Kinds.Service.Kind,
        Metadata = PipelineMetadata.Of(pipeline, PipelineNames.Service(pipeline.Metadata.Key)),
        Spec = new ServiceSpec
        {
            Selector = PipelineMetadata.Selector(pipeline.Metadata.Key),
            Ports =
            [
                new ServicePort { Name = GrpcPort, Port = WellKnown.OtlpGrpcPort, TargetPort = GrpcPort, Protocol = "TCP", AppProtocol = "grpc" },
                new ServicePort { Name = HttpPort, Port = WellKnown.OtlpHttpPort, TargetPort = HttpPort, Protocol = "TCP", AppProtocol = "http" },
            ],
        },
    };

    /// <summary>The health port is open to all: probes come from the node, which no label selects.</summary>
    internal static NetworkPolicy Policy(TracePipeline pipeline) => new()
    {
        ApiVersion = Kinds.NetworkPolicy.ApiVersion,
        Kind = Kinds.NetworkPolicy.Kind,
        Metadata = PipelineMetadata.Of(pipeline, PipelineNames.Ingest(pipeline.Metadata.Key)),
        Spec = new NetworkPolicySpec
        {
            PodSelector = new LabelSelector { MatchLabels = PipelineMetadata.Selector(pipeline.Metadata.Key) },
            PolicyTypes = ["Ingress"],
            Ingress =
            [
                Rule(pipeline.Spec.Network.From is { IsEmpty: false } peers ? peers : [AnyPod], WellKnown.OtlpGrpcPort, WellKnown.OtlpHttpPort),
                Rule([AnyPod], CollectorConfiguration.MetricsPort),
                Rule([], CollectorConfiguration.HealthPort),
            ],
        },
    };

    private static NetworkPolicyIngressRule Rule(ImmutableArray<NetworkPolicyPeer> from, params ImmutableArray<int> ports) => new()
    {
        From = from,
        Ports = [.. ports.Select(port => new NetworkPolicyPort { Protocol = "TCP", Port = port })],
    };
}
