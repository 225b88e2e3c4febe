using System.Text.Json.Nodes;
using Kube.Testing;

namespace EndToEnd.Tests.Product;

/// <summary>What a crash of the operator does: nothing that lasts.</summary>
[Collection(typeof(ProductCollection))]
public sealed class ReliabilityTests(Cluster cluster, Installed product)
{
    private static readonly string[] Kinds =
    [
        "/api/v1/{0}/services", "/api/v1/{0}/serviceaccounts", "/apis/apps/v1/{0}/deployments",
        "/apis/policy/v1/{0}/poddisruptionbudgets", "/apis/networking.k8s.io/v1/{0}/networkpolicies",
    ];

    [Fact]
    public async Task A_leader_that_is_killed_in_the_middle_of_a_change_is_replaced_and_the_change_completed()
    {
        await product.Start(cluster);
        var operators = new Operators(cluster);
        var leader = await operators.Leader();
        var before = await Configurations();
        await product.CreateNamespace("crash", "masked");
        var policy = Objects.Policy("crash", "everything", new JsonObject { ["content"] = new JsonObject { ["userInput"] = "Truncate" } });

        await cluster.Kube.Apply(policy);
        await cluster.Explained(Eventually.True("a new configuration", async _ => (await Configurations()).Except(before).Any()));
        await leader.Kill();

        await cluster.Explained(product.Ready(Installed.PipelinePath));
        await cluster.Explained(product.Ready(Objects.PolicyPath("crash", "everything")));
        foreach (var kind in Kinds)
        {
            (await Owned(kind)).Count.ShouldBe(1, kind);
        }

        await cluster.Explained(Eventually.True("the former configuration is removed", async _ => (await Configurations()).Count == 1));
        (await Configurations()).Single()
            .ShouldBe((await cluster.Kube.Get(Installed.PipelinePath))!["status"]!["configuration"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_damaged_certificate_authority_is_replaced()
    {
        await product.Start(cluster);
        await cluster.Explained(new Webhook(cluster).DamageAuthority());
    }

    [Fact]
    public async Task A_restart_with_nothing_changed_writes_nothing()
    {
        await product.Start(cluster);
        var audit = new AuditLog(cluster.Plane.AuditLog);
        var operators = new Operators(cluster);
        foreach (var item in await All())
        {
            await cluster.Kube.Patch(item, new JsonObject
            {
                ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["example.org/touched"] = "yes" } },
            });
        }

        await operators.Restart();
        var start = audit.Now;
        await operators.Restart();

        var own = audit.Since(start).Where(entry => entry.User == Operators.User).ToList();
        own.ShouldNotBeEmpty();
        own.Where(entry => entry.Writes && entry.Resource is not ("leases" or "events")).ShouldBeEmpty();
    }

    private async Task<IEnumerable<string>> All()
    {
        var pipelines = await cluster.Kube.List("/apis/llmtracing.dev/v1alpha1/tracepipelines");
        var policies = await cluster.Kube.List("/apis/llmtracing.dev/v1alpha1/llmtracingpolicies");
        return await Task.WhenAll(pipelines.Concat(policies).Select(item => cluster.Kube.Path(item)));
    }

    private async Task<HashSet<string>> Configurations() =>
        [.. (await Owned("/api/v1/{0}/configmaps")).Select(item => item["metadata"]!["name"]!.GetValue<string>())
            .Where(name => name.StartsWith($"{Collectors.Name}-", StringComparison.Ordinal))];

    private Task<IReadOnlyList<JsonNode>> Owned(string kind) => cluster.Kube.List(
        $"{string.Format(kind, $"namespaces/{OperatorChart.Namespace}")}?labelSelector=app.kubernetes.io/managed-by%3D{OperatorChart.Name},app.kubernetes.io/instance%3Ddefault");
}
