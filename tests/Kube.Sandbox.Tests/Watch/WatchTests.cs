using System.Text.Json.Nodes;
using Kube.Sandbox.Tests.Fixtures;
using Kube.Testing.Api;

namespace Kube.Sandbox.Tests.Watch;

public sealed class WatchTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_watch_follows_a_list_without_gap_or_repetition()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);
        using var client = new TestClient(server.Uri, null, null);
        await client.JsonAsync("POST", ConfigMaps, """{"metadata": {"name": "before"}}""");
        var version = (await client.JsonAsync("GET", ConfigMaps))["metadata"]!["resourceVersion"];
        await client.JsonAsync("POST", ConfigMaps, """{"metadata": {"name": "a"}}""");
        await client.JsonAsync("PATCH", $"{ConfigMaps}/a", """{"data": {"k": "v"}}""", "application/merge-patch+json");
        await client.JsonAsync("DELETE", $"{ConfigMaps}/a");
        var events = await ReadAsync(server, $"{ConfigMaps}?resourceVersion={version}&timeoutSeconds=1");
        events.Select(Show).ShouldBe(["ADDED a", "MODIFIED a", "DELETED a"]);
    }

    [Fact]
    public async Task An_object_that_stops_matching_is_deleted_for_the_watcher()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxOptions(), CancellationToken.None);
        using var client = new TestClient(server.Uri, null, null);
        var version = (await client.JsonAsync("GET", ConfigMaps))["metadata"]!["resourceVersion"];
        await client.JsonAsync("POST", ConfigMaps, """{"metadata": {"name": "a", "labels": {"on": "yes"}}}""");
        await client.JsonAsync("PATCH", $"{ConfigMaps}/a", """{"metadata": {"labels": {"on": null}}}""", "application/merge-patch+json");
        var events = await ReadAsync(server, $"{ConfigMaps}?resourceVersion={version}&labelSelector=on%3Dyes&timeoutSeconds=1");
        events.Select(Show).ShouldBe(["ADDED a", "DELETED a"]);
    }

    [Fact]
    public async Task History_that_is_gone_is_410_in_the_stream()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxOptions { HistoryLength = 2 }, CancellationToken.None);
        using var client = new TestClient(server.Uri, null, null);
        for (var number = 0; number < 4; number++)
        {
            await client.JsonAsync("POST", ConfigMaps, $$$"""{"metadata": {"name": "c{{{number}}}"}}""");
        }

        var events = await ReadAsync(server, $"{ConfigMaps}?resourceVersion=1&timeoutSeconds=1");
        events.Single()["object"]!["code"]!.GetValue<int>().ShouldBe(410);
    }

    private static string Show(JsonNode item) => $"{item["type"]} {item["object"]!["metadata"]!["name"]}";

    private static async Task<List<JsonNode>> ReadAsync(SandboxServer server, string path)
    {
        using var client = new RawKube(server.Uri, null, null);
        var events = new List<JsonNode>();
        await foreach (var item in client.Watch(path))
        {
            events.Add(item);
        }

        return events;
    }
}
