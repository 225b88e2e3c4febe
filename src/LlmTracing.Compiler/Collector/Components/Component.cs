using System.Text.Json.Serialization;

namespace LlmTracing.Compiler.Collector.Components;

/// <summary>A receiver, processor, connector, exporter or extension with its settings, named as in collector 0.155.</summary>
[JsonDerivedType(typeof(OtlpReceiver))]
[JsonDerivedType(typeof(MemoryLimiter))]
[JsonDerivedType(typeof(K8sAttributes))]
[JsonDerivedType(typeof(Transform))]
[JsonDerivedType(typeof(Filter))]
[JsonDerivedType(typeof(Redaction))]
[JsonDerivedType(typeof(RoutingConnector))]
[JsonDerivedType(typeof(OtlpHttpExporter))]
[JsonDerivedType(typeof(OtlpGrpcExporter))]
[JsonDerivedType(typeof(FileExporter))]
[JsonDerivedType(typeof(DebugExporter))]
[JsonDerivedType(typeof(NoSettings))]
[JsonDerivedType(typeof(HealthCheck))]
[JsonDerivedType(typeof(BasicAuth))]
public abstract record Component;

/// <summary>A component that needs no settings: <c>forward</c>, <c>nop</c>.</summary>
public sealed record NoSettings : Component;
