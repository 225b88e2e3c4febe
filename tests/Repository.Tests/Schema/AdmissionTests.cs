using System.Text.Json.Nodes;
using Kube.Testing.Api;

namespace Repository.Tests.Schema;

/// <summary>What the API server itself accepts and refuses. A new refused object is a document of <c>refused.yaml</c>.</summary>
public sealed class AdmissionTests(CrdCluster cluster)
{
    private const string Expect = "expect";

    public static TheoryData<string> Refused => [.. Documents().Select(NameOf)];

    public static TheoryData<string> Folders => ["config/samples", "config/examples"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_definitions_are_accepted_without_warning() => cluster.DryRun("-f", Repo.PathOf("crds"), Cancel);

    [Theory]
    [MemberData(nameof(Folders))]
    public Task Samples_and_examples_are_accepted_without_warning(string folder) =>
        cluster.DryRun("-f", Repo.PathOf(folder), Cancel);

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_mistake_is_refused_with_a_message_that_helps(string name)
    {
        using var client = await cluster.Client(Cancel);
        var document = Documents().Single(item => NameOf(item) == name);
        var expected = document[Expect]!.GetValue<string>();
        document.AsObject().Remove(Expect);
        document["metadata"]!["namespace"] = "shop";
        var refusal = await Should.ThrowAsync<ApiRefusedException>(() => client.Create(document, Cancel));
        refusal.Message.ShouldContain(expected);
    }

    [Fact]
    public async Task Defaults_are_written_into_the_object()
    {
        using var client = await cluster.Client(Cancel);
        var policy = Manifests.Parse("""
            apiVersion: llmtracing.dev/v1alpha1
            kind: LlmTracingPolicy
            metadata: {name: defaults, namespace: shop}
            spec: {pipelineRef: {name: default}}
            """).Single();
        var spec = (await client.Apply(policy, cancel: Cancel))["spec"]!;
        spec["content"]!.ToJsonString().ShouldBe("""{"default":"Mask","embeddings":"Drop","media":"Drop"}""");
        spec["identity"]!.ToJsonString().ShouldBe("""{"sessionId":"Drop","userId":"Drop"}""");
        spec["detectors"]!.ToJsonString().ShouldBe("""{"personal":"Enabled","secrets":"Enabled"}""");
        spec["maxContentLength"]!.GetValue<int>().ShouldBe(1024);
        spec["links"]!.GetValue<string>().ShouldBe("DropSpan");
    }

    [Fact]
    public async Task Policies_are_found_by_their_pipeline()
    {
        using var client = await cluster.Client(Cancel);
        foreach (var pipeline in new[] { "one", "two" })
        {
            await client.Apply(Manifests.Parse($$"""
                apiVersion: llmtracing.dev/v1alpha1
                kind: LlmTracingPolicy
                metadata:
                  name: to-{{pipeline}}
                  namespace: shop
                spec:
                  pipelineRef:
                    name: {{pipeline}}
                """).Single(), cancel: Cancel);
        }

        var found = await client.List("/apis/llmtracing.dev/v1alpha1/llmtracingpolicies?fieldSelector=spec.pipelineRef.name%3Dtwo", Cancel);
        found.Single()["metadata"]!["name"]!.GetValue<string>().ShouldBe("to-two");
    }

    private static IReadOnlyList<JsonNode> Documents() => Repo.Objects("tests/Repository.Tests/Schema/refused.yaml");

    private static string NameOf(JsonNode document) => $"{document["expect"]}"[..Math.Min(90, $"{document["expect"]}".Length)];
}
