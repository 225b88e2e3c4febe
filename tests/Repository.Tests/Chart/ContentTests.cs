using System.Text.Json.Nodes;
using LlmTracing.Compiler.Api;
using Repository.Tests.Schema;

namespace Repository.Tests.Chart;

/// <summary>What must hold for the objects of the chart, whatever the API server thinks of them.</summary>
public sealed class ContentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_chart_carries_the_definitions_byte_for_byte() => ShouldBeCopies("crds", "files/crds");

    [Fact]
    public void The_chart_carries_the_samples_byte_for_byte() => ShouldBeCopies("config/samples", "files/samples");

    [Fact]
    public async Task Definitions_are_rendered_unchanged_and_kept()
    {
        var objects = await Helm.Objects(Cancel);
        foreach (var original in CrdSchema.Files.Select(file => Repo.Objects(file).Single()))
        {
            var rendered = objects.Only("CustomResourceDefinition", original["metadata"]!["name"]!.GetValue<string>());
            JsonNode.DeepEquals(rendered["spec"], original["spec"]).ShouldBeTrue(original["metadata"]!["name"]!.ToString());
            rendered["metadata"]!["annotations"]!["helm.sh/resource-policy"]!.GetValue<string>().ShouldBe("keep");
        }
    }

    [Fact]
    public async Task Pods_come_up_when_the_operator_does_not_answer()
    {
        var webhook = (await Helm.Objects(Cancel)).Only("MutatingWebhookConfiguration")["webhooks"]!.AsArray().Single()!;
        webhook["failurePolicy"]!.GetValue<string>().ShouldBe("Ignore");
        webhook["timeoutSeconds"]!.GetValue<long>().ShouldBe(2);
        webhook["clientConfig"]!.AsObject().ContainsKey("caBundle")
            .ShouldBeFalse("the operator writes it, an upgrade must not take it away");
    }

    [Theory]
    [InlineData("defaults")]
    [InlineData("everything")]
    public async Task The_webhook_never_sees_the_systems_or_its_own_pods(string values)
    {
        var objects = await Helm.Objects(Cancel, "--values", Repo.PathOf($"tests/Repository.Tests/Chart/Values/{values}.yaml"));
        var webhook = objects.Only("MutatingWebhookConfiguration")["webhooks"]![0]!;
        var excluded = Requirement(webhook["namespaceSelector"]!, "kubernetes.io/metadata.name");
        excluded.ShouldBe(["kube-system", "kube-public", "kube-node-lease", WellKnown.DefaultOperatorNamespace]);
        Requirement(webhook["objectSelector"]!, WellKnown.PolicyLabel).ShouldBe([WellKnown.NoPolicy]);
        Requirement(webhook["objectSelector"]!, WellKnown.ManagedBy).ShouldBe([WellKnown.OperatorName]);
    }

    [Fact]
    public async Task Without_a_webhook_the_operator_looks_for_none()
    {
        var objects = await Helm.Objects(Cancel, "--set", "webhook.enabled=false");
        objects.ShouldNotContain(item => item.Kind() == "MutatingWebhookConfiguration");
        objects.Only("Deployment").ToJsonString().ShouldContain("""{"name":"WEBHOOK_ENABLED","value":"false"}""");
    }

    [Fact]
    public async Task No_role_has_a_wildcard()
    {
        var roles = (await Helm.Objects(Cancel)).Where(item => item.Kind() is "ClusterRole" or "Role").ToList();
        roles.Count.ShouldBe(3);
        roles.Select(role => role["rules"]!.ToJsonString()).ShouldAllBe(rules => !rules.Contains('*'));
    }

    [Fact]
    public async Task Collectors_are_bound_by_one_binding_whose_subjects_are_the_operators()
    {
        var binding = (await Helm.Objects(Cancel)).Only("ClusterRoleBinding", WellKnown.CollectorRole).AsObject();
        binding["roleRef"]!["name"]!.GetValue<string>().ShouldBe(WellKnown.CollectorRole);
        binding.ContainsKey("subjects").ShouldBeFalse();
    }

    private static IEnumerable<string> Requirement(JsonNode selector, string key)
    {
        var requirement = selector["matchExpressions"]!.AsArray().First(item => item!["key"]!.GetValue<string>() == key)!;
        requirement["operator"]!.GetValue<string>().ShouldBe("NotIn");
        return requirement["values"]!.AsArray().Select(value => value!.GetValue<string>());
    }

    private static void ShouldBeCopies(string source, string copies)
    {
        var folder = $"{Helm.Chart}/{copies}/";
        var files = Repo.Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal)).ToList();
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            Repo.Read(file).ShouldBe(Repo.Read($"{source}/{file[folder.Length..]}"), file);
        }
    }
}
