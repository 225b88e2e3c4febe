using System.Threading.Channels;

namespace Kube.Sandbox.Controllers;

/// <summary>Runs one controller: one key at a time, each key once however many changes named it, again after a refusal.</summary>
internal sealed class ControllerLoop(IController controller, ChannelReader<(string Resource, Change Change)> changes, TimeProvider clock)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly Queue<WorkKey> queue = new();
    private readonly HashSet<WorkKey> queued = [];

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (await changes.WaitToReadAsync(cancellation))
            {
                await DrainAsync(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task DrainAsync(CancellationToken cancellation)
    {
        Collect();
        while (queue.TryDequeue(out var key))
        {
            queued.Remove(key);
            try
            {
                await controller.ReconcileAsync(key, cancellation);
            }
            catch (ApiException exception)
            {
                await DelayAsync(exception, cancellation);
                Enqueue(key);
            }

            Collect();
        }
    }

    /// <summary>A conflict is worth a retry at once; other refusals (a webhook that is down) take time.</summary>
    private Task DelayAsync(ApiException exception, CancellationToken cancellation) =>
        exception.Code == 409 ? Task.CompletedTask : Task.Delay(RetryDelay, clock, cancellation);

    private void Collect()
    {
        while (changes.TryRead(out var item))
        {
            foreach (var key in controller.Concerned(item.Resource, item.Change))
            {
                Enqueue(key);
            }
        }
    }

    private void Enqueue(WorkKey key)
    {
        if (queued.Add(key))
        {
            queue.Enqueue(key);
        }
    }
}
