namespace LlmTracing.Cli.Embedded;

/// <summary>Waits for something that comes about elsewhere.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks again and again; null when it has not come about in time.</summary>
    public static async Task<T?> FoundAsync<T>(Func<Task<T?>> look, TimeSpan patience, CancellationToken cancellation)
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
