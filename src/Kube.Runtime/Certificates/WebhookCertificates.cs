using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;

using k8s.Models;

using Kube.Model;

using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>The certificates of a webhook: authorities in a Secret, signed by them a leaf in each replica, and the <c>caBundle</c> by
/// which the API server trusts it.</summary>
/// <remarks>
/// <para>Guarantees: leaves live in memory alone and are swapped without a restart; a deleted or spoilt Secret leaves the last good one; a
/// <c>caBundle</c> that somebody resets is published again. Only the leader writes.</para>
/// <para><c>caBundle</c> is written by server-side apply of it and <c>name</c> (the merge key) alone, with a field manager of its own:
/// everything else of the configuration stays its owner's. Deployment tools must ignore that field.</para>
/// </remarks>
public sealed class WebhookCertificates
{
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(1);

    private readonly KubeClient client;
    private readonly string name;
    private readonly ObjectKey key;
    private readonly ImmutableArray<string> hosts;
    private readonly Informer<ObjectMetadata> secrets;
    private readonly Informer<PublishedBundles> configurations;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private volatile Leaf? leaf;

    /// <param name="client">Its writes are guarded by the leadership.</param>
    /// <param name="settings">The operator; the <c>MutatingWebhookConfiguration</c> has its name, and the Secret is
    /// <c>NAME-webhook-ca</c>.</param>
    /// <param name="service">The Service in front of the webhook.</param>
    public WebhookCertificates(
        KubeClient client, InformerSet informers, OperatorSettings settings, string service, TimeProvider time,
        ILogger<WebhookCertificates> logger)
    {
        (this.client, this.time, this.logger, name) = (client, time, logger, settings.Name);
        key = new ObjectKey(settings.Namespace, $"{name}-webhook-ca");
        var host = $"{service}.{settings.Namespace}";
        hosts = [$"{host}.svc", $"{host}.svc.cluster.local", host, "localhost"];
        secrets = informers.GetMetadata(
            Kinds.Secret, new ListOptions { Namespace = key.Namespace, FieldSelector = $"metadata.name={key.Name}" });
        configurations = informers.Get(PublishedBundles.Resource, new ListOptions { FieldSelector = $"metadata.name={name}" });
    }

    /// <summary>What Kestrel serves; null as long as there is no authority.</summary>
    public X509Certificate2? Current => leaf?.Certificate;

    /// <summary>Whether there is a certificate that is valid for another hour.</summary>
    public bool IsServing => Current is { } certificate && time.GetUtcNow() + TimeSpan.FromHours(1) < certificate.NotAfter;

    /// <summary>Keeps this replica's certificate right until cancelled; on every replica.</summary>
    public Task KeepServingAsync(CancellationToken cancellationToken) => KeepAsync(IssueAsync, cancellationToken);

    /// <summary>Keeps the Secret and the <c>caBundle</c> right until cancelled; on the leader.</summary>
    public Task KeepAuthorityAsync(CancellationToken cancellationToken) => KeepAsync(RotateAsync, cancellationToken);

    /// <summary>Reviews at once, again after each change, and at least once a minute.</summary>
    private async Task KeepAsync(Func<CancellationToken, Task> review, CancellationToken cancellationToken)
    {
        var changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        secrets.AddHandler(_ => changed.Writer.TryWrite(true), cancellationToken);
        configurations.AddHandler(_ => changed.Writer.TryWrite(true), cancellationToken);
        await using var poll = time.CreateTimer(_ => changed.Writer.TryWrite(true), null, TimeSpan.Zero, Poll);
        await foreach (var _ in changed.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await review(cancellationToken);
            }
            catch (Exception error) when (ClusterTrouble.Is(error))
            {
                RuntimeLog.CertificateTrouble(logger, name, error.Message);
            }
        }
    }

    /// <summary>Issues a leaf if the authority changed or half of its life is over. Old ones stay alive for their handshakes.</summary>
    private async Task IssueAsync(CancellationToken cancellationToken)
    {
        var bundle = AuthorityBundle.FromSecret(await client.FindAsync(Kinds.Secret, key, cancellationToken));
        var now = time.GetUtcNow();
        if (bundle is not { Current: var authority } || leaf?.IsGood(authority, now) == true)
        {
            return;
        }

        leaf = new Leaf(authority.Issue(hosts, now, AuthorityBundle.LeafLife), authority.Certificate);
        RuntimeLog.CertificateIssued(logger, leaf.Certificate.NotAfter.ToUniversalTime());
    }

    /// <summary>Writes the Secret at most once; a conflict means that another look follows its watch event.</summary>
    private async Task RotateAsync(CancellationToken cancellationToken)
    {
        var live = await client.FindAsync(Kinds.Secret, key, cancellationToken);
        var bundle = AuthorityBundle.FromSecret(live);
        var (wanted, phase) = AuthorityBundle.Rotate(bundle, key.Name, time.GetUtcNow());
        if (!ReferenceEquals(wanted, bundle))
        {
            var secret = wanted.ToSecret(live?.Metadata ?? new V1ObjectMeta { Name = key.Name, NamespaceProperty = key.Namespace });
            await (live is null
                ? client.CreateAsync(Kinds.Secret, secret, cancellationToken)
                : client.ReplaceAsync(Kinds.Secret, secret, cancellationToken));
            RuntimeLog.AuthorityWritten(logger, key, phase);
        }

        await PublishAsync(Encoding.ASCII.GetBytes(wanted.Trusted), cancellationToken);
    }

    private async Task PublishAsync(byte[] trusted, CancellationToken cancellationToken)
    {
        var wanted = Convert.ToBase64String(trusted);
        if (configurations.Store.Find(new ObjectKey("", name)) is not { } live
            || live.Webhooks.All(webhook => webhook.ClientConfig.CaBundle == wanted))
        {
            return;
        }

        var body = ApplyBody.Of(Kinds.MutatingWebhookConfiguration, new V1MutatingWebhookConfiguration
        {
            Metadata = new V1ObjectMeta { Name = name },
            Webhooks = [.. live.Webhooks.Select(webhook => new V1MutatingWebhook
            {
                Name = webhook.Name, ClientConfig = new Admissionregistrationv1WebhookClientConfig { CaBundle = trusted },
            })],
        });
        await client.ApplyAsync(body, new ApplyOptions($"{name}-webhook"), cancellationToken);
        RuntimeLog.BundlePublished(logger, name);
    }

    private sealed record Leaf(X509Certificate2 Certificate, string Authority)
    {
        public bool IsGood(CertificateAuthority authority, DateTimeOffset now) =>
            Authority == authority.Certificate
            && now >= Certificate.NotBefore
            && now < Certificate.NotBefore + ((Certificate.NotAfter - Certificate.NotBefore) / 2);
    }
}
