namespace Kube.Sandbox.Controllers;

/// <summary>Told to look at an object, it reads the state and makes one step towards what is wanted.</summary>
internal interface IController
{
    bool Handles(ResourceDefinition resource);

    Task ReconcileAsync(ResourceDefinition resource, StoredObject item, CancellationToken cancellation);
}
