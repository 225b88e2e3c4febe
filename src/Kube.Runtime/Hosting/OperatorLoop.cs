namespace Kube.Runtime;

/// <summary>Something that runs as long as the operator does. One that fails, or ends before it is told to, ends the process.</summary>
/// <param name="Run">Ends when its token is cancelled.</param>
/// <param name="OnLeader">Whether only the replica that leads runs it; otherwise every replica does.</param>
public sealed record OperatorLoop(string Name, Func<CancellationToken, Task> Run, bool OnLeader = false);
