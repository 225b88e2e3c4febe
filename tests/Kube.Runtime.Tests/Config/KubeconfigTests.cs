using System.Net.Http.Headers;

using k8s;
using k8s.Authentication;
using k8s.Exceptions;

using Kube.Model;

using Microsoft.AspNetCore.Http;

namespace Kube.Runtime.Tests;

public sealed class KubeconfigTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kubeconfig-");
    private readonly FakeTime time = new();

    [Fact]
    public async Task A_token_file_is_relative_to_its_kubeconfig_and_wins_over_a_token()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "token"), "one\n");

        var header = await Tokens("token: static, tokenFile: token").GetAuthenticationHeaderAsync(default);

        header.ShouldBe(new AuthenticationHeaderValue("Bearer", "one"));
        Should.Throw<KubeConfigException>(() => KubernetesClientConfiguration.BuildConfigFromConfigFile(Write("tokenFile: token")))
            .Message.ShouldContain("does not have appropriate auth credentials", Case.Insensitive, "the library knows no tokenFile");
    }

    [Fact]
    public async Task A_lost_token_file_leaves_the_last_token()
    {
        var file = Path.Combine(folder.FullName, "token");
        await File.WriteAllTextAsync(file, "one");
        var tokens = (IRenewableTokenProvider)Tokens("tokenFile: token");
        await tokens.GetAuthenticationHeaderAsync(default);
        File.Delete(file);
        time.Advance(TimeSpan.FromSeconds(1));

        (await tokens.RenewAsync(time.GetTimestamp(), default)).ShouldBeFalse();
        (await tokens.GetAuthenticationHeaderAsync(default)).Parameter.ShouldBe("one");
        await File.WriteAllTextAsync(file, "two");
        (await tokens.RenewAsync(time.GetTimestamp(), default)).ShouldBeTrue();
        (await tokens.GetAuthenticationHeaderAsync(default)).Parameter.ShouldBe("two");
    }

    [Fact]
    public async Task Requests_go_through_the_proxy_of_the_cluster()
    {
        await using var proxy = await FakeApi.StartAsync((context, _) => FakeApi.JsonAsync(context, FakeApi.ConfigMap("a", "1")));
        var config = ClusterConfig.Discover(Write("token: t", "http://api.invalid", $"proxy-url: \"{proxy.Address}\""));

        (await FakeApi.Client(config).GetAsync(Settings.Resource, new ObjectKey("n", "a"), default)).Metadata.Name.ShouldBe("a");

        KubernetesClientConfiguration.BuildConfigFromConfigFile(Write("token: t", "http://api.invalid", $"proxy-url: \"{proxy.Address}\""))
            .FirstMessageHandlerSetup.ShouldBeNull("the library ignores proxy-url");
    }

    [Fact]
    public async Task The_password_of_a_proxy_is_sent_to_it_and_shown_to_nobody()
    {
        var sent = "";
        await using var proxy = await FakeApi.StartAsync((context, _) =>
        {
            sent = context.Request.Headers.ProxyAuthorization.ToString();
            context.Response.Headers.ProxyAuthenticate = "Basic realm=\"proxy\"";
            context.Response.StatusCode = StatusCodes.Status407ProxyAuthenticationRequired;
            return Task.CompletedTask;
        });
        var url = $"http://me:hush%21@{proxy.Address.Authority}";
        var config = ClusterConfig.Discover(Write("token: t", "https://api.invalid", $"proxy-url: \"{url}\""));

        var error = await Should.ThrowAsync<HttpRequestException>(
            () => FakeApi.Client(config).GetAsync(Settings.Resource, new ObjectKey("n", "a"), default));

        sent.ShouldBe($"Basic {Convert.ToBase64String("me:hush!"u8)}");
        error.ToString().ShouldNotContain("hush");
    }

    [Theory]
    [InlineData("localhost:6443", "extensions: []", "server")]
    [InlineData("https://127.0.0.1:1", "certificate-authority-data: \"!!!\"", "certificate-authority-data")]
    [InlineData("https://127.0.0.1:1", "proxy-url: \"::bad\"", "proxy-url")]
    public void A_field_that_cannot_be_used_is_named_with_its_file(string server, string cluster, string field)
    {
        var message = Should.Throw<KubeConfigException>(() => ClusterConfig.Discover(Write("token: t", server, cluster))).Message;

        message.ShouldContain(field);
        message.ShouldContain(folder.FullName);
    }

    [Fact]
    public void A_missing_first_file_is_skipped_and_paths_start_from_their_own_file()
    {
        var second = folder.CreateSubdirectory("second");
        var first = Path.Combine(folder.FullName, "first");
        File.WriteAllText(first, "current-context: c\ncontexts: [{name: c, context: {cluster: k, user: u}}]");
        File.WriteAllText(
            Path.Combine(second.FullName, "config"),
            """
            current-context: other
            clusters: [{name: k, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: u, user: {client-certificate: me.crt, client-key: me.key}}]
            """);
        Environment.SetEnvironmentVariable("KUBECONFIG", string.Join(
            Path.PathSeparator, Path.Combine(folder.FullName, "missing"), first, Path.Combine(second.FullName, "config")));
        try
        {
            var config = ClusterConfig.Discover();

            config.Host.ShouldBe("https://127.0.0.1:1");
            config.ClientCertificateFilePath.ShouldBe(Path.Combine(second.FullName, "me.crt"));
            Should.Throw<KubeConfigException>(KubernetesClientConfiguration.BuildDefaultConfig).Message.ShouldContain("not found");
        }
        finally
        {
            Environment.SetEnvironmentVariable("KUBECONFIG", null);
        }
    }

    [Fact]
    public void A_missing_context_is_named() =>
        Should.Throw<KubeConfigException>(() => ClusterConfig.Discover(Write("token: t", context: "nowhere"))).Message.ShouldContain(
            "nowhere");

    [Fact]
    public void A_user_without_credentials_is_anonymous() => ClusterConfig.Discover(Write("")).TokenProvider.ShouldBeNull();

    [Fact]
    public void A_file_that_is_no_yaml_is_named_and_not_quoted()
    {
        var path = Path.Combine(folder.FullName, "config");
        File.WriteAllText(path, "users: [{token: secret-value");

        var error = Should.Throw<KubeConfigException>(() => ClusterConfig.Discover(path));

        error.Message.ShouldContain(path);
        error.Message.ShouldNotContain("secret-value");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private ITokenProvider Tokens(string user) => ClusterConfig.Discover(Write(user), time).TokenProvider;

    private string Write(string user, string server = "https://127.0.0.1:1", string cluster = "extensions: []", string context = "c")
    {
        var path = Path.Combine(folder.FullName, "config");
        File.WriteAllText(path, $$$"""
            current-context: {{{context}}}
            contexts: [{name: c, context: {cluster: k, user: u, namespace: here}}]
            clusters: [{name: k, cluster: {server: "{{{server}}}", {{{cluster}}}}}]
            users: [{name: u, user: {{{{user}}}}}]
            """);
        return path;
    }
}
