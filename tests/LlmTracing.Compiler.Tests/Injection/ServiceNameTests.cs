using System.Text.Json;
using Kube.Model;
using LlmTracing.Compiler.Injection;

namespace LlmTracing.Compiler.Tests.Injection;

public sealed class ServiceNameTests
{
    [Theory]
    [InlineData(
        """{"annotations":{"resource.opentelemetry.io/service.name":"annotated"},"labels":{"app.kubernetes.io/name":"labelled"}}""",
        "annotated")]
    [InlineData(
        """{"labels":{"app.kubernetes.io/name":"labelled"},"ownerReferences":[{"apiVersion":"apps/v1","kind":"StatefulSet","name":"owner","uid":"u","controller":true}]}""",
        "labelled")]
    [InlineData(
        """{"labels":{"pod-template-hash":"7d9f"},"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-7d9f","uid":"u","controller":true}]}""",
        "web")]
    [InlineData("""{"ownerReferences":[{"apiVersion":"apps/v1","kind":"StatefulSet","name":"db","uid":"u","controller":true}]}""", "db")]
    [InlineData("""{"name":"single"}""", "single")]
    [InlineData("""{"generateName":"many-"}""", "many")]
    [InlineData("{}", "app")]
    [InlineData("""{"annotations":{"resource.opentelemetry.io/service.name":"$(DB_PASSWORD) $$(A) $"}}""", "$$(DB_PASSWORD) $$$$(A) $$")]
    public void The_first_name_that_is_known_wins(string metadata, string expected)
    {
        var pod =
            JsonSerializer.Deserialize($$"""{"metadata":{{metadata}},"spec":{"containers":[{"name":"app"}] } }""", Kinds.Pod.TypeInfo)!;

        PodInjector.Plan(pod, "shop", Given.Policy("shop", "p"), Given.Pipeline())
            .Containers[0].Last.Single(variable => variable.Name == "OTEL_SERVICE_NAME").Value.ShouldBe(expected);
    }
}
