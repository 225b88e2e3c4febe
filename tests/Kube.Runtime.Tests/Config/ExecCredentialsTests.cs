using k8s;
using k8s.KubeConfigModels;

using Kube.Model;
using Kube.Testing.Control;

namespace Kube.Runtime.Tests;

/// <summary>The plugin counts its runs in a file and prints the count as its token.</summary>
public sealed class ExecCredentialsTests : IDisposable
{
    private const string Count = "echo x >> runs; printf '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{%s}}' ";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("exec-");
    private readonly FakeTime time = new();

    private int Runs => Read("runs").Split('\n').Length;

    [Fact]
    public async Task ItRunsOnceForParallelRequestsAndOnceMoreWhenTheyAreRefused()
    {
        await using var api = await FakeApi.StartAsync((context, _) => context.Request.Headers.Authorization == "Bearer t2"
            ? FakeApi.JsonAsync(context, FakeApi.ConfigMap("a", "1"))
            : FakeApi.JsonAsync(context, "{}", 401));
        using var credentials = Plugin("\"\\\"token\\\":\\\"t$(wc -l < runs)\\\"\"", TimeProvider.System);
        var client = FakeApi.Client(new KubernetesClientConfiguration { Host = api.Address.ToString(), TokenProvider = credentials });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.GetAsync(Settings.Resource, new ObjectKey("n", "a"), default)));

        Runs.ShouldBe(2);
        api.Requests.Count.ShouldBeLessThanOrEqualTo(16);
    }

    [Fact]
    public async Task ItRunsAgainAMinuteBeforeTheCredentialExpires()
    {
        const string Status = "\"\\\"token\\\":\\\"t$(wc -l < runs)\\\",\\\"expirationTimestamp\\\":\\\"2026-01-01T01:00:00Z\\\"\"";
        using var credentials = Plugin(Status, time);
        (await credentials.GetAuthenticationHeaderAsync(default)).Parameter.ShouldBe("t1");
        time.Advance(TimeSpan.FromMinutes(58));
        (await credentials.GetAuthenticationHeaderAsync(default)).Parameter.ShouldBe("t1");
        time.Advance(TimeSpan.FromMinutes(1));
        (await credentials.GetAuthenticationHeaderAsync(default)).Parameter.ShouldBe("t2");
    }

    /// <summary>A certificate belongs to the connection: a new one needs a new connection.</summary>
    [Fact]
    public async Task ANewCertificateOfThePluginIsShownToTheServerAtOnce()
    {
        using var authority = new Authority();
        foreach (var name in (string[])["c1", "c2"])
        {
            var pair = authority.Client(name);
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, name),
                $"\"clientCertificateData\":\"{Line(pair.Certificate)}\",\"clientKeyData\":\"{Line(pair.Key)}\"");
        }

        var certificate = authority.Server("localhost");
        await using var api = await FakeApi.StartAsync(
            (context, _) => context.Connection.ClientCertificate?.Subject == "CN=c2"
                ? FakeApi.JsonAsync(context, FakeApi.ConfigMap("a", "1"))
                : FakeApi.JsonAsync(context, "{}", 401),
            () => certificate);
        using var credentials = Plugin("\"$(cat c$(wc -l < runs))\"", TimeProvider.System);
        var config = new KubernetesClientConfiguration
        {
            Host = api.Address.ToString(),
            TlsServerName = "localhost",
            SslCaCerts = ServerTrust.Import(authority.Pem),
            TokenProvider = credentials,
            FirstMessageHandlerSetup = credentials.Install,
        };

        (await FakeApi.Client(config).GetAsync(Settings.Resource, new ObjectKey("n", "a"), default)).Metadata.Name.ShouldBe("a");
        Runs.ShouldBe(2);
    }

    [Fact]
    public async Task ItIsToldWhatKubectlTellsIt()
    {
        var plugin = Script("echo \"$1\" > argument; echo $KUBERNETES_EXEC_INFO > info; printf '{\"status\":{\"token\":\"t\"}}'");
        plugin.Arguments = [.. plugin.Arguments, "two words"];
        var cluster = new ClusterEndpoint { Server = "https://here", CertificateAuthorityData = "UEVN" };
        using var credentials = new ExecCredentials(plugin, cluster, time);

        await credentials.GetAuthenticationHeaderAsync(default);

        Read("argument").ShouldBe("two words");
        Read("info").ShouldContain("\"kind\":\"ExecCredential\"");
        Read("info").ShouldContain("\"certificate-authority-data\":\"UEVN\"");
        using var process = KubernetesClientConfiguration.CreateRunnableExternalProcess(plugin);
        process.StartInfo.Arguments.ShouldEndWith(" two words", Case.Sensitive, "the library joins arguments by spaces");
    }

    [Fact]
    public async Task AFailureNamesThePluginAndNotWhatItPrinted()
    {
        using var credentials = new ExecCredentials(Script("echo secret-value; exit 3"), null, time);

        var error = await Should.ThrowAsync<k8s.Exceptions.KubeConfigException>(() => credentials.GetAuthenticationHeaderAsync(default));

        error.Message.ShouldBe("the credential plugin /bin/sh ended with code 3");
        ClusterTrouble.Is(error).ShouldBeTrue();
    }

    /// <summary>Why the library doesn't build the configuration: the plugin may be slow, or fail for a while.</summary>
    [Fact]
    public void TheLibraryRunsThePluginWhileItReads()
    {
        var credentials = new UserCredentials { ExternalExecution = Script(Count + "'\"token\":\"t\"'") };
        KubernetesClientConfiguration.BuildConfigFromConfigObject(new K8SConfiguration
        {
            CurrentContext = "c",
            Contexts = [new Context { Name = "c", ContextDetails = new ContextDetails { Cluster = "k", User = "u" } }],
            Clusters = [new k8s.KubeConfigModels.Cluster { Name = "k", ClusterEndpoint = new ClusterEndpoint { Server = "http://here" } }],
            Users = [new User { Name = "u", UserCredentials = credentials }],
        });

        Runs.ShouldBe(1);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Line(string pem) => pem.Replace("\n", "\\n", StringComparison.Ordinal);

    private string Read(string name) => File.ReadAllText(Path.Combine(folder.FullName, name)).Trim();

    private ExecCredentials Plugin(string status, TimeProvider clock) => new(Script(Count + status), null, clock);

    private ExternalExecution Script(string script)
    {
        var path = Path.Combine(folder.FullName, "plugin");
        File.WriteAllText(path, $"cd {folder.FullName}\n{script}\n");
        return new ExternalExecution { ApiVersion = "client.authentication.k8s.io/v1", Command = "/bin/sh", Arguments = [path] };
    }
}
