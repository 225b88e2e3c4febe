using System.Collections.Immutable;
using System.Net;
using Kube.Testing.Telemetry;

namespace EndToEnd.Tests.Product;

/// <summary>An application that never stops sending.</summary>
internal sealed class Flow : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource stop = new();
    private readonly Task<ImmutableHashSet<HttpStatusCode>> running;

    private Flow(Agent agent, Recording recording) => running = Run(agent, recording.Requests[0]);

    public static Flow Start(Agent agent, Recording recording) => new(agent, recording);

    /// <summary>Ends it and returns the distinct answers; throws when a request was not answered however often it was repeated.</summary>
    public async Task<ImmutableHashSet<HttpStatusCode>> Stop()
    {
        await stop.CancelAsync();
        return await running;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(CancellationToken.None).ContinueWith(static _ => { }, TaskScheduler.Default);
        stop.Dispose();
    }

    private async Task<ImmutableHashSet<HttpStatusCode>> Run(Agent agent, OtlpRequest request)
    {
        var answers = ImmutableHashSet<HttpStatusCode>.Empty;
        while (!stop.IsCancellationRequested)
        {
            answers = answers.Add(await agent.Post(request));
            await Task.Delay(Pause, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return answers;
    }
}
