using System.Collections.Immutable;
using k8s.Models;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector;

namespace LlmTracing.Compiler.Objects;

/// <summary>Network access to the collectors.</summary>
internal static class IngestNetwork
{
    internal const string GrpcPort = "otlp-grpc";
    internal const string HttpPort = "otlp-http";

    private static NetworkPolicyPeer AnyPod { get; } = new() { NamespaceSelector = new LabelSelector() };

    internal static V1Service Service(TracePipeline pipeline) => new()
    {
        ApiVersion = Kinds.Service.ApiVersion,
        Kind = Kinds.Service.Kind,
        Metadata = PipelineMetadata.Of(pipeline, PipelineNames.Service(pipeline.Metadata.Key)),
        Spec = new V1ServiceSpec
        {
            Selector = PipelineMetadata.Selector(pipeline.Metadata.Key),
            Ports =
            [
                new V1ServicePort
                {
                    Name = GrpcPort,
                    Port = WellKnown.OtlpGrpcPort,
                    TargetPort = GrpcPort,
                    Protocol = "TCP",
                    AppProtocol = "grpc",
                },
                new V1ServicePort
                {
                    Name = HttpPort,
                    Port = WellKnown.OtlpHttpPort,
                    TargetPort = HttpPort,
                    Protocol = "TCP",
                    AppProtocol = "http",
                },
            ],
        },
    };

    /// <summary>The health port is open to all, because probes come from the node, which has no label to select.</summary>
    internal static V1NetworkPolicy Policy(TracePipeline pipeline) => new()
    {
        ApiVersion = Kinds.NetworkPolicy.ApiVersion,
        Kind = Kinds.NetworkPolicy.Kind,
        Metadata = PipelineMetadata.Of(pipeline, PipelineNames.Ingest(pipeline.Metadata.Key)),
        Spec = new V1NetworkPolicySpec
        {
            PodSelector = new V1LabelSelector { MatchLabels = PipelineMetadata.Selector(pipeline.Metadata.Key) },
            PolicyTypes = ["Ingress"],
            Ingress =
            [
                Rule(pipeline.Spec.Network.From is { IsEmpty: false } peers
                    ? peers
                    : [AnyPod], WellKnown.OtlpGrpcPort, WellKnown.OtlpHttpPort),
                Rule([AnyPod], CollectorConfiguration.MetricsPort),
                Rule([], CollectorConfiguration.HealthPort),
            ],
        },
    };

    private static V1NetworkPolicyIngressRule Rule(ImmutableArray<NetworkPolicyPeer> from, params ImmutableArray<int> ports) => new()
    {
        FromProperty = [.. from.Select(peer => peer.ToModel())],
        Ports = [.. ports.Select(port => new V1NetworkPolicyPort { Protocol = "TCP", Port = port })],
    };
}
