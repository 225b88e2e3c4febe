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

        seen.Observe(lease.Spec, TimeSpan.FromSeconds(114)).Move(lease, TimeSpan.FromSeconds(114)).ShouldBe(ElectionMove.Wait);
        seen.Observe(lease.Spec, TimeSpan.FromSeconds(115)).Move(lease, TimeSpan.FromSeconds(115)).ShouldBe(ElectionMove.Take);

        var renewed = Held("other", DateTimeOffset.UnixEpoch.AddSeconds(1));
        seen.Observe(renewed.Spec, TimeSpan.FromSeconds(114)).Move(renewed, TimeSpan.FromSeconds(115)).ShouldBe(ElectionMove.Wait);
    }

    [Fact]
    public void A_free_or_missing_lease_is_taken_at_once()
    {
        election.Move(null, TimeSpan.Zero).ShouldBe(ElectionMove.Create);
        election.Move(Held("", default), TimeSpan.Zero).ShouldBe(ElectionMove.Take);
        election.Move(Held("me", default), TimeSpan.Zero).ShouldBe(ElectionMove.Take);
    }

    [Fact]
    public void Leadership_ends_one_deadline_after_the_start_of_the_last_good_renewal()
    {
        var time = new FakeTime();
        using var leadership = new Leadership(time, TimeSpan.FromSeconds(10), time.GetTimestamp());
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
        using var leadership = new Leadership(time, TimeSpan.FromSeconds(10), time.GetTimestamp());
        time.Advance(TimeSpan.FromSeconds(9));
        var started = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(2));
        leadership.Renewed(started);
        leadership.IsLost.ShouldBeTrue();
    }

    private static V1Lease Held(string holder, DateTimeOffset renewed) => new()
    {
        Spec = new V1LeaseSpec { HolderIdentity = holder, LeaseDurationSeconds = 15, RenewTime = renewed.UtcDateTime },
    };
}
