using k8s.Models;

using Kube.Model;

namespace Kube.Runtime.Tests;

public sealed class ElectionTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private readonly Election election = new("me", Duration);

    [Fact]
    public void A_holder_is_granted_the_duration_from_when_we_saw_it_renew_whatever_its_clock_says()
    {
        var lease = Held("other", DateTimeOffset.UnixEpoch);
        var seen = election.Observe(lease.Spec, TimeSpan.FromSeconds(100));

        seen.Observe(lease.Spec, TimeSpan.FromSeconds(114)).MayTake(lease.Spec, TimeSpan.FromSeconds(114)).ShouldBeFalse();
        seen.Observe(lease.Spec, TimeSpan.FromSeconds(115)).MayTake(lease.Spec, TimeSpan.FromSeconds(115)).ShouldBeTrue();

        var renewed = Held("other", DateTimeOffset.UnixEpoch.AddSeconds(1));
        seen.Observe(renewed.Spec, TimeSpan.FromSeconds(114)).MayTake(renewed.Spec, TimeSpan.FromSeconds(115)).ShouldBeFalse();
    }

    [Fact]
    public void A_free_or_missing_lease_is_taken_at_once()
    {
        election.MayTake(null, TimeSpan.Zero).ShouldBeTrue();
        election.MayTake(Held("", default).Spec, TimeSpan.Zero).ShouldBeTrue();
        election.MayTake(Held("me", default).Spec, TimeSpan.Zero).ShouldBeTrue();
    }

    [Fact]
    public void Leadership_ends_one_deadline_after_the_start_of_the_last_good_renewal()
    {
        var time = new FakeTime();
        using var leadership = new Leadership(time, TimeSpan.FromSeconds(10), time.GetTimestamp(), CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(4));
        var started = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(5));
        leadership.Renewed(started);
        time.Advance(TimeSpan.FromSeconds(4.9));
        leadership.EnsureLeading();
        time.Advance(TimeSpan.FromSeconds(0.1));
        leadership.Token.IsCancellationRequested.ShouldBeTrue();
        Should.Throw<NotLeadingException>(leadership.EnsureLeading);
    }

    [Fact]
    public void A_renewal_that_succeeds_after_the_end_does_not_revive_it()
    {
        var time = new FakeTime();
        using var leadership = new Leadership(time, TimeSpan.FromSeconds(10), time.GetTimestamp(), CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(9));
        var started = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(2));
        leadership.Renewed(started);
        leadership.IsLost.ShouldBeTrue();
    }

    [Fact]
    public void A_stop_ends_the_work_and_loses_nothing()
    {
        var time = new FakeTime();
        using var stop = new CancellationTokenSource();
        using var leadership = new Leadership(time, TimeSpan.FromSeconds(10), time.GetTimestamp(), stop.Token);
        stop.Cancel();
        leadership.Token.IsCancellationRequested.ShouldBeTrue();
        leadership.EnsureLeading();
        time.Advance(TimeSpan.FromSeconds(10));
        Should.Throw<NotLeadingException>(leadership.EnsureLeading);
    }

    private static V1Lease Held(string holder, DateTimeOffset renewed) => new()
    {
        Spec = new V1LeaseSpec { HolderIdentity = holder, LeaseDurationSeconds = 15, RenewTime = renewed.UtcDateTime },
    };
}
