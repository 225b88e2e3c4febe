using Kube.Model;

using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>
/// The wiring of a controller: what it reconciles, and what else makes it look again. Updates of the status of the object itself do not.
/// </summary>
public sealed class ControllerBuilder<T>
    where T : class, IKubeObject
{
    private readonly List<Action<Controller<T>, CancellationToken>> wiring = [];
    private Informer<T>? source;
    private string? name;
    private int workers = 1;

    /// <summary>In metrics, logs and spans: the kind in lower case unless told.</summary>
    public string Name => name ?? Source.Resource.Kind.ToLowerInvariant();

    private Informer<T> Source => source ?? throw new InvalidOperationException($"a controller of {typeof(T).Name} lacks For(…)");

    /// <summary>Reconciles these objects.</summary>
    public ControllerBuilder<T> For(Informer<T> objects)
    {
        source = objects;
        return this;
    }

    public ControllerBuilder<T> Named(string text)
    {
        name = text;
        return this;
    }

    /// <summary>How many objects are reconciled at a time; 1 unless told.</summary>
    public ControllerBuilder<T> Workers(int count)
    {
        workers = count;
        return this;
    }

    /// <summary>Looks again at the controlling owner of a changed object; status counts.</summary>
    public ControllerBuilder<T> Owns<TOwned>(Informer<TOwned> owned)
        where TOwned : class, IKubeObject =>
        Watches(owned, item => OwnerKeys(item.Metadata));

    /// <summary>Looks again at the keys that an object of another kind maps to, before and after the change.</summary>
    public ControllerBuilder<T> Watches<TOther>(
        Informer<TOther> other, Func<TOther, IEnumerable<ObjectKey>> map, Func<TOther, TOther, bool>? when = null)
        where TOther : class, IKubeObject
    {
        wiring.Add((controller, until) => other.AddHandler(
            change =>
            {
                if (change is { Old: { } old, New: { } now } && when?.Invoke(old, now) == false)
                {
                    return;
                }

                foreach (var key in Keys(change.Old, map).Union(Keys(change.New, map)))
                {
                    controller.Enqueue(key);
                }
            },
            until));
        return this;
    }

    /// <summary>Looks again at keys that come from elsewhere than an informer.</summary>
    /// <param name="subscribe">Is handed what the keys go to, and what ends the subscription.</param>
    public ControllerBuilder<T> WatchesSource(Action<Action<ObjectKey>, CancellationToken> subscribe)
    {
        wiring.Add((controller, until) => subscribe(controller.Enqueue, until));
        return this;
    }

    /// <summary>Connects everything and reconciles until cancelled; once for each time that this process leads.</summary>
    internal async Task RunAsync(IReconciler<T> reconciler, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger($"{Telemetry.Name}.Control");
        using var controller = new Controller<T>(Name, Source, reconciler, workers, time, logger);
        Source.AddHandler(
            change =>
            {
                if (change is not { Old: { } old, New: { } now } || Changed.ExceptStatus(old, now))
                {
                    controller.Enqueue(change.Key);
                }
            },
            cancellationToken);
        foreach (var connect in wiring)
        {
            connect(controller, cancellationToken);
        }

        await controller.RunAsync(cancellationToken);
    }

    private static IEnumerable<ObjectKey> Keys<TOther>(TOther? item, Func<TOther, IEnumerable<ObjectKey>> map)
        where TOther : class =>
        item is null ? [] : map(item);

    private IEnumerable<ObjectKey> OwnerKeys(ObjectMeta metadata) =>
        metadata.OwnerReferences
            .Where(owner => owner.Controller == true)
            .Where(owner => owner.Kind == Source.Resource.Kind && Group(owner.ApiVersion) == Source.Resource.Group)
            .Select(owner => new ObjectKey(Source.Resource.Namespaced ? metadata.Namespace ?? "" : "", owner.Name));

    private static string Group(string apiVersion) => apiVersion.Split('/') is [var group, _] ? group : "";
}
