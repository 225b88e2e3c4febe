using System.Net;
using System.Text.Json.Nodes;
using Kube.Sandbox.Tests.Fixtures;
using Kube.Testing;
using Kube.Testing.Api;

namespace Kube.Sandbox.Tests.Conformance;

/// <summary>What an application does with KubernetesClient, on either server: nobody here wrote both ends of the conversation.</summary>
public abstract class LibraryTests
{
    private static readonly string[] AllChanges = ["Added a", "Modified a", "Modified a", "Modified a", "Deleted a"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected abstract Task<IndependentClient> Connect();

    [Fact]
    public async Task A_custom_resource_lives_and_a_watch_tells_all_of_it()
    {
        using var client = await Connect();
        var widgets = await Widgets(client);
        var list = await widgets.List(Cancel);
        list["items"]!.AsArray().ShouldBeEmpty();

        var created = await widgets.Create(Widget("a", new JsonObject { ["mode"] = "Slow", ["a"] = "x" }), dryRun: false, Cancel);
        created["metadata"]!["generation"]!.GetValue<int>().ShouldBe(1);
        var applied = await widgets.Apply(Widget("a", new JsonObject { ["size"] = 2 }), "first", force: false, Cancel);
        (Text(applied["spec"]!["mode"]), applied["spec"]!["size"]!.GetValue<int>()).ShouldBe(("Slow", 2));

        var refusal = await Should.ThrowAsync<ApiRefusedException>(() =>
            widgets.Apply(Widget("a", new JsonObject { ["size"] = 3 }), "second", force: false, Cancel));
        refusal.Status.ShouldBe(HttpStatusCode.Conflict);
        refusal.Message.ShouldContain(".spec.size");
        (await widgets.Apply(Widget("a", new JsonObject { ["size"] = 3 }), "second", force: true, Cancel))["metadata"]!["generation"]!
            .GetValue<int>().ShouldBe(3);

        var status = Widget("a", null);
        status["status"] = new JsonObject { ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }) };
        await widgets.ApplyStatus(status, "controller", Cancel);
        var whole = await widgets.Get("a", Cancel);
        Text(whole["status"]!["conditions"]![0]!["status"]).ShouldBe("True");
        whole["metadata"]!["generation"]!.GetValue<int>().ShouldBe(3, "a status is not a new generation");

        await widgets.Delete("a", Cancel);
        (await Changes(widgets, Text(list["metadata"]!["resourceVersion"]))).ShouldBe(AllChanges);
    }

    [Fact]
    public async Task A_dry_run_answers_and_stores_nothing()
    {
        using var client = await Connect();
        var widgets = await Widgets(client);
        Text((await widgets.Create(
            Widget("dry", new JsonObject { ["mode"] = "Slow", ["a"] = "x" }), dryRun: true, Cancel))["spec"]!["mode"]).ShouldBe("Slow");
        (await Should.ThrowAsync<ApiRefusedException>(() => widgets.Get("dry", Cancel))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_pod_comes_back_as_the_library_reads_it()
    {
        using var client = await Connect();
        var name = await NewNamespace(client);
        (await client.CreatePod(name, "app", dryRun: false, Cancel)).Name.ShouldBe("app");
    }

    private static async Task<CustomCollection> Widgets(IndependentClient client) =>
        client.Custom("example.dev", "v1", await NewNamespace(client), "widgets");

    private static async Task<string> NewNamespace(IndependentClient client)
    {
        var name = $"library-{Guid.NewGuid():n}"[..20];
        await client.CreateNamespace(name, Cancel);
        return name;
    }

    private static async Task<List<string>> Changes(CustomCollection widgets, string from)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        enough.CancelAfter(Eventually.Patience);
        var seen = new List<string>();
        await foreach (var change in widgets.Watch(from, enough.Token))
        {
            seen.Add($"{change.Type} {change.Item["metadata"]!["name"]}");
            if (change.Type == "Deleted")
            {
                break;
            }
        }

        return seen;
    }

    private static JsonObject Widget(string name, JsonObject? spec)
    {
        var widget = new JsonObject
        {
            ["apiVersion"] = "example.dev/v1", ["kind"] = "Widget", ["metadata"] = new JsonObject { ["name"] = name },
        };
        if (spec is not null)
        {
            widget["spec"] = spec;
        }

        return widget;
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}

public sealed class LibraryOnSandboxTests(SharedSandbox sandbox) : LibraryTests
{
    private protected override Task<IndependentClient> Connect() => Task.FromResult(IndependentClient.ForServer(sandbox.Server.Uri));
}

public sealed class LibraryOnRealServerTests(RealServer real) : LibraryTests
{
    private protected override async Task<IndependentClient> Connect()
    {
        var plane = await real.Get(TestContext.Current.CancellationToken);
        using var client = new TestClient(plane.Uri, plane.AdminToken, plane.CertificateAuthority);
        await client.InstallWidgetsAsync();
        return IndependentClient.FromKubeconfig(plane.Kubeconfig);
    }
}
