namespace Kube.Sandbox.Controllers;

/// <summary>One object of one resource to look at.</summary>
internal readonly record struct WorkKey(string Resource, ObjectKey Key);

/// <summary>A level-based loop: told what to look at, it reads the state and makes one step towards what is wanted.</summary>
internal interface IController
{
    /// <summary>What to look at because of a change.</summary>
    IEnumerable<WorkKey> Concerned(string resource, Change change);

    Task ReconcileAsync(WorkKey key, CancellationToken cancellation);
}
