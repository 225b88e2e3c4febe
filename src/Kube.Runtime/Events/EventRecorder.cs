using System.Security.Cryptography;
using System.Threading.Channels;

using k8s.Models;

using Kube.Model;

using Microsoft.Extensions.Logging;

using static Kube.Runtime.Telemetry;

namespace Kube.Runtime;

/// <summary>Tells users, by Kubernetes Events. Best effort: never blocks, never throws, drops under pressure.</summary>
/// <param name="controller">Such as <c>example.dev/my-operator</c>.</param>
/// <param name="instance">Such as the pod's name.</param>
public sealed class EventRecorder(KubeClient client, string controller, string instance, TimeProvider time, ILogger<EventRecorder> logger)
{
    private const int Waiting = 1000;
    private const int LongestNote = 1000;

    private readonly Channel<Occurrence> channel = Channel.CreateBounded<Occurrence>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly EventCorrelator correlator = new(time);

    /// <param name="type"><c>Normal</c> or <c>Warning</c>.</param>
    /// <param name="reason">CamelCase, why.</param>
    /// <param name="action">CamelCase, what was being done.</param>
    /// <param name="note">A sentence; cut at 1000 characters.</param>
    public void Record(ResourceType resource, ObjectMeta regarding, string type, string reason, string action, string note)
    {
        var reference = new V1ObjectReference
        {
            ApiVersion = resource.ApiVersion,
            Kind = resource.Kind,
            NamespaceProperty = regarding.Namespace,
            Name = regarding.Name,
            Uid = regarding.Uid,
        };
        var text = note.Length > LongestNote ? note[..LongestNote] : note;
        if (!channel.Writer.TryWrite(new Occurrence(reference, type, reason, action, text, time.GetUtcNow())))
        {
            EventsDropped.Add(1, Tag("cause", "full"));
        }
    }

    /// <summary>Sends what is recorded until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var occurrence in channel.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await SendAsync(occurrence, cancellationToken);
            }
            catch (Exception error) when (ClusterTrouble.Is(error))
            {
                EventsDropped.Add(1, Tag("cause", error.GetType().Name));
                RuntimeLog.EventFailed(logger, occurrence.Reason, error.Message);
                await Task.Delay(ClusterTrouble.RetryAfter(error), time, cancellationToken);
            }
        }
    }

    private async Task SendAsync(Occurrence one, CancellationToken cancellationToken)
    {
        var regarding = $"{one.Regarding.Kind}/{one.Regarding.NamespaceProperty}/{one.Regarding.Name}/{one.Regarding.Uid}";
        switch (correlator.Next(new EventKey(regarding, one.Type, one.Reason, one.Action, one.Note)))
        {
            case EventMove.Repeat repeat when !await RepeatAsync(one, repeat, cancellationToken):
                correlator.Gone(repeat.Key);
                await CreateAsync(one, repeat.Key, combined: false, cancellationToken);
                break;
            case EventMove.Create create:
                await CreateAsync(one, create.Key, create.Combined, cancellationToken);
                break;
            case EventMove.Drop:
                EventsDropped.Add(1, Tag("cause", "rate"));
                break;
        }
    }

    private async Task CreateAsync(Occurrence one, EventKey key, bool combined, CancellationToken cancellationToken)
    {
        var name = $"{one.Regarding.Name}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        var value = new Eventsv1Event
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = Namespace(one) },
            EventTime = one.At.UtcDateTime,
            ReportingController = controller,
            ReportingInstance = instance,
            Action = one.Action,
            Reason = one.Reason,
            Type = one.Type,
            Regarding = one.Regarding,
            Note = combined ? $"(combined from similar events): {one.Note}" : one.Note,
        };
        await client.CreateAsync(Kinds.Event, value, cancellationToken);
        correlator.Created(key, name);
    }

    /// <returns>False when the event is no longer there.</returns>
    private async Task<bool> RepeatAsync(Occurrence one, EventMove.Repeat repeat, CancellationToken cancellationToken)
    {
        var patch = KubeJson.Serialize(
            new Eventsv1Event { Series = new Eventsv1EventSeries { Count = repeat.Count, LastObservedTime = one.At.UtcDateTime } },
            Kinds.Event.TypeInfo);
        try
        {
            await client.MergeAsync(Kinds.Event, new ObjectKey(Namespace(one), repeat.Name), patch, cancellationToken);
            return true;
        }
        catch (ApiException error) when (error.IsNotFound)
        {
            return false;
        }
    }

    private static string Namespace(Occurrence one) => string.IsNullOrEmpty(one.Regarding.NamespaceProperty) ? "default" : one.Regarding.NamespaceProperty;

    private sealed record Occurrence(V1ObjectReference Regarding, string Type, string Reason, string Action, string Note, DateTimeOffset At);
}
