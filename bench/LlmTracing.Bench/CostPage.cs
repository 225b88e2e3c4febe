using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Kube.Testing;

namespace LlmTracing.Bench;

/// <summary>The part of <c>docs/cost.md</c> that a run replaces.</summary>
internal static class CostPage
{
    private const string Begin = "<!-- make bench: begin -->\n";
    private const string End = "<!-- make bench: end -->\n";

    public static async Task Update(string path, string table, ImmutableArray<Effect> effects)
    {
        var page = await File.ReadAllTextAsync(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var open = string.Join("; ", effects.Select(effect => $"{effect.Open} under *{effect.Subject}*"));
        var version = await Version();
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {Environment.ProcessorCount} cores, {version}. Of {effects[0].Places} places of a trace message that held a planted address, open were: {open}.

            {table}
            """);
        await File.WriteAllTextAsync(path, $"{page[..begin]}\n{text}\n{page[end..]}");
    }

    private static async Task<string> Version()
    {
        using var process = Process.Start(new ProcessStartInfo(Tools.Collector!, ["--version"]) { RedirectStandardOutput = true })!;
        return (await process.StandardOutput.ReadToEndAsync()).Trim();
    }
}
