using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kube.Testing;

namespace EndToEnd.Tests.Product;

/// <summary>The chart's roles are exactly what was needed, by the audit log of the whole run.</summary>
[Collection(typeof(WholeRunCollection))]
public sealed class AccessTests(Cluster cluster, Installed product)
{
    private const string Namespace = "acme";
    private const string Pipeline = $"/apis/llmtracing.dev/v1alpha1/namespaces/{Namespace}/tracepipelines/spare";
    private const string RoleApi = "/apis/rbac.authorization.k8s.io/v1";

    [Fact]
    public async Task Every_rule_is_used_and_nothing_is_refused()
    {
        await product.Start(cluster);
        await LiveOnePipelinesLife();
        await cluster.Explained(new Webhook(cluster).DamageAuthority());
        var audit = new AuditLog(cluster.Plane.AuditLog);
        var own = ImmutableArray.CreateRange(await Task.WhenAll(
            Grants($"{RoleApi}/clusterroles/{OperatorChart.Name}"),
            Grants($"{RoleApi}/namespaces/{OperatorChart.Namespace}/roles/{OperatorChart.Name}"))).SelectMany(grants => grants)
                .ToImmutableArray();
        if (Of(Operators.User, own).Length > 0)
        {
            // Some reads happen only when a process begins.
            await new Operators(cluster).Restart();
        }

        var collectors = await Grants($"{RoleApi}/clusterroles/llm-tracing-collector");
        await Eventually.True("every rule is used", _ =>
        {
            var unused =
                $"{Of(Operators.User, own)}\n{Of($"system:serviceaccount:{OperatorChart.Namespace}:{Collectors.Name}", collectors)}".Trim();
            return unused.Length == 0 ? Task.FromResult(true) : throw new InvalidOperationException($"these are not:\n{unused}");
        }, TimeSpan.FromSeconds(15));
        audit.Since().Where(entry => entry.Code == 403 && IsOurs(entry.User)).Distinct().ShouldBeEmpty();

        string Of(string user, ImmutableArray<Grant> grants) =>
            Unused.Of(grants, audit.Since().Where(entry => entry.User == user));
    }

    private static bool IsOurs(string user) => user == Operators.User || user.EndsWith("-ingest", StringComparison.Ordinal);

    private async Task<ImmutableArray<Grant>> Grants(string path) => [.. Grant.Of((await cluster.Kube.Get(path))!)];

    private async Task MakeTheSameMistakeTwice(JsonObject spare)
    {
        var mistaken = (JsonObject)spare.DeepClone();
        mistaken["spec"]!["backends"]![0]!["langfuse"]!["secretKey"]!["secretKeyRef"]!["key"] = "mistaken";
        for (var time = 1; time <= 2; time++)
        {
            await cluster.Kube.Apply(mistaken);
            await cluster.Explained(cluster.Kube.WaitFor(Pipeline, item => Objects.Is(item, "Stalled"), "Stalled"));
            await cluster.Kube.Apply(spare);
            await cluster.Explained(product.Ready(Pipeline));
        }
    }

    // Everything that can happen to a pipeline, in a namespace where the operator has no other rights than in any.
    private async Task LiveOnePipelinesLife()
    {
        await product.CreateNamespace(Namespace, null);
        await cluster.Kube.Apply(SparePipeline.Secret(Namespace));
        var spare = SparePipeline.Of(Namespace);
        var uid = (await cluster.Kube.Apply(spare))["metadata"]!["uid"]!.GetValue<string>();
        await cluster.Explained(product.Ready(Pipeline));

        await MakeTheSameMistakeTwice(spare);
        var leftovers = SparePipeline.Leftovers(Namespace, uid).ToList();
        foreach (var item in leftovers)
        {
            await cluster.Kube.Apply(item);
        }

        spare["spec"]!["backends"]![0]!["langfuse"]!["url"] = "https://langfuse.example.com";
        spare["spec"]!["collector"]!["ingest"]!["replicas"] = 1;
        spare["spec"]!["network"] = new JsonObject { ["networkPolicy"] = "Disabled" };
        await cluster.Kube.Apply(spare);
        await cluster.Explained(product.Ready(Pipeline));
        foreach (var path in await Task.WhenAll(leftovers.Select(item => cluster.Kube.Path(item))))
        {
            await cluster.Explained(cluster.Kube.WaitForAbsence(path));
        }

        await cluster.Explained(cluster.Kube.WaitForAbsence($"/apis/policy/v1/namespaces/{Namespace}/poddisruptionbudgets/spare-ingest"));
        await cluster.Explained(
            cluster.Kube.WaitForAbsence($"/apis/networking.k8s.io/v1/namespaces/{Namespace}/networkpolicies/spare-ingest"));
        await cluster.Kube.Delete(Pipeline);
        await cluster.Explained(cluster.Kube.WaitForAbsence($"/apis/apps/v1/namespaces/{Namespace}/deployments/spare-ingest"));
        await cluster.Explained(Eventually.True("the binding forgets the pipeline", async cancel =>
            (await cluster.Kube.Get($"{RoleApi}/clusterrolebindings/llm-tracing-collector", cancel))!["subjects"]!.AsArray()
            .All(subject => subject!["namespace"]!.GetValue<string>() != Namespace)));
    }
}
