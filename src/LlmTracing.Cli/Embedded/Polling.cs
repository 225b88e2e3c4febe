namespace LlmTracing.Cli.Embedded;

/// <summary>Polls for something that happens elsewhere.</summary>
internal static class Polling
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Polls until something is found; null if it was not found in time.</summary>
    public static async Task<T?> UntilFoundAsync<T>(Func<Task<T?>> look, TimeSpan patience, CancellationToken cancellation)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            if (TimeProvider.System.GetElapsedTime(started) > patience)
            {
                return null;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }
}
