using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Kube.Model;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Injection;

namespace LlmTracing.Compiler.Tests.Injection;

public sealed class PodInjectorTests
{
    private const string Attributes = "OTEL_RESOURCE_ATTRIBUTES";

    [Fact]
    public void A_second_run_changes_nothing() =>
        Prop.ForAll(PodGenerator.Pods.ToArbitrary(), PodGenerator.Policies.ToArbitrary(), (pod, policy) =>
        {
            var patched = PatchedPod.Inject(pod, policy, Given.Pipeline());

            PatchedPod.Patch(patched, "shop", policy, Given.Pipeline()).IsEmpty.ShouldBeTrue(patched.ToJsonString());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Variables_of_the_user_are_never_touched() =>
        Prop.ForAll(PodGenerator.Pods.ToArbitrary(), PodGenerator.Policies.ToArbitrary(), (pod, policy) =>
        {
            var patched = PatchedPod.Inject(pod, policy, Given.Pipeline());
            for (var index = 0; index < pod["spec"]!["containers"]!.AsArray().Count; index++)
            {
                var before = PatchedPod.Variables(pod, index);
                var after = PatchedPod.Variables(patched, index);
                after.Select(variable => variable.Name).ShouldBeUnique();
                before.Where(variable => variable.Name != Attributes).ShouldBeSubsetOf(after);
                AttributesStart(after, before);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_pod_without_variables_gets_all() => Injected("{}").Select(variable => $"{variable.Name}={variable.Value}").ShouldBe(
    [
        """LLMTRACING_POD_NAME={"fieldRef":{"fieldPath":"metadata.name"}}""",
        """LLMTRACING_POD_UID={"fieldRef":{"fieldPath":"metadata.uid"}}""",
        """LLMTRACING_NODE_NAME={"fieldRef":{"fieldPath":"spec.nodeName"}}""",
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://default-otlp.llm-tracing-system.svc:4318",
        "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
        "OTEL_SERVICE_NAME=checkout",
        "OTEL_RESOURCE_ATTRIBUTES=k8s.namespace.name=shop,k8s.container.name=app,k8s.pod.name=$(LLMTRACING_POD_NAME),k8s.pod.uid=$(LLMTRACING_POD_UID),k8s.node.name=$(LLMTRACING_NODE_NAME)",
        "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT=1024",
        "OTEL_SPAN_LINK_COUNT_LIMIT=0",
        "TRACELOOP_BASE_URL=http://default-otlp.llm-tracing-system.svc:4318",
        "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true",
    ]);

    [Fact]
    public void Dropped_content_is_switched_off_at_the_source() =>
        Injected("{}", spec => spec with
        {
            Content = new ContentSpec { SystemPrompt = ContentMode.Drop, UserInput = ContentMode.Drop, Completion = ContentMode.Drop },
        })
            .TakeLast(4).Select(variable => $"{variable.Name}={variable.Value}").ShouldBe(
            [
                "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=false",
                "TRACELOOP_TRACE_CONTENT=false",
                "OPENINFERENCE_HIDE_INPUTS=true",
                "OPENINFERENCE_HIDE_OUTPUTS=true",
            ]);

    [Fact]
    public void Endpoint_and_protocol_are_a_pair()
    {
        var grpc = Injected("{}", spec => spec with { Injection = new InjectionSpec { Protocol = OtlpProtocol.Grpc } })
            .ToDictionary(variable => variable.Name, variable => variable.Value);
        grpc["OTEL_EXPORTER_OTLP_ENDPOINT"].ShouldBe("http://default-otlp.llm-tracing-system.svc:4317");
        grpc["OTEL_EXPORTER_OTLP_PROTOCOL"].ShouldBe("grpc");

        Injected(Env("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://mine")).Select(variable => variable.Name)
            .ShouldNotContain(name => name == "OTEL_EXPORTER_OTLP_ENDPOINT" || name == "OTEL_EXPORTER_OTLP_PROTOCOL");
    }

    [Fact]
    public void Keys_of_the_user_win_and_values_are_encoded()
    {
        var attributes = Injected(
            Env(Attributes, "k8s.pod.name=mine,team=search,"),
            spec => spec with
            {
                Injection = new InjectionSpec { ResourceAttributes = Collections.Map(("team", "checkout"), ("note", "a, b=c $(X)")) },
            }).ToDictionary(variable => variable.Name, variable => variable.Value)[Attributes]!;

        attributes.ShouldStartWith("k8s.pod.name=mine,team=search,k8s.namespace.name=shop");
        attributes.ShouldContain(",note=a%2C%20b%3Dc%20%24%28X%29");
        attributes.ShouldNotContain("checkout");
    }

    [Theory]
    [InlineData("a=b,service.name=mine")]
    public void A_service_name_of_the_user_is_not_beaten(string attributes) =>
        Injected(Env(Attributes, attributes)).Select(variable => variable.Name).ShouldNotContain("OTEL_SERVICE_NAME");

    [Fact]
    public void Attributes_from_elsewhere_are_left_alone()
    {
        var plan = Plan("""{"env":[{"name":"OTEL_RESOURCE_ATTRIBUTES","valueFrom":{"configMapKeyRef":{"name":"c","key":"k"}}}]}""");

        plan.Containers[0].LeftAlone.ShouldBe([Attributes]);
        plan.Containers[0].First.ShouldBeEmpty();
        plan.Containers[0].Last.Select(variable => variable.Name).ShouldNotContain("OTEL_SERVICE_NAME");
    }

    [Fact]
    public void What_envFrom_brings_is_respected_unless_the_container_is_named()
    {
        const string container = """{"envFrom":[{"secretRef":{"name":"s"}}]}""";

        Injected(container).ShouldBeEmpty();
        Injected(container, spec => spec with { Injection = new InjectionSpec { Containers = new ContainerFilter { Include = ["app"] } } })
            .ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("""{"hostNetwork":true}""", "{}", "HostNetwork")]
    [InlineData("{}", """{"llmtracing.dev/policy":"none"}""", "OptedOut")]
    [InlineData("{}", """{"app.kubernetes.io/managed-by":"llm-tracing-operator"}""", "Collector")]
    public void Some_pods_are_left_as_they_are(string spec, string labels, string reason)
    {
        var pod = Pod("{}");
        pod["metadata"]!["labels"] = JsonNode.Parse(labels);
        foreach (var (name, value) in JsonNode.Parse(spec)!.AsObject())
        {
            pod["spec"]![name] = value!.DeepClone();
        }

        Plan(pod, Given.Policy("shop", "p")).Skipped.ShouldBe(reason);
        PatchedPod.Patch(pod, "shop", Given.Policy("shop", "p"), Given.Pipeline()).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Injection_can_be_disabled() =>
        Plan(Pod("{}"), Given.Policy("shop", "p", spec => spec with
        {
            Injection = new InjectionSpec { Mode = Switch.Disabled },
        })).Skipped.ShouldBe("InjectionDisabled");

    [Fact]
    public void Init_containers_are_left_alone()
    {
        var pod = Pod("{}");
        pod["spec"]!["initContainers"] = JsonNode.Parse("""[{"name":"sidecar","restartPolicy":"Always"}]""");

        PatchedPod.Inject(pod, Given.Policy("shop", "p"), Given.Pipeline())["spec"]!["initContainers"]!.ToJsonString()
            .ShouldBe("""[{"name":"sidecar","restartPolicy":"Always"}]""");
    }

    [Fact]
    public void The_annotations_name_variables_and_never_values()
    {
        var annotations = PatchedPod.Inject(
            Pod(Env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://user:hunter2@mine")), Given.Policy("shop", "p"), Given.Pipeline())
            ["metadata"]!["annotations"]!;

        annotations["llmtracing.dev/injected"]!.GetValue<string>().ShouldBe("shop/p");
        annotations["llmtracing.dev/left-alone"]!.GetValue<string>().ShouldBe("app: OTEL_EXPORTER_OTLP_ENDPOINT");
        annotations.ToJsonString().ShouldNotContain("hunter2");
    }

    private static void AttributesStart(IEnumerable<(string Name, string? Value)> after, IEnumerable<(string Name, string? Value)> before)
    {
        var former = before.FirstOrDefault(variable => variable.Name == Attributes).Value?.TrimEnd(',') ?? "";
        (after.FirstOrDefault(variable => variable.Name == Attributes).Value ?? "").ShouldStartWith(former);
    }

    private static string Env(string name, string value) =>
        new JsonObject { ["env"] = new JsonArray(new JsonObject { ["name"] = name, ["value"] = value }) }.ToJsonString();

    private static JsonNode Pod(string container)
    {
        var body = JsonNode.Parse(container)!;
        body["name"] = "app";
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app.kubernetes.io/name"] = "checkout" } },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(body) },
        };
    }

    private static InjectionPlan Plan(string container) => Plan(Pod(container), Given.Policy("shop", "p"));

    private static InjectionPlan Plan(JsonNode pod, LlmTracingPolicy policy) =>
        PodInjector.Plan(
            System.Text.Json.JsonSerializer.Deserialize(pod.ToJsonString(), Kinds.Pod.TypeInfo)!, "shop", policy, Given.Pipeline());

    private static IReadOnlyList<(string Name, string? Value)> Injected(
        string container, Func<LlmTracingPolicySpec, LlmTracingPolicySpec>? change = null) =>
        PatchedPod.Variables(PatchedPod.Inject(Pod(container), Given.Policy("shop", "p", change), Given.Pipeline()), 0);
}
