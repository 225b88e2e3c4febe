namespace Kube.Runtime;

/// <summary>What an operator is called and how it runs.</summary>
public sealed class OperatorSettings
{
    /// <summary>Its name as field manager, in the Lease, in the user agent and in the Secret of its certificates.</summary>
    public string Name { get; set; } = "operator";

    /// <summary>Its name in Events, such as <c>example.dev/my-operator</c>.</summary>
    public string Controller { get; set; } = "operator";

    /// <summary>Where it runs: of the Lease and of that Secret.</summary>
    public string Namespace { get; set; } = "default";

    /// <summary>This replica, such as the pod's name.</summary>
    public string Instance { get; set; } = Environment.MachineName;

    /// <summary>Whether replicas agree on one that writes; without, this process always leads.</summary>
    public bool LeaderElection { get; set; } = true;

    /// <summary>How long requests are still answered after the process was told to stop: endpoints take time to forget it.</summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(10);
}
