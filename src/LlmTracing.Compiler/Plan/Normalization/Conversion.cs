using System.Collections.Immutable;

namespace LlmTracing.Compiler.Plan.Normalization;

/// <summary>What a value must be to be copied, and what it becomes. What does not fit is not copied.</summary>
public abstract record Conversion
{
    private Conversion()
    {
    }

    /// <summary>Text that is not empty, as it is.</summary>
    public sealed record Text : Conversion;

    /// <summary>An integer, a double without fraction from 0 to 2^53, or 1 to 18 digits in text: becomes an integer.</summary>
    public sealed record Count : Conversion;

    /// <summary>Text that is not empty: becomes a list with it.</summary>
    public sealed record TextList : Conversion;

    /// <summary>Text with another name in the target.</summary>
    /// <param name="Names">Each name of the target, with all that become it. No name becomes another one of the target's.</param>
    /// <param name="OthersPass">Whether other text that is not empty is copied as it is; else it is not copied.</param>
    public sealed record Mapped(ImmutableArray<(string Name, ImmutableArray<string> From)> Names, bool OthersPass) : Conversion;
}
