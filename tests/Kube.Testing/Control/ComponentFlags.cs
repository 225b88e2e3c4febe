using System.Collections.Immutable;
using System.Net;

namespace Kube.Testing.Control;

/// <summary>The command lines of the control plane's parts.</summary>
/// <param name="Folder">Holds certificates, keys and data.</param>
/// <param name="Options">As asked by the test.</param>
/// <param name="Ports">Free loopback ports: etcd client, etcd peer, API server, metrics of the scheduler.</param>
internal sealed record ComponentFlags(string Folder, ControlPlaneOptions Options, int[] Ports)
{
    public int SecurePort => Options.AdvertiseAddress is null ? Ports[2] : 6443;

    public ImmutableArray<string> Etcd() =>
    [
        $"--data-dir={In("etcd")}", $"--listen-client-urls={Store}", $"--advertise-client-urls={Store}",
        $"--listen-peer-urls={Peer}", $"--initial-advertise-peer-urls={Peer}", $"--initial-cluster=default={Peer}",
        "--unsafe-no-fsync", "--log-level=warn",
    ];

    public ImmutableArray<string> ApiServer() =>
    [
        $"--etcd-servers={Store}", $"--secure-port={SecurePort}",
        $"--bind-address={(Options.AdvertiseAddress is null ? IPAddress.Loopback : IPAddress.Any)}",
        $"--tls-cert-file={In("tls.crt")}", $"--tls-private-key-file={In("tls.key")}", $"--client-ca-file={In("ca.crt")}",
        $"--cert-dir={In("certificates")}",
        $"--service-account-key-file={In("sa.pub")}", $"--service-account-signing-key-file={In("sa.key")}",
        "--service-account-issuer=https://kubernetes.default.svc", $"--token-auth-file={In("tokens.csv")}",
        "--authorization-mode=RBAC", $"--service-cluster-ip-range={Options.ServiceRange}", "--allow-privileged=true",
        .. Options.AdvertiseAddress is { } address ? [$"--advertise-address={address}"] : ImmutableArray<string>.Empty,
        .. Options.Audit
            ? [$"--audit-policy-file={In("audit-policy.json")}", $"--audit-log-path={In("audit.log")}"]
            : ImmutableArray<string>.Empty,
        .. Options.ApiServerFlags,
    ];

    public ImmutableArray<string> ControllerManager(string kubeconfig) =>
    [
        $"--kubeconfig={kubeconfig}", $"--service-account-private-key-file={In("sa.key")}", "--use-service-account-credentials=true",
        $"--root-ca-file={In("ca.crt")}", "--leader-elect=false", "--bind-address=127.0.0.1", "--secure-port=0",
    ];

    public ImmutableArray<string> Scheduler(string kubeconfig) =>
        [
            $"--kubeconfig={kubeconfig}", "--leader-elect=false", "--bind-address=127.0.0.1", $"--secure-port={Ports[3]}",
            $"--cert-dir={In("certificates")}"];

    private string Store => $"http://127.0.0.1:{Ports[0]}";

    private string Peer => $"http://127.0.0.1:{Ports[1]}";

    private string In(string name) => Path.Combine(Folder, name);
}
