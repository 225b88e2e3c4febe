namespace Kube.Runtime.Tests;

public sealed class KubeconfigTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kubeconfig-");
    private readonly FakeTime time = new();

    [Fact]
    public async Task AnExecPluginRunsOnceForManyAndAgainAfterARejection()
    {
        var script = Path.Combine(folder.FullName, "plugin");
        await File.WriteAllTextAsync(script, "#!/bin/sh\necho x >> runs\nprintf '{\"status\":{\"token\":\"t%s\"}}' $(wc -l < runs)\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var credentials = Read("user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: /bin/sh, args: [-c, 'cd " + folder.FullName + " && ./plugin']}}").Credentials;

        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => credentials.GetAsync(null, default).AsTask()));
        all.Select(one => one.BearerToken).Distinct().ShouldBe(["t1"]);
        var renewed = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => credentials.GetAsync(all[0], default).AsTask()));
        renewed.Select(one => one.BearerToken).Distinct().ShouldBe(["t2"]);
    }

    [Fact]
    public async Task ATokenFileIsRelativeToTheKubeconfigAndReadAgainWithinAMinute()
    {
        var file = Path.Combine(folder.FullName, "token");
        await File.WriteAllTextAsync(file, "one");
        var credentials = Read("user: {tokenFile: token}").Credentials;
        (await credentials.GetAsync(null, default)).BearerToken.ShouldBe("one");
        await File.WriteAllTextAsync(file, "two");
        (await credentials.GetAsync(null, default)).BearerToken.ShouldBe("one");
        time.Advance(TimeSpan.FromSeconds(59));
        (await credentials.GetAsync(null, default)).BearerToken.ShouldBe("two");
        File.Delete(file);
        time.Advance(TimeSpan.FromMinutes(5));
        (await credentials.GetAsync(null, default)).BearerToken.ShouldBe("two");
    }

    [Fact]
    public void AMissingContextIsNamed() =>
        Should.Throw<ClusterConfigException>(() => ClusterConfig.Discover(Write("user: {}"), "nowhere")).Message.ShouldContain("nowhere");

    [Fact]
    public void APodNeedsBothVariables()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "token"), "t");
        File.WriteAllText(Path.Combine(folder.FullName, "ca.crt"), "");
        File.WriteAllText(Path.Combine(folder.FullName, "namespace"), "mine\n");
        ClusterConfig? Find(string? port) => InCluster.Read(
            new DiscoverySources(name => name switch { "KUBERNETES_SERVICE_HOST" => "fd00::1", "KUBERNETES_SERVICE_PORT" => port, _ => null }, "", folder.FullName), time);

        Find(null).ShouldBeNull();
        var config = Find("443")!;
        config.Server.ToString().ShouldBe("https://[fd00::1]/");
        config.Namespace.ShouldBe("mine");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private ClusterConfig Read(string user) => ClusterConfig.Discover(Write(user), null, time);

    private string Write(string user)
    {
        var path = Path.Combine(folder.FullName, "config");
        File.WriteAllText(path, $$$"""
            current-context: c
            contexts: [{name: c, context: {cluster: k, user: u, namespace: here}}]
            clusters: [{name: k, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: u, {{{user}}}}]
            """);
        return path;
    }
}
