using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Kube.Model;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Tests.Injection;

/// <summary>Pods whose containers already have some of the variables that we write, in every form.</summary>
internal static class PodGenerator
{
    private static readonly string[] Names =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_SERVICE_NAME",
        "OTEL_RESOURCE_ATTRIBUTES", "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "OTEL_ATTRIBUTE_COUNT_LIMIT", "OTEL_SPAN_LINK_COUNT_LIMIT",
        "TRACELOOP_BASE_URL",
        "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "OPENINFERENCE_HIDE_INPUTS", "LLMTRACING_POD_NAME", "PATH",
    ];

    private static readonly Gen<string> Variables =
        from name in Gen.Elements(Names)
        from rest in Gen.Elements(
            "",
            ""","value":"" """,
            ""","value":"k8s.pod.name=mine,service.name=x,a=b" """,
            ""","value":"a=b," """,
            ""","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}""",
            ""","valueFrom":{"fileKeyRef":{"path":"new","key":"k"}}""")
        select $$"""{"name":"{{name}}"{{rest}}}""";

    private static readonly Gen<string> Containers =
        from variables in Variables.ListOf()
        from rest in Gen.Elements("", "", "", ""","envFrom":[{"secretRef":{"name":"s"}}]""")
        select $$"""
            "env":[{{string.Join(',', variables.DistinctBy(variable => variable.Split('"')[3]))}}]{{rest}}
            """;

    internal static Gen<JsonNode> Pods { get; } =
        from containers in Containers.NonEmptyListOf()
        from metadata in Gen.Elements(
            """{"generateName":"checkout-7d9f-"}""",
            """{"name":"checkout","annotations":{"resource.opentelemetry.io/service.name":"shop","other/key":"~/x"}}""",
            """{"labels":{"app.kubernetes.io/name":"checkout"},"annotations":{}}""")
        from hostNetwork in Gen.Elements("", "", "", ""","hostNetwork":true""")
        select Pod(metadata, string.Join(',', containers.Select((one, index) => $$"""{"name":"c{{index}}",{{one}} }""")), hostNetwork);

    internal static Gen<LlmTracingPolicy> Policies { get; } =
        from protocol in Gen.Elements(OtlpProtocol.HttpProtobuf, OtlpProtocol.Grpc)
        from mode in Gen.Elements(ContentMode.Drop, ContentMode.Mask)
        from links in Gen.Elements(LinkMode.DropSpan, LinkMode.Keep)
        from attributes in Gen.Elements(Collections.Map(), Collections.Map(("team", "a, b = c $(X)"), ("service.name", "named")))
        from containers in Gen.Elements(
            new ContainerFilter(), new ContainerFilter { Exclude = ["c1"] }, new ContainerFilter { Include = ["c0"] })
        select Given.Policy("shop", "p", spec => spec with
        {
            Content = new ContentSpec { Default = mode },
            Links = links,
            Injection = new InjectionSpec { Protocol = protocol, ResourceAttributes = attributes, Containers = containers },
        });

    private static JsonNode Pod(string metadata, string containers, string hostNetwork) =>
        JsonNode.Parse($$$"""{"metadata":{{{metadata}}},"spec":{"containers":[{{{containers}}}]{{{hostNetwork}}}}}""")!;
}
