using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Kube.Testing.Api;
using Kube.Testing.Processes;

namespace Kube.Testing.Control;

/// <summary>A real etcd and kube-apiserver, and on request controller-manager and scheduler, of this test host alone.</summary>
/// <remarks>Guarantees: ready when returned; nothing survives the host; its folder is removed when it is disposed.</remarks>
public sealed class ControlPlane : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly Authority authority;
    private readonly List<TestProcess> processes = [];
    private readonly ControlPlaneOptions options;
    private readonly TestUser admin = new("admin", RandomNumberGenerator.GetHexString(32), ["system:masters"]);

    private ControlPlane(ControlPlaneOptions options)
    {
        this.options = options;
        folder = Scratch.Create("kube-testing-");
        authority = new Authority();
        Uri = new Uri("https://127.0.0.1");
    }

    /// <summary>Base address of the API server.</summary>
    public Uri Uri { get; private set; }

    /// <summary>Bearer token of a member of <c>system:masters</c>.</summary>
    public string AdminToken => admin.Token;

    /// <summary>The certificate authority, PEM.</summary>
    public byte[] CertificateAuthority => Encoding.ASCII.GetBytes(authority.Pem);

    /// <summary>A kubeconfig file of the administrator.</summary>
    public string Kubeconfig => Path.Combine(folder.FullName, "admin.kubeconfig");

    /// <summary>The audit log: one JSON event per line. Exists when <see cref="ControlPlaneOptions.Audit"/> is set.</summary>
    public string AuditLog => Path.Combine(folder.FullName, "audit.log");

    /// <summary>Starts it, in 3 to 6 seconds on two cores.</summary>
    public static async Task<ControlPlane> Start(ControlPlaneOptions? options = null, CancellationToken cancel = default)
    {
        Layer.ControlPlane.Require();
        for (var attempt = 1; ; attempt++)
        {
            var plane = new ControlPlane(options ?? new ControlPlaneOptions());
            try
            {
                await plane.StartAll(cancel);
                return plane;
            }
            catch (Exception exception)
            {
                await plane.DisposeAsync();
                var portWasTaken = exception is GaveUpException
                    && exception.Message.Contains("address already in use", StringComparison.Ordinal);
                if (!portWasTaken || attempt == 3)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>A client with the administrator's rights, or those of <paramref name="token"/>.</summary>
    public RawKube Client(string? token = null) => new(Uri, token ?? AdminToken, CertificateAuthority);

    /// <summary>Writes a kubeconfig that authenticates by a token, and returns its path.</summary>
    public string WriteKubeconfig(string user, string token) =>
        Write($"{user}.kubeconfig", Control.Kubeconfig.ForToken(Uri, authority.Pem, user, token));

    /// <summary>Writes a kubeconfig that authenticates by a client certificate, and returns its path.</summary>
    public string WriteCertificateKubeconfig(string user, params ImmutableArray<string> groups) =>
        Write(
            $"{user}.certificate.kubeconfig", Control.Kubeconfig.ForCertificate(Uri, authority.Pem, user, authority.Client(user, groups)));

    /// <summary>The last lines that each part wrote.</summary>
    public string Diagnosis(int lines = 20) =>
        string.Join('\n', processes.Select(process => $"--- {process.Name}\n{process.Output.Last(lines)}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(processes))
        {
            await process.DisposeAsync();
        }

        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task StartAll(CancellationToken cancel)
    {
        var ports = FreePort.Take(4);
        var flags = new ComponentFlags(folder.FullName, options, ports);
        Uri = new Uri($"https://{options.AdvertiseAddress ?? IPAddress.Loopback}:{flags.SecurePort}");
        WriteFiles();
        Run(Tools.Etcd!, flags.Etcd());
        var server = Run(Tools.ApiServer!, flags.ApiServer());
        using var client = Client();
        await server.Ready(
            async token => (await client.Send(HttpMethod.Get, "/readyz", cancel: token)).Status == HttpStatusCode.OK, cancel: cancel);
        if (options.ControllerManager)
        {
            Run(Tools.ControllerManager!, flags.ControllerManager(Kubeconfig));
        }

        if (options.Scheduler)
        {
            Run(Tools.Scheduler!, flags.Scheduler(Kubeconfig));
        }
    }

    private TestProcess Run(string program, ImmutableArray<string> arguments)
    {
        var process = TestProcess.Start(new ProcessSpec(program, arguments));
        processes.Add(process);
        return process;
    }

    private void WriteFiles()
    {
        var server = authority.Server(
            ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"],
            options.AdvertiseAddress is { } address ? [address, IPAddress.Loopback] : [IPAddress.Loopback]);
        Write("tls.crt", server.Certificate);
        Write("tls.key", server.Key);
        Write("ca.crt", authority.Pem);
        using var serviceAccounts = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write("sa.key", serviceAccounts.ExportECPrivateKeyPem());
        Write("sa.pub", serviceAccounts.ExportSubjectPublicKeyInfoPem());
        Write("tokens.csv", string.Concat(options.Users.Prepend(admin).Select(user =>
            $"{user.Token},{user.Name},{user.Name},\"{string.Join(',', user.Groups)}\"\n")));
        Write(
            "audit-policy.json",
            """{"apiVersion":"audit.k8s.io/v1","kind":"Policy","omitStages":["RequestReceived"],"rules":[{"level":"Metadata"}]}""");
        Write("admin.kubeconfig", Control.Kubeconfig.ForToken(Uri, authority.Pem, admin.Name, admin.Token));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
