namespace Kube.Sandbox.Controllers;

/// <summary>
/// Lets each controller look at each object after every change, until nothing changes; again after a refusal, such as that of a webhook
/// that is down.
/// </summary>
internal sealed class ControllerLoop(ClusterAccess access, TimeProvider clock, params ImmutableArray<IController> controllers)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                while (!await PassAsync(cancellation))
                {
                    await Task.Delay(RetryDelay, clock, cancellation);
                }

                await access.Changes.ReadAsync(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task<bool> PassAsync(CancellationToken cancellation)
    {
        var accepted = true;
        foreach (var (controller, resource) in access.Resources.SelectMany(resource =>
            controllers.Where(one => one.Handles(resource)).Select(one => (one, resource))))
        {
            foreach (var item in access.List(resource.Storage))
            {
                try
                {
                    await controller.ReconcileAsync(resource, item, cancellation);
                }
                catch (ApiException)
                {
                    accepted = false;
                }
            }
        }

        return accepted;
    }
}
