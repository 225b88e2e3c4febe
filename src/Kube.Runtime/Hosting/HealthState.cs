using System.Collections.Immutable;

namespace Kube.Runtime;

/// <summary>Named checks behind <c>/healthz</c> (this process is stuck) and <c>/readyz</c> (it should get requests). Neither depends on the API server.</summary>
public sealed class HealthState
{
    private readonly Lock gate = new();
    private ImmutableArray<(string Name, Func<string?> Check)> live = [];
    private ImmutableArray<(string Name, Func<string?> Check)> ready = [];

    /// <summary>A check of <c>/healthz</c>: null when well, else what is wrong.</summary>
    public void AddLive(string name, Func<string?> check)
    {
        lock (gate)
        {
            live = live.Add((name, check));
        }
    }

    /// <summary>A check of <c>/readyz</c>: null when well, else what is wrong.</summary>
    public void AddReady(string name, Func<string?> check)
    {
        lock (gate)
        {
            ready = ready.Add((name, check));
        }
    }

    public ImmutableArray<(string Name, string Trouble)> NotLive() => Failing(live);

    public ImmutableArray<(string Name, string Trouble)> NotReady() => Failing(ready);

    private static ImmutableArray<(string Name, string Trouble)> Failing(ImmutableArray<(string Name, Func<string?> Check)> checks) =>
        [.. checks.Select(check => (check.Name, Trouble: check.Check())).Where(result => result.Trouble is not null).Select(result => (result.Name, result.Trouble!))];
}
