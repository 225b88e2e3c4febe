using System.Collections.Immutable;

namespace Kube.Runtime;

/// <summary>Named checks behind <c>/readyz</c>: this process should get requests. None depends on the API server.</summary>
public sealed class HealthState
{
    private readonly Lock gate = new();
    private ImmutableArray<(string Name, Func<string?> Check)> ready = [];

    /// <summary>A check: null when well, else what is wrong.</summary>
    public void AddReady(string name, Func<string?> check)
    {
        lock (gate)
        {
            ready = ready.Add((name, check));
        }
    }

    /// <summary>The checks that fail now.</summary>
    public ImmutableArray<(string Name, string Trouble)> NotReady() =>
        [.. ready.Select(check => (check.Name, Trouble: check.Check())).Where(result => result.Trouble is not null).Select(result => (result.Name, result.Trouble!))];
}
