using System.Collections.Immutable;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>Which objects of a kind: everything unless narrowed, always at the server.</summary>
public sealed record ListOptions
{
    public static ListOptions All { get; } = new();

    /// <summary>One namespace; null for all of them.</summary>
    public string? Namespace { get; init; }

    /// <summary>In kubectl's syntax.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Such as <c>metadata.name=x</c>.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Objects in one answer.</summary>
    public int PageSize { get; init; } = 500;
}

/// <summary>How a watch protects itself.</summary>
public sealed record WatchOptions
{
    public static WatchOptions Default { get; } = new();

    /// <summary>How long nothing, not even a bookmark (about one a minute), may arrive.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>A page of a list.</summary>
/// <param name="Broken">Objects that exist but could not be decoded; a key is null when not even the metadata could.</param>
/// <param name="Continue">Where the next page begins; null on the last.</param>
public sealed record ListPage<T>(ImmutableArray<T> Items, ImmutableArray<ObjectKey?> Broken, string Version, string? Continue);
