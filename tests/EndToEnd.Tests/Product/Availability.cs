using System.Text.Json.Nodes;
using Kube.Testing.Api;

namespace EndToEnd.Tests.Product;

/// <summary>Follows the number of available pods of a Deployment.</summary>
internal sealed class Availability : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private int least = int.MaxValue;

    private Availability(RawKube kube, string path)
    {
        var at = path.LastIndexOf('/');
        running = Follow(kube, $"{path[..at]}?fieldSelector=metadata.name%3D{path[(at + 1)..]}");
    }

    public static Availability Watch(RawKube kube, string path) => new(kube, path);

    /// <summary>The least that was seen.</summary>
    public async Task<int> Stop()
    {
        await stop.CancelAsync();
        await running;
        return least;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        stop.Dispose();
    }

    private async Task Follow(RawKube kube, string path)
    {
        try
        {
            await foreach (var change in kube.Watch(path, stop.Token))
            {
                least = Math.Min(least, change["object"]?["status"]?["availableReplicas"]?.GetValue<int>() ?? 0);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }
}
