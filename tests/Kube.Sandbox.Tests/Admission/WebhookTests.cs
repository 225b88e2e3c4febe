using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Kube.Sandbox.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kube.Sandbox.Tests.Admission;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Labelled = "/api/v1/namespaces/labelled/configmaps";

    private readonly WebApplication webhook = Build();
    private SandboxServer? server;
    private TestClient? client;

    private TestClient Client => client ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync()
    {
        await webhook.StartAsync();
        var address = webhook.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server = await SandboxServer.StartAsync(
            new SandboxOptions { ServiceResolver = (_, name, _) => name == "hook" ? new Uri(address) : null }, CancellationToken.None);
        client = new TestClient(server.Uri, null, null);
        await client.JsonAsync("POST", "/api/v1/namespaces", """{"metadata": {"name": "labelled", "labels": {"hook": "on"}}}""");
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        await webhook.DisposeAsync();
    }

    [Fact]
    public async Task Changes_what_its_selectors_choose()
    {
        await ConfigureAsync("hook", "Fail");
        (await Client.JsonAsync("POST", Labelled, """{"metadata": {"name": "a"}}"""))["data"]!["added"]!.GetValue<string>().ShouldBe("yes");
        (await Client.JsonAsync("POST", "/api/v1/namespaces/default/configmaps", """{"metadata": {"name": "a"}}""")).ContainsKey("data")
            .ShouldBeFalse();
        (await Client.SendAsync("GET", $"{Labelled}/a")).Body.ShouldContain("added");
    }

    [Fact]
    public async Task Refuses_with_its_own_words()
    {
        await ConfigureAsync("hook", "Fail");
        var answer = await Client.SendAsync("POST", Labelled, """{"metadata": {"name": "bad"}}""");
        answer.Code.ShouldBe(403);
        answer.Body.ShouldContain("denied the request: not this one");
    }

    [Theory]
    [InlineData("Fail", 500)]
    [InlineData("Ignore", 201)]
    public async Task Its_absence_counts_as_its_policy_says(string policy, int code)
    {
        await ConfigureAsync("nobody", policy);
        (await Client.SendAsync("POST", Labelled, """{"metadata": {"name": "b"}}""")).Code.ShouldBe(code);
    }

    private Task ConfigureAsync(string service, string policy) => Client.JsonAsync(
        "POST", "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations",
        $$$"""
        {"metadata": {"name": "hook"}, "webhooks": [{"name": "a.b.c", "sideEffects": "None", "admissionReviewVersions": ["v1"], "failurePolicy": "{{{policy}}}",
          "namespaceSelector": {"matchLabels": {"hook": "on"}}, "clientConfig": {"service": {"namespace": "n", "name": "{{{service}}}", "path": "/mutate"}},
          "rules": [{"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["configmaps"]}]}]}
        """);

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.Run(AnswerAsync);
        return application;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var review = (await JsonNode.ParseAsync(context.Request.Body))!;
        var bad = review["request"]!["object"]!["metadata"]!["name"]!.GetValue<string>() == "bad";
        var patch = """[{"op": "add", "path": "/data", "value": {"added": "yes"}}]""";
        review["response"] = bad
            ? new JsonObject { ["uid"] = review["request"]!["uid"]!.DeepClone(), ["allowed"] = false,
                ["status"] = new JsonObject { ["message"] = "not this one" } }
            : new JsonObject
            {
                ["uid"] = review["request"]!["uid"]!.DeepClone(), ["allowed"] = true, ["patchType"] = "JSONPatch",
                ["patch"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(patch)),
            };
        await context.Response.WriteAsync(review.ToJsonString());
    }
}
