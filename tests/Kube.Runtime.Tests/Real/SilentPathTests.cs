using System.Collections.Concurrent;

using k8s;

using Kube.Model;
using Kube.Testing;
using Kube.Testing.Network;

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Runtime.Tests;

/// <summary>The network drops every packet for a while: no connection breaks, nothing is answered.</summary>
public sealed class SilentPathTests(TestPlane shared)
{
    [Fact]
    public async Task Leader_and_standby_survive_and_one_leads_again()
    {
        await using var cluster = await RealCluster.StartAsync(shared);
        await using var relay = new Relay(new Uri((await shared.Get()).Uri.ToString()));
        await using var first = await Replica.StartAsync(shared, relay, cluster.Namespace, "first");
        await Eventually.True("first leads", () => first.Leads);
        await using var second = await Replica.StartAsync(shared, relay, cluster.Namespace, "second");
        await Eventually.True("both have listed", () => first.Informer.Synced.IsCompleted && second.Informer.Synced.IsCompleted);

        relay.FallSilent();
        await Eventually.True("the leader stops leading", () => !first.Leads);
        await Eventually.True("both have failed to reach the server, again and again", () => first.Failures > 4 && second.Failures > 4);
        first.Running.IsCompleted.ShouldBeFalse();
        second.Running.IsCompleted.ShouldBeFalse();
        await cluster.Client.CreateAsync(Settings.Resource, cluster.ConfigMap("meanwhile"), default);
        relay.Recover();

        await Eventually.True("one of them leads", () => first.Leads != second.Leads);
        var key = cluster.Key("meanwhile");
        await Eventually.True("both see what happened meanwhile", () => first.Sees(key) && second.Sees(key));
        first.Running.IsCompleted.ShouldBeFalse();
        second.Running.IsCompleted.ShouldBeFalse();
    }

    /// <summary>An elector and an informer behind the relay, with short times.</summary>
    private sealed class Replica : IAsyncDisposable, ILogger<LeaderElector>
    {
        private readonly CancellationTokenSource stop = new();
        private readonly ApiTransport transport;
        private readonly ConcurrentQueue<string> warnings = new();
        private volatile Leadership? leadership;

        private Replica(ApiTransport transport, string @namespace, string name)
        {
            this.transport = transport;
            var limits = WatchOptions.Default with { Idle = TimeSpan.FromSeconds(2) };
            var options = new ListOptions { Namespace = @namespace };
            Informer = new Informer<Settings>(
                new KubeClient(transport), Settings.Resource, options, TimeProvider.System, NullLogger.Instance, limits);
            var elector = new LeaderElector(
                transport,
                new LeaderElectionOptions(new ObjectKey(@namespace, "lease"), name)
                {
                    LeaseDuration = TimeSpan.FromSeconds(4),
                    RenewDeadline = TimeSpan.FromSeconds(2),
                    RetryPeriod = TimeSpan.FromMilliseconds(300),
                },
                TimeProvider.System,
                this);
            Running = Task.WhenAll(elector.RunAsync(WorkAsync, stop.Token), Informer.RunAsync(stop.Token));
        }

        public Informer<Settings> Informer { get; }

        public Task Running { get; }

        public bool Leads => leadership is { IsLost: false };

        public int Failures => warnings.Count;

        public static async Task<Replica> StartAsync(TestPlane shared, Relay relay, string @namespace, string name)
        {
            var config = ClusterConfig.Discover((await shared.Get()).Kubeconfig);
            config.Host = relay.Uri.ToString();
            config.FirstMessageHandlerSetup += handler => handler.ConnectTimeout = TimeSpan.FromMilliseconds(500);
            return new Replica(new ApiTransport(config, name, TimeProvider.System), @namespace, name);
        }

        public bool Sees(ObjectKey key) => Informer.Store.Find(key) is not null;

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            transport.Dispose();
            stop.Dispose();
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
            {
                warnings.Enqueue(formatter(state, exception));
            }
        }

        private async Task WorkAsync(Leadership mine)
        {
            leadership = mine;
            await Task.Delay(Timeout.InfiniteTimeSpan, mine.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
