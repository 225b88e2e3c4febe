namespace Kube.Sandbox.Api;

/// <summary>What a request is about.</summary>
/// <param name="Namespace">Empty for cluster scope, and for a list across namespaces.</param>
/// <param name="Name">Empty for a collection.</param>
/// <param name="Subresource">Empty for the object itself; the only other one is <c>status</c>.</param>
internal sealed record RequestTarget(ResourceDefinition Resource, string Namespace, string Name = "", string Subresource = "")
{
    public ObjectKey Key => new(Namespace, Name);

    public bool IsStatus => Subresource == "status";

    public ApiException NotFound() => ApiException.NotFound(Resource.Group, Resource.Plural, Name);

    public ApiException Conflict(string message) => ApiException.Conflict(Resource.Group, Resource.Plural, Name, message);
}

/// <summary>How strictly unknown fields are taken.</summary>
internal enum FieldValidation
{
    Ignore,
    Warn,
    Strict,
}

/// <summary>How to write, and where warnings go.</summary>
internal sealed record WriteOptions(string Manager)
{
    public bool DryRun { get; init; }

    public bool Force { get; init; }

    /// <summary>Whether this is a server-side apply, past its merge.</summary>
    public bool Applied { get; init; }

    public FieldValidation Validation { get; init; } = FieldValidation.Warn;

    public List<string> Warnings { get; init; } = [];
}

/// <summary>The options of a deletion.</summary>
/// <param name="Foreground">Whether the object stays until its dependents are gone.</param>
/// <param name="GracePeriodSeconds">For pods; null takes the pod's own.</param>
internal sealed record DeleteRequest(bool Foreground = false, long? GracePeriodSeconds = null, string? Uid = null,
    string? ResourceVersion = null, bool DryRun = false);

internal sealed record ListPage(IReadOnlyList<StoredObject> Items, long Version);
