using System.Text.Json.Nodes;
using Kube.Schema.Json;
using Kube.Schema;
using Kube.Sandbox.Tests.Fixtures;
using Kube.Testing.Api;

namespace Kube.Sandbox.Tests;

/// <summary>The project's own definitions on the sandbox.</summary>
public sealed class ProjectDefinitionTests(SharedSandbox sandbox)
{
    public static TheoryData<string> Files() =>
        new(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "crds"), "*.yaml").Select(path => Path.GetFileName(path)));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Are_read_served_and_established(string file)
    {
        var definition = (JsonObject)Manifests.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "crds", file)))[0];
        CustomResourceSchema.Load(definition).Root.HasRules.ShouldBeTrue();
        using var client = sandbox.Client();
        var created = await client.JsonAsync("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition.ToJsonString());
        var name = created.Text("metadata", "name");
        var stored = await client.JsonAsync("GET", $"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{name}");
        stored.Maps("status", "conditions").Select(condition => condition.Text("type")).ShouldContain("Established");
        var version = definition.Maps("spec", "versions").Single().Text("name");
        await client.JsonAsync("GET", $"/apis/{definition.Text("spec", "group")}/{version}/{definition.Text("spec", "names", "plural")}");
    }
}
