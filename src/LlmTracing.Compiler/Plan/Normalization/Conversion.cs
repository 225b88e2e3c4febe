using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Normalization;

/// <summary>Which values are copied, and how they are converted. Other values are not copied.</summary>
public abstract record Conversion
{
    private Conversion()
    {
    }

    /// <summary>Non-empty text, unchanged.</summary>
    public sealed record Text : Conversion;

    /// <summary>An integer, a whole double from 0 to 2^53, or text of 1 to 18 digits: becomes an integer.</summary>
    public sealed record Count : Conversion;

    /// <summary>Non-empty text: becomes a list with that item.</summary>
    public sealed record TextList : Conversion;

    /// <summary>Text that the target spells differently.</summary>
    /// <param name="Names">Each name in the target, with the names that map to it. No target name maps to another.</param>
    /// <param name="OthersPass">Whether other non-empty text is copied unchanged, or not at all.</param>
    public sealed record Mapped(ImmutableArray<(string Name, ImmutableArray<string> From)> Names, bool OthersPass) : Conversion;
}
