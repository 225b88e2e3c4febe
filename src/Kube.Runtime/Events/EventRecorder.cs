using System.Security.Cryptography;
using System.Threading.Channels;

using k8s.Models;

using Kube.Model;

using Microsoft.Extensions.Logging;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>Tells users, by Kubernetes Events. Best effort: never blocks, never throws, drops under pressure.</summary>
/// <remarks>The same again within 6 min counts up a series. Each object has 25 events at once and one more in 5 min, as with
/// client-go.</remarks>
public sealed class EventRecorder(KubeClient client, OperatorSettings settings, TimeProvider time, ILogger<EventRecorder> logger)
{
    private const int Waiting = 1000;
    private const int LongestNote = 1000;
    private const int Burst = 25;
    private const int Remembered = 4096;
    private static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SeriesWindow = TimeSpan.FromMinutes(6);

    private readonly Channel<Eventsv1Event> channel =
        Channel.CreateBounded<Eventsv1Event>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly Dictionary<Eventsv1Event, Series> series = [];
    private readonly Dictionary<V1ObjectReference, DateTime> fullAgain = [];

    /// <param name="type"><c>Normal</c> or <c>Warning</c>.</param>
    /// <param name="reason">CamelCase, why.</param>
    /// <param name="action">CamelCase, what was being done.</param>
    /// <param name="note">A sentence; cut at 1000 characters.</param>
    public void Record(ResourceType resource, ObjectMeta regarding, string type, string reason, string action, string note)
    {
        var value = new Eventsv1Event
        {
            Metadata = new V1ObjectMeta
            {
                Name = $"{regarding.Name}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}",
                NamespaceProperty = regarding.Namespace is { Length: > 0 } own ? own : "default",
            },
            EventTime = time.GetUtcNow().UtcDateTime,
            ReportingController = settings.Controller,
            ReportingInstance = settings.Instance,
            Action = action,
            Reason = reason,
            Type = type,
            Regarding = new V1ObjectReference
            {
                ApiVersion = resource.ApiVersion,
                Kind = resource.Kind,
                NamespaceProperty = regarding.Namespace,
                Name = regarding.Name,
                Uid = regarding.Uid,
            },
            Note = note.Length > LongestNote ? note[..LongestNote] : note,
        };
        if (!channel.Writer.TryWrite(value))
        {
            EventsDropped.Add(1, Tag("cause", "full"));
        }
    }

    /// <summary>Sends what is recorded until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var value in channel.Reader.ReadAllAsync(cancellationToken))
        {
            if (!Spend(value.Regarding))
            {
                EventsDropped.Add(1, Tag("cause", "rate"));
                continue;
            }

            try
            {
                await SendAsync(value, value.EventTime!.Value, cancellationToken);
            }
            catch (Exception error) when (ClusterTrouble.Is(error))
            {
                EventsDropped.Add(1, Tag("cause", error.GetType().Name));
                RuntimeLog.EventFailed(logger, value.Reason, error.Message);
                await Task.Delay(ClusterTrouble.RetryAfter(error), time, cancellationToken);
            }
        }
    }

    private bool Spend(V1ObjectReference regarding)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var full = fullAgain.TryGetValue(regarding, out var then) && then > now ? then + Refill : now + Refill;
        if (full > now + (Burst * Refill))
        {
            return false;
        }

        Remember(fullAgain, regarding, full);
        return true;
    }

    private async Task SendAsync(Eventsv1Event value, DateTime at, CancellationToken cancellationToken)
    {
        var same = value with { Metadata = new V1ObjectMeta(), EventTime = null };
        if (series.TryGetValue(same, out var known) && at - known.Last <= SeriesWindow)
        {
            var next = known with { Count = known.Count + 1, Last = at };
            if (await RepeatAsync(next, cancellationToken))
            {
                series[same] = next;
                return;
            }
        }

        await client.CreateAsync(Kinds.Event, value, cancellationToken);
        Remember(series, same, new Series(value.Metadata.Key, 1, at));
    }

    /// <returns>False when the event is no longer there.</returns>
    private async Task<bool> RepeatAsync(Series one, CancellationToken cancellationToken)
    {
        var patch = KubeJson.Serialize(
            new Eventsv1Event { Series = new Eventsv1EventSeries { Count = one.Count, LastObservedTime = one.Last } },
            Kinds.Event.TypeInfo);
        try
        {
            await client.MergeAsync(Kinds.Event, one.Key, patch, cancellationToken);
            return true;
        }
        catch (ApiException error) when (error.IsNotFound)
        {
            return false;
        }
    }

    /// <summary>Bounded: who remembers too much starts anew, which costs a series or lets a few events more through.</summary>
    private static void Remember<TKey, TValue>(Dictionary<TKey, TValue> items, TKey key, TValue value)
        where TKey : notnull
    {
        if (items.Count >= Remembered)
        {
            items.Clear();
        }

        items[key] = value;
    }

    private sealed record Series(ObjectKey Key, int Count, DateTime Last);
}
