using System.Text.Json.Nodes;
using Kube.Sandbox.Tests.Fixtures;
using Kube.Testing;
using Kube.Testing.Api;

namespace Kube.Sandbox.Tests.Controllers;

public sealed class ControllerTests(SharedSandbox sandbox) : IAsyncLifetime
{
    private readonly string @namespace = $"controllers-{Guid.NewGuid():n}"[..24];
    private RawKube? kube;

    private RawKube Kube => kube ?? throw new InvalidOperationException("not started");

    private string Core => $"/api/v1/namespaces/{@namespace}";

    public async ValueTask InitializeAsync()
    {
        kube = new RawKube(sandbox.Server.Uri, null, null);
        await kube.Create(Parse($$$"""{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "{{{@namespace}}}"}}"""));
    }

    public ValueTask DisposeAsync()
    {
        kube?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_Deployment_becomes_available_by_the_pods_of_its_ReplicaSet()
    {
        await Kube.Create(Deployment("web", 2));
        var deployment = await Kube.WaitFor($"/apis/apps/v1/namespaces/{@namespace}/deployments/web", IsAvailable, "availability");
        deployment["status"]!["readyReplicas"]!.GetValue<int>().ShouldBe(2);
        var pods = await Kube.List($"{Core}/pods?labelSelector=app%3Dweb");
        pods.Count.ShouldBe(2);
        pods.ShouldAllBe(pod => pod["metadata"]!["ownerReferences"]![0]!["kind"]!.GetValue<string>() == "ReplicaSet");
    }

    [Fact]
    public async Task An_event_of_the_new_group_is_one_of_the_core_too()
    {
        var value = Object("events.k8s.io/v1", "Event", "told", null);
        value["regarding"] = new JsonObject { ["kind"] = "ConfigMap", ["name"] = "c", ["namespace"] = @namespace };
        value["note"] = "well";
        await Kube.Create(value);
        var told = (await Kube.List($"{Core}/events?fieldSelector=involvedObject.name%3Dc")).Single();
        told["message"]!.GetValue<string>().ShouldBe("well");
        told["apiVersion"]!.GetValue<string>().ShouldBe("v1");
    }

    [Fact]
    public async Task A_new_template_replaces_all_pods()
    {
        await Kube.Create(Deployment("roll", 3));
        var path = $"/apis/apps/v1/namespaces/{@namespace}/deployments/roll";
        await Kube.WaitFor(path, IsAvailable, "availability");
        await Kube.Patch(path, Parse("""{"spec": {"template": {"metadata": {"annotations": {"v": "2"}}}}}"""));
        await Eventually.True("three new pods and no old one", async token =>
        {
            var pods = await Kube.List($"{Core}/pods", token);
            return pods.Count == 3 && pods.All(pod => pod["metadata"]!["annotations"]?["v"] is not null);
        });
    }

    [Fact]
    public async Task Dependents_go_with_their_owner()
    {
        var owner = await Kube.Create(Object("v1", "ConfigMap", "owner", null));
        var dependent = Object("v1", "ConfigMap", "dependent", null);
        dependent["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["name"] = "owner", ["uid"] = owner["metadata"]!["uid"]!.DeepClone(),
            ["blockOwnerDeletion"] = true,
        });
        await Kube.Create(dependent);
        await Kube.Delete($"{Core}/configmaps/owner", Parse("""{"propagationPolicy": "Foreground"}"""));
        await Kube.WaitForAbsence($"{Core}/configmaps/dependent");
        await Kube.WaitForAbsence($"{Core}/configmaps/owner");
    }

    [Fact]
    public async Task A_namespace_has_its_service_account_and_goes_with_all_its_content()
    {
        await Kube.WaitFor($"{Core}/serviceaccounts/default", _ => true, "the default service account");
        await Kube.Create(Deployment("left", 1));
        await Kube.Delete($"/api/v1/namespaces/{@namespace}");
        await Kube.WaitForAbsence($"/api/v1/namespaces/{@namespace}");
        (await Kube.List($"{Core}/pods")).ShouldBeEmpty();
    }

    private static bool IsAvailable(JsonNode deployment) =>
        deployment["status"]?["conditions"]?.AsArray().Any(condition =>
            condition!["type"]!.GetValue<string>() == "Progressing"
                && condition["reason"]!.GetValue<string>() == "NewReplicaSetAvailable") == true;

    private JsonNode Deployment(string name, int replicas) => Object("apps/v1", "Deployment", name,
        $$$$"""
        {"replicas": {{{{replicas}}}}, "selector": {"matchLabels": {"app": "{{{{name}}}}"}},
         "template": {"metadata": {"labels": {"app": "{{{{name}}}}"}},
         "spec": {"containers": [{"name": "c", "image": "i", "ports": [{"name": "http", "containerPort": 8080}]}]}}}
        """);

    private JsonObject Object(string apiVersion, string kind, string name, string? spec)
    {
        var value = new JsonObject
        {
            ["apiVersion"] = apiVersion, ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = @namespace },
        };
        if (spec is not null)
        {
            value["spec"] = Parse(spec);
        }

        return value;
    }

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
