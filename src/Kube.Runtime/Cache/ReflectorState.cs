namespace Kube.Runtime;

/// <summary>Where a reflector is. The only place that knows resource versions and what to do about them.</summary>
internal abstract record ReflectorState
{
    private ReflectorState()
    {
    }

    public static ReflectorState Start { get; } = new Listing(null);

    /// <summary>Reading pages; <paramref name="Continue"/> is null for the first.</summary>
    public sealed record Listing(string? Continue) : ReflectorState;

    /// <summary>Everything up to <paramref name="Version"/> is known.</summary>
    public sealed record Watching(string Version) : ReflectorState;
}

/// <summary>What happened to a reflector.</summary>
internal abstract record ReflectorInput
{
    private ReflectorInput()
    {
    }

    /// <summary>A page arrived; the last has no <paramref name="Continue"/>.</summary>
    public sealed record Page(string Version, string? Continue) : ReflectorInput;

    /// <summary>An event or bookmark; null when its version can't be told.</summary>
    public sealed record Advanced(string? Version) : ReflectorInput;

    /// <summary>The server closed the stream, or nothing arrived in time.</summary>
    public sealed record Closed : ReflectorInput;

    /// <summary>A list or watch failed.</summary>
    /// <param name="NeedsRelist">The version (or continue token) is no longer, or not yet, served.</param>
    public sealed record Failed(bool NeedsRelist) : ReflectorInput;
}

/// <summary>How long to wait before the next request.</summary>
internal enum Pause
{
    None,

    /// <summary>So that many watches don't come back at once.</summary>
    Short,

    /// <summary>Exponential, for this reflector alone.</summary>
    Backoff,
}

/// <summary>The transitions.</summary>
/// <param name="DropPages">What was listed so far is no use any more.</param>
/// <param name="Commit">The list is complete: what is not in it is gone.</param>
internal sealed record ReflectorStep(ReflectorState State, Pause Pause = Pause.None, bool DropPages = false, bool Commit = false)
{
    public static ReflectorStep Next(ReflectorState state, ReflectorInput input) => (state, input) switch
    {
        (ReflectorState.Listing, ReflectorInput.Page { Continue: null } page) =>
            new(new ReflectorState.Watching(page.Version), Commit: true),
        (ReflectorState.Listing, ReflectorInput.Page page) => new(new ReflectorState.Listing(page.Continue)),
        (ReflectorState.Listing, ReflectorInput.Failed) => new(ReflectorState.Start, Pause.Backoff, DropPages: true),
        (ReflectorState.Watching, ReflectorInput.Advanced { Version: { } version }) => new(new ReflectorState.Watching(version)),
        (ReflectorState.Watching, ReflectorInput.Advanced) => new(state),
        (ReflectorState.Watching, ReflectorInput.Closed) => new(state, Pause.Short),
        (ReflectorState.Watching, ReflectorInput.Failed { NeedsRelist: true }) => new(ReflectorState.Start, Pause.Short, DropPages: true),
        (ReflectorState.Watching, ReflectorInput.Failed) => new(state, Pause.Backoff),
        _ => throw new InvalidOperationException($"{input.GetType().Name} can't happen while {state.GetType().Name}"),
    };
}
