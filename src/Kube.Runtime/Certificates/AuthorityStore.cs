using Kube.Model;

using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>The authorities in one Secret. Every replica reads it by watch; only the leader writes it.</summary>
public sealed class AuthorityStore
{
    private readonly KubeClient client;
    private readonly Informer<AuthoritySecret> secrets;
    private readonly TimeProvider time;
    private readonly CertificateLives lives;
    private readonly ILogger logger;
    private volatile AuthorityBundle? bundle;

    /// <param name="name">The operator; the Secret is <c>NAME-webhook-ca</c>.</param>
    public AuthorityStore(
        KubeClient client, InformerSet informers, string @namespace, string name, TimeProvider time, ILogger<AuthorityStore> logger,
        CertificateLives? lives = null)
    {
        (this.client, this.time, this.logger, this.lives) = (client, time, logger, lives ?? new CertificateLives());
        Key = new ObjectKey(@namespace, $"{name}-webhook-ca");
        secrets = informers.Get(
            AuthoritySecret.Resource, new ListOptions { Namespace = @namespace, FieldSelector = $"metadata.name={Key.Name}" });
        secrets.AddHandler(change =>
        {
            bundle = AuthorityBundle.FromSecret(change.New) ?? bundle;
            Changed?.Invoke();
        });
    }

    /// <summary>After each change of the Secret; handlers must not block.</summary>
    public event Action? Changed;

    public ObjectKey Key { get; }

    /// <summary>The authorities, or null as long as there are none. A deleted or spoilt Secret leaves the last good ones.</summary>
    public AuthorityBundle? Bundle => bundle;

    internal CertificateLives Lives => lives;

    /// <summary>Keeps the Secret right until cancelled; for the leader.</summary>
    /// <param name="leading">A client whose writes are guarded by the leadership.</param>
    public async Task KeepAsync(KubeClient leading, CancellationToken cancellationToken)
    {
        using var loop = new ReviewLoop(time);
        Changed += loop.Wake;
        try
        {
            await loop.RunAsync(stop => ReviewAsync(leading, stop), cancellationToken);
        }
        finally
        {
            Changed -= loop.Wake;
        }
    }

    /// <summary>One look at the live Secret and at most one write; a conflict means that another look follows its watch event.</summary>
    internal async Task ReviewAsync(KubeClient leading, CancellationToken cancellationToken)
    {
        try
        {
            var live = await client.FindAsync(AuthoritySecret.Resource, Key, cancellationToken);
            var now = AuthorityBundle.FromSecret(live);
            var (wanted, phase) = AuthorityRotation.Next(now, Key.Name, time.GetUtcNow(), lives);
            if (ReferenceEquals(wanted, now))
            {
                return;
            }

            var metadata = live?.Metadata ?? new ObjectMeta { Name = Key.Name, Namespace = Key.Namespace };
            await (live is null
                ? leading.CreateAsync(AuthoritySecret.Resource, wanted.ToSecret(metadata), cancellationToken)
                : leading.ReplaceAsync(AuthoritySecret.Resource, wanted.ToSecret(metadata), cancellationToken));
            RuntimeLog.AuthorityWritten(logger, Key, phase);
        }
        catch (Exception error) when (ClusterTrouble.Is(error))
        {
            RuntimeLog.AuthorityTrouble(logger, Key, error.Message);
        }
    }
}
