using Kube.Model;

namespace Kube.Runtime;

/// <summary>Brings the world nearer to what one object asks for.</summary>
/// <remarks>
/// Called with the state of the cache, never with an event: it must not matter what happened or how often. One call at a time for each
/// object. It has the time limit of its controller; cancellation is no error.
/// </remarks>
public interface IReconciler<T>
    where T : class, IKubeObject
{
    /// <summary>Says which objects it reconciles, and what else makes it look again. Called once, before anything runs.</summary>
    void Setup(ControllerBuilder<T> controller);

    ValueTask<Outcome> ReconcileAsync(T value, CancellationToken cancellationToken);

    /// <summary>The object is gone; forget what is remembered about it. May be called for objects that were never seen.</summary>
    ValueTask DeletedAsync(ObjectKey key, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
