using System.Collections.Immutable;
using System.Net;

namespace Kube.Testing.Control;

/// <summary>How to start a <see cref="ControlPlane"/>. RBAC is always on.</summary>
public sealed record ControlPlaneOptions
{
    /// <summary>Further users beside the administrator.</summary>
    public ImmutableArray<TestUser> Users { get; init; } = [];

    /// <summary>Whether each request's metadata is written to <see cref="ControlPlane.AuditLog"/>.</summary>
    public bool Audit { get; init; }

    /// <summary>Further flags of kube-apiserver.</summary>
    public ImmutableArray<string> ApiServerFlags { get; init; } = [];

    /// <summary>Whether to run kube-controller-manager: Deployments, EndpointSlices, garbage collection, service account tokens.</summary>
    public bool ControllerManager { get; init; }

    /// <summary>Whether to run kube-scheduler.</summary>
    public bool Scheduler { get; init; }

    /// <summary>Address under which pods reach the API server, on port 6443; null for loopback only, on a free port.</summary>
    public IPAddress? AdvertiseAddress { get; init; }

    /// <summary>Addresses of Services.</summary>
    public string ServiceRange { get; init; } = "10.96.0.0/16";
}

/// <summary>A user known by a bearer token.</summary>
public sealed record TestUser(string Name, string Token, ImmutableArray<string> Groups);
