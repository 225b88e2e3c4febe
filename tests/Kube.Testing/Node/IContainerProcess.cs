namespace Kube.Testing.Node;

/// <summary>What a container runs: a process of the machine, or a program inside the test.</summary>
internal interface IContainerProcess : IAsyncDisposable
{
    /// <summary>Completes with the exit code.</summary>
    Task<int> Ended { get; }

    /// <summary>Asks it to end, and ends it after the grace period.</summary>
    Task Stop(TimeSpan grace);

    /// <summary>Runs a command inside, as an exec probe does; true when it exits with 0.</summary>
    Task<bool> Exec(IReadOnlyList<string> command, CancellationToken cancel);
}
