using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kube.Runtime;

/// <summary>A program that prints an <c>ExecCredential</c>.</summary>
internal sealed record ExecPlugin
{
    public required string Command { get; init; }

    public ImmutableArray<string> Arguments { get; init; } = [];

    public ImmutableArray<(string Name, string Value)> Environment { get; init; } = [];

    public required string ApiVersion { get; init; }

    /// <summary>What the plugin is told about the cluster, if it asked.</summary>
    public ExecCluster? Cluster { get; init; }
}

/// <summary>Server, CA (PEM) and expected name of the cluster.</summary>
internal sealed record ExecCluster(string? Server, string? CertificateAuthority, string? ServerName);

/// <summary>Credentials of an exec plugin: single flight, kept until a minute before they expire, fetched anew after a 401.</summary>
internal sealed class ExecCredentials(ExecPlugin plugin, TimeProvider time) : ICredentialSource, IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim flight = new(1, 1);
    private volatile Held? held;

    public Credential? Current => held?.Credential;

    public async ValueTask<Credential> GetAsync(Credential? rejected, CancellationToken cancellationToken)
    {
        if (Usable(rejected) is { } cached)
        {
            return cached;
        }

        await flight.WaitAsync(cancellationToken);
        try
        {
            if (Usable(rejected) is { } fetched)
            {
                return fetched;
            }

            held = Parse(await RunAsync(cancellationToken));
            return held.Credential;
        }
        finally
        {
            flight.Release();
        }
    }

    public void Dispose() => flight.Dispose();

    private Credential? Usable(Credential? rejected) =>
        held is { } now && !ReferenceEquals(now.Credential, rejected) && (now.Expires is not { } at || time.GetUtcNow() < at - Margin)
            ? now.Credential
            : null;

    private async Task<byte[]> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var process = Start();
        try
        {
            process.StandardInput.Close();
            using var output = new MemoryStream();
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, either.Token);
            await process.StandardOutput.BaseStream.CopyToAsync(output, either.Token);
            await errors;
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0
                ? output.ToArray()
                : throw new ClusterConfigException($"the credential plugin {plugin.Command} ended with code {process.ExitCode}");
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClusterConfigException($"the credential plugin {plugin.Command} did not end within {Deadline.TotalSeconds} s", error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(plugin.Command, plugin.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in plugin.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = Info();
        try
        {
            return Process.Start(start) ?? throw new ClusterConfigException($"the credential plugin {plugin.Command} did not start");
        }
        catch (Win32Exception error)
        {
            throw new ClusterConfigException($"the credential plugin {plugin.Command} did not start: {error.Message}", error);
        }
    }

    private string Info()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", plugin.ApiVersion);
            json.WriteString("kind", "ExecCredential");
            json.WriteStartObject("spec");
            json.WriteBoolean("interactive", false);
            if (plugin.Cluster is { } cluster)
            {
                json.WriteStartObject("cluster");
                WriteIfSet(json, "server", cluster.Server);
                WriteIfSet(json, "tls-server-name", cluster.ServerName);
                WriteIfSet(json, "certificate-authority-data", cluster.CertificateAuthority is { } pem ? Convert.ToBase64String(Encoding.UTF8.GetBytes(pem)) : null);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteIfSet(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private Held Parse(byte[] output)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            var status = document.RootElement.GetProperty("status");
            var certificate = Text(status, "clientCertificateData") is { } pem && Text(status, "clientKeyData") is { } key
                ? ClientCertificates.FromPem(pem, key)
                : null;
            var expires = Text(status, "expirationTimestamp") is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : (DateTimeOffset?)null;
            return new Held(new Credential(Text(status, "token"), certificate), expires);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or CryptographicException or ArgumentException)
        {
            throw new ClusterConfigException($"the credential plugin {plugin.Command} printed no ExecCredential ({error.GetType().Name})", error);
        }
    }

    private static string? Text(JsonElement status, string name) => status.TryGetProperty(name, out var value) ? value.GetString() : null;

    private sealed record Held(Credential Credential, DateTimeOffset? Expires);
}
