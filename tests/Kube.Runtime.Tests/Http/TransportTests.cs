using k8s;

using Kube.Model;
using Kube.Testing;

using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Runtime.Tests;

public sealed class TransportTests
{
    private static readonly ObjectKey Key = new("n", "a");
    private readonly FakeTime time = new();

    /// <summary>The handler reports it as a cancellation, and nobody cancelled.</summary>
    [Fact]
    public async Task A_connection_that_cannot_be_made_in_time_is_a_timeout()
    {
        var error = await Should.ThrowAsync<TimeoutException>(() => FakeApi.Client(BlackHole()).GetAsync(Settings.Resource, Key, default));

        error.Message.ShouldContain("ConnectTimeout");
        ClusterTrouble.Is(error).ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancellation_of_the_caller_stays_one()
    {
        using var cancel = new CancellationTokenSource();
        var config = BlackHole();
        config.FirstMessageHandlerSetup += handler => handler.ConnectTimeout = Timeout.InfiniteTimeSpan;
        var asking = FakeApi.Client(config).GetAsync(Settings.Resource, Key, cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_short_retry_after_is_waited_for(int code)
    {
        await using var api = await BusyAsync(code, "20");
        var asking = api.Client(time).GetAsync(Settings.Resource, Key, default);
        await Eventually.True("it waits", () => time.Pending().Contains(TimeSpan.FromSeconds(20)));
        api.Requests.Count.ShouldBe(1);

        time.Advance(TimeSpan.FromSeconds(20));

        (await asking).Metadata.Name.ShouldBe("a");
        api.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(429, "60", 60)]
    [InlineData(503, "60", 60)]
    [InlineData(503, "Thu, 01 Jan 2026 00:01:00 GMT", 60)]
    [InlineData(429, "5000000", 300)]
    [InlineData(503, "Fri, 31 Dec 9999 23:59:59 GMT", 300)]
    public async Task A_long_retry_after_is_told_to_the_caller_up_to_five_minutes(int code, string wait, int seconds)
    {
        await using var api = await BusyAsync(code, wait);

        var error = await Should.ThrowAsync<ApiException>(() => api.Client(time).GetAsync(Settings.Resource, Key, default));

        error.RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
        api.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reflector_waits_as_long_as_it_is_told()
    {
        await using var api = await FakeApi.StartAsync(async (context, api) =>
        {
            if (api.Requests.Count == 1)
            {
                context.Response.Headers.RetryAfter = "75";
                await FakeApi.JsonAsync(context, "{}", 429);
            }
            else if (context.Request.Query.ContainsKey("watch"))
            {
                await api.HoldAsync(context);
            }
            else
            {
                await FakeApi.JsonAsync(context, FakeApi.List("1", null));
            }
        });
        using var stop = new CancellationTokenSource();
        var informer = new Informer<Settings>(api.Client(time), Settings.Resource, ListOptions.All, time, NullLogger.Instance);
        var running = informer.RunAsync(stop.Token);
        await Eventually.True("it waits", () => time.Pending().Contains(TimeSpan.FromSeconds(75)));
        time.Advance(TimeSpan.FromSeconds(74));
        api.Requests.Count.ShouldBe(1);

        time.Advance(TimeSpan.FromSeconds(1));

        await Eventually.True("it has listed", () => informer.Synced.IsCompleted);
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task A_controller_reconciles_again_when_the_server_allows_it()
    {
        await using var api = await BusyAsync(503, "60");
        var client = api.Client(time);
        var calls = 0;
        var informer = new Informer<Settings>(client, Settings.Resource, ListOptions.All, time, NullLogger.Instance);
        var reader = new Reader(client, () => calls++);
        var controller = new ControllerBuilder<Settings>().Named("retry-after").For(informer).WatchesSource((enqueue, _) => enqueue(Key));
        using var stop = new CancellationTokenSource();
        var running = controller.RunAsync(reader, time, NullLoggerFactory.Instance, stop.Token);
        await Eventually.True("it waits", () => calls == 1 && time.Pending().Contains(TimeSpan.FromSeconds(60)));
        time.Advance(TimeSpan.FromSeconds(59));
        calls.ShouldBe(1);

        time.Advance(TimeSpan.FromSeconds(1));

        await Eventually.True("it has looked again", () => calls == 2 && api.Requests.Count == 2);
        await stop.CancelAsync();
        await running;
    }

    /// <summary>Reads the object, which no informer knows.</summary>
    private sealed class Reader(KubeClient client, Action called) : IReconciler<Settings>
    {
        public void Setup(ControllerBuilder<Settings> controller)
        {
        }

        public ValueTask<Outcome> ReconcileAsync(Settings value, CancellationToken cancellationToken) =>
            new(Outcome.Done);

        public async ValueTask DeletedAsync(ObjectKey key, CancellationToken cancellationToken)
        {
            called();
            await client.GetAsync(Settings.Resource, key, cancellationToken);
        }
    }

    private static KubernetesClientConfiguration BlackHole() => new()
    {
        Host = "http://127.0.0.1:1",
        FirstMessageHandlerSetup = handler =>
        {
            handler.ConnectTimeout = TimeSpan.FromMilliseconds(50);
            handler.ConnectCallback = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return Stream.Null;
            };
        },
    };

    private static Task<FakeApi> BusyAsync(int code, string wait) => FakeApi.StartAsync(async (context, api) =>
    {
        if (api.Requests.Count == 1)
        {
            context.Response.Headers.RetryAfter = wait;
        }

        await (api.Requests.Count == 1 ? FakeApi.JsonAsync(context, "{}", code) : FakeApi.JsonAsync(context, FakeApi.ConfigMap("a", "1")));
    });
}
