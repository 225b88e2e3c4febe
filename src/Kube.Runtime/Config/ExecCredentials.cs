using System.ComponentModel;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>Credentials of an exec plugin: single flight, kept until a minute before they expire, fetched anew after a 401.</summary>
/// <remarks>The library's provider runs the plugin once for each parallel request, never again when the plugin names no expiry, and joins
/// its arguments by spaces.</remarks>
internal sealed class ExecCredentials(ExternalExecution plugin, ClusterEndpoint? cluster, TimeProvider time)
    : IRenewableTokenProvider, IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim flight = new(1, 1);
    private volatile Held? held;

    /// <summary>Whether connections show a certificate of the plugin, and must be made anew when it changes.</summary>
    public bool HasCertificate => held?.Certificate is not null;

    public void Install(SocketsHttpHandler handler) =>
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => held?.Certificate!;

    /// <returns>Null when the plugin gave a certificate only.</returns>
    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        var now = await GetAsync(one => one.Expires is not { } at || time.GetUtcNow() < at - Margin, cancellationToken);
        return now.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null!;
    }

    public async Task<bool> RenewAsync(long sentAt, CancellationToken cancellationToken)
    {
        await GetAsync(one => one.GivenAt > sentAt, cancellationToken);
        return true;
    }

    public void Dispose() => flight.Dispose();

    private async Task<Held> GetAsync(Func<Held, bool> usable, CancellationToken cancellationToken)
    {
        if (held is { } cached && usable(cached))
        {
            return cached;
        }

        await flight.WaitAsync(cancellationToken);
        try
        {
            return held is { } fetched && usable(fetched) ? fetched : held = await RunAsync(cancellationToken);
        }
        finally
        {
            flight.Release();
        }
    }

    private async Task<Held> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var process = Start();
        try
        {
            process.StandardInput.Close();
            var output = await process.StandardOutput.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? Parse(output) : throw Failed($"ended with code {process.ExitCode}");
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"did not end within {Deadline.TotalSeconds} s", error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <remarks>What it writes to standard error goes to ours, as with kubectl.</remarks>
    private Process Start()
    {
        var process = KubernetesClientConfiguration.CreateRunnableExternalProcess(plugin);
        process.StartInfo.Arguments = "";
        foreach (var argument in plugin.Arguments ?? [])
        {
            process.StartInfo.ArgumentList.Add(argument);
        }

        process.StartInfo.RedirectStandardInput = true;
        process.StartInfo.Environment["KUBERNETES_EXEC_INFO"] = Info();
        try
        {
            process.Start();
            return process;
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            process.Dispose();
            throw Failed($"did not start: {error.Message}", error);
        }
    }

    private string Info() => new JsonObject
    {
        ["apiVersion"] = plugin.ApiVersion,
        ["kind"] = "ExecCredential",
        ["spec"] = new JsonObject { ["interactive"] = false, ["cluster"] = cluster is null ? null : Info(cluster) },
    }.ToJsonString();

    private static JsonObject Info(ClusterEndpoint cluster) => new()
    {
        ["server"] = cluster.Server,
        ["tls-server-name"] = cluster.TlsServerName,
        ["insecure-skip-tls-verify"] = cluster.SkipTlsVerify,
        ["certificate-authority-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            ClientCertificate.Pem(cluster.CertificateAuthorityData, cluster.CertificateAuthority) ?? "")),
    };

    private Held Parse(string output)
    {
        try
        {
            var status = JsonSerializer.Deserialize(output, KubeJson.Options.TypeInfo<ExecCredentialResponse>())?.Status;
            return status?.IsValid() == true && status.Token?.Any(char.IsControl) != true
                ? new Held(
                    status.Token,
                    status.ClientCertificateData is { } pem ? ClientCertificate.FromPem(pem, status.ClientKeyData ?? "") : null,
                    status.ExpirationTimestamp is { } at ? new DateTimeOffset(at) : null,
                    time.GetTimestamp())
                : throw new JsonException("no usable token and no certificate");
        }
        catch (Exception error) when (error is JsonException or CryptographicException or ArgumentException)
        {
            throw Failed($"printed no ExecCredential ({error.GetType().Name})", error);
        }
    }

    private KubeConfigException Failed(string how, Exception? cause = null) => new($"the credential plugin {plugin.Command} {how}", cause);

    private sealed record Held(string? Token, X509Certificate2? Certificate, DateTimeOffset? Expires, long GivenAt);
}
