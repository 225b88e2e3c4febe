using LlmTracing.Compiler.Preview;

namespace LlmTracing.Cli.Previews;

/// <summary>The changes by span, in the order of the recording, without values.</summary>
internal static class PreviewText
{
    /// <param name="spans">Number of spans before redaction.</param>
    public static void Write(IReadOnlyList<Change> changes, int spans, TextWriter output)
    {
        (string SpanId, string Name)? shown = null;
        foreach (var change in changes)
        {
            if (shown != (change.SpanId, change.Name))
            {
                output.WriteLine(Owner(change));
                shown = (change.SpanId, change.Name);
            }

            output.WriteLine($"  {change.Kind,-9} {change.Place}{ChangeText.Cause(change)}");
        }

        ChangeText.WriteSum(changes, spans, output);
    }

    private static string Owner(Change change) =>
        change.SpanId.Length == 0 ? (change.Name.Length == 0 ? "resources and scopes" : change.Name) : $"{change.Name} [{change.SpanId}]";
}
