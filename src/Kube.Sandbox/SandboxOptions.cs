namespace Kube.Sandbox;

/// <summary>How the sandbox behaves.</summary>
public sealed record SandboxOptions
{
    /// <summary>Where the Services that webhooks name really listen; without it such webhooks fail as their policy says.</summary>
    public ServiceResolver? ServiceResolver { get; init; }

    /// <summary>Clock of timestamps and ages.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How many changes of a resource a watch can go back to; older ones are answered with 410.</summary>
    public int HistoryLength { get; init; } = 1000;

    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }
}

/// <summary>The address behind a port of a Service: scheme, host and port; null when nobody listens.</summary>
public delegate Uri? ServiceResolver(string @namespace, string name, int port);
