using System.Collections.Immutable;

namespace Kube.Sandbox.Controllers;

/// <summary>The controllers of a sandbox.</summary>
internal sealed class ControllerSet
{
    private readonly ControllerAccess access;
    private readonly ImmutableArray<IController> controllers;
    private Task running = Task.CompletedTask;

    private ControllerSet(ControllerAccess access, ImmutableArray<IController> controllers) =>
        (this.access, this.controllers) = (access, controllers);

    public static ControllerSet Create(ControllerAccess access, SandboxOptions options)
    {
        IController[] always =
        [
            new NamespaceController(access), new GarbageCollector(access), new DeploymentController(access),
            new ReplicaSetController(access), new NodeBinder(access), new EndpointSliceController(access),
        ];
        return new ControllerSet(access, options.NoOpKubelet ? [.. always, new NoOpKubelet(access)] : [.. always]);
    }

    public void Start(CancellationToken cancellation) => running = Task.WhenAll(controllers.Select(controller =>
        new ControllerLoop(controller, access.Follow(), access.Clock).RunAsync(cancellation)));

    /// <summary>Waits for the loops after their token is cancelled; a bug in one of them surfaces here.</summary>
    public Task StopAsync() => running;
}
