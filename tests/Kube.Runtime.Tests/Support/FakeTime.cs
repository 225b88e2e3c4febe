namespace Kube.Runtime.Tests;

/// <summary>A clock that moves when told; timers fire within <see cref="Advance"/>, in order.</summary>
internal sealed class FakeTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long ticks = TimeSpan.TicksPerHour;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => ticks;

    /// <summary>The due times of running timers, from now.</summary>
    public TimeSpan[] Pending()
    {
        lock (gate)
        {
            return [.. timers.Where(timer => timer.Due != long.MaxValue).Select(timer => TimeSpan.FromTicks(timer.Due - ticks)).Order()];
        }
    }

    public void Advance(TimeSpan by)
    {
        var end = ticks + by.Ticks;
        while (Next(end) is { } timer)
        {
            timer.Fire();
        }

        Move(end);
    }

    /// <summary>The wall clock jumps; monotonic time does not.</summary>
    public void JumpWallClock(TimeSpan by) => now += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        lock (gate)
        {
            timers.Add(timer);
        }

        return timer;
    }

    private Timer? Next(long end)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is not null)
            {
                Move(Math.Max(next.Due, ticks));
                next.Due = long.MaxValue;
            }

            return next;
        }
    }

    private void Move(long to)
    {
        now += TimeSpan.FromTicks(to - ticks);
        ticks = to;
    }

    private sealed class Timer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public long Due { get; set; } = long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            period = newPeriod;
            Due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : time.ticks + dueTime.Ticks;
            return true;
        }

        public void Fire()
        {
            callback(state);
            if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
            {
                Due = time.ticks + period.Ticks;
            }
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
