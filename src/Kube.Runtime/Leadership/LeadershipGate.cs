namespace Kube.Runtime;

/// <summary>Whether this process may write. Closed until it leads; where there is no election, it always leads once it works.</summary>
public sealed class LeadershipGate
{
    private volatile Action? check;

    /// <exception cref="NotLeadingException">Not leading, not yet, or no longer.</exception>
    public void EnsureLeading() => (check ?? throw new NotLeadingException())();

    /// <param name="leadership">Null where there is no election.</param>
    internal void Open(Leadership? leadership) => check = leadership is null ? static () => { } : leadership.EnsureLeading;
}

/// <summary>The client for whatever writes: each attempt of each write is refused unless this process leads.</summary>
public sealed class LeaderClient(ApiTransport transport, LeadershipGate gate) : KubeClient(transport, gate.EnsureLeading);
