namespace Kube.Runtime;

/// <summary>The waits of one reflector: 0.8 s doubling to 30 s, half of it jitter; short again after two minutes without failure.</summary>
internal sealed class ReflectorBackoff(TimeProvider time, Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(120);

    private int failures;
    private long lastFailure;

    public TimeSpan Next(Pause pause) => pause switch
    {
        Pause.Short => TimeSpan.FromMilliseconds(100 + (400 * random())),
        Pause.Backoff => Failed(),
        _ => TimeSpan.Zero,
    };

    private TimeSpan Failed()
    {
        if (failures > 0 && time.GetElapsedTime(lastFailure) > Healthy)
        {
            failures = 0;
        }

        lastFailure = time.GetTimestamp();
        var full = Math.Min(First.TotalSeconds * Math.Pow(2, failures), Longest.TotalSeconds);
        failures = Math.Min(failures + 1, 10);
        return TimeSpan.FromSeconds(full * (0.5 + (random() / 2)));
    }
}
