using System.Text;

using k8s;

using Kube.Model;
using Kube.Testing.Control;

using Microsoft.AspNetCore.Http;

namespace Kube.Runtime.Tests;

/// <summary>Whose certificate is believed. The server is at 127.0.0.1 and its certificate is for localhost only.</summary>
public sealed class TlsTests : IDisposable
{
    private const string WrongName = "valid for localhost, not for 127.0.0.1";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tls-");
    private readonly Authority authority = new();

    [Fact]
    public async Task AWrongHostNameIsRefusedAndTheErrorSaysWhy()
    {
        await using var api = await StartAsync();

        var error = await Should.ThrowAsync<HttpRequestException>(() => GetAsync(Read(api.Address, Inline(authority.Pem))));

        error.Message.ShouldContain(WrongName);
        await GetAsync(Read(Named(api.Address), Inline(authority.Pem)));
    }

    [Fact]
    public async Task AWrongHostNameIsRefusedInAPodToo()
    {
        await using var api = await StartAsync();
        await GetAsync(InPod(Named(api.Address)));

        (await Should.ThrowAsync<HttpRequestException>(() => GetAsync(InPod(api.Address)))).Message.ShouldContain(WrongName);
    }

    /// <summary>Why the configuration's CA is not left to the library's own client.</summary>
    [Fact]
    public async Task TheLibrarysClientAcceptsAWrongHostName()
    {
        await using var api = await StartAsync();
        var config = KubernetesClientConfiguration.BuildConfigFromConfigFile(Write(api.Address, Inline(authority.Pem), "token: t"));
        using var client = new Kubernetes(config);

        (await client.CoreV1.ReadNamespacedConfigMapAsync("a", "n")).Metadata.Name.ShouldBe("a");
    }

    [Fact]
    public async Task TheNameToExpectMayBeGiven()
    {
        await using var api = await StartAsync();
        await GetAsync(Read(api.Address, $"{Inline(authority.Pem)}, tls-server-name: localhost"));

        var error = await Should.ThrowAsync<HttpRequestException>(
            () => GetAsync(Read(Named(api.Address), $"{Inline(authority.Pem)}, tls-server-name: other")));
        error.Message.ShouldContain("not for other");
    }

    [Fact]
    public async Task AStrangersCertificateIsRefusedUnlessNobodyLooks()
    {
        await using var api = await StartAsync();
        using var stranger = new Authority();

        var error = await Should.ThrowAsync<HttpRequestException>(() => GetAsync(Read(Named(api.Address), Inline(stranger.Pem))));

        error.Message.ShouldContain("not trusted: ");
        await GetAsync(Read(api.Address, "insecure-skip-tls-verify: true"));
    }

    [Fact]
    public async Task ABundleMayHoldSeveralAuthorities()
    {
        await using var api = await StartAsync();
        using var other = new Authority();
        var bundle = other.Pem + "\n" + authority.Pem;

        await GetAsync(Read(Named(api.Address), Inline(bundle)));
        await GetAsync(Read(Named(api.Address), Beside(bundle)));
        KubernetesClientConfiguration.BuildConfigFromConfigFile(Write(api.Address, Inline(bundle), "token: t"))
            .SslCaCerts.Count.ShouldBe(1, "the library takes one certificate of a bundle");
    }

    [Fact]
    public async Task ARotatedAuthorityIsReadWithoutARestart()
    {
        var now = authority;
        await using var api = await FakeApi.StartAsync(AnswerAsync, () => now.Server("localhost"));
        var config = Read(Named(api.Address), Beside(authority.Pem));
        config.FirstMessageHandlerSetup += handler => handler.PooledConnectionLifetime = TimeSpan.Zero;
        var client = FakeApi.Client(config);
        await client.GetAsync(Settings.Resource, new ObjectKey("n", "a"), default);
        using var next = new Authority();
        now = next;
        (await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(Settings.Resource, new ObjectKey("n", "a"), default)))
            .Message.ShouldContain("not trusted: ");

        Beside(next.Pem);

        await client.GetAsync(Settings.Resource, new ObjectKey("n", "a"), default);
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private static Uri Named(Uri address) => new UriBuilder(address) { Host = "localhost" }.Uri;

    private static string Inline(string pem) => $"certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(pem))}";

    private static Task AnswerAsync(HttpContext context, FakeApi api) => FakeApi.JsonAsync(context, FakeApi.ConfigMap("a", "1"));

    private static async Task GetAsync(KubernetesClientConfiguration config)
    {
        using var transport = new ApiTransport(config, "tests", TimeProvider.System, new RetryPolicy(1, TimeSpan.Zero));
        await new KubeClient(transport).GetAsync(Settings.Resource, new ObjectKey("n", "a"), default);
    }

    private Task<FakeApi> StartAsync()
    {
        var certificate = authority.Server("localhost");
        return FakeApi.StartAsync(AnswerAsync, () => certificate);
    }

    private string Beside(string pem)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "ca.crt"), pem);
        return "certificate-authority: ca.crt";
    }

    private KubernetesClientConfiguration InPod(Uri server)
    {
        Beside(authority.Pem);
        File.WriteAllText(Path.Combine(folder.FullName, "token"), "t");
        var config = new KubernetesClientConfiguration { Host = server.ToString(), Namespace = "n\n" };
        return ClusterConfig.InPod(config, folder.FullName, TimeProvider.System);
    }

    private KubernetesClientConfiguration Read(Uri server, string trust) => ClusterConfig.Discover(Write(server, trust, "token: t"));

    private string Write(Uri server, string trust, string user)
    {
        var path = Path.Combine(folder.FullName, "config");
        File.WriteAllText(path, $$$"""
            current-context: c
            contexts: [{name: c, context: {cluster: k, user: u}}]
            clusters: [{name: k, cluster: {server: "{{{server}}}", {{{trust}}}}}]
            users: [{name: u, user: {{{{user}}}}}]
            """);
        return path;
    }
}
