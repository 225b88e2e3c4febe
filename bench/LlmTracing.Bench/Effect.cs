using System.Collections.Immutable;
using System.Text;
using Kube.Testing.Telemetry;

namespace LlmTracing.Bench;

/// <summary>What a configuration lets through.</summary>
/// <param name="Leaks">Planted text of the measured payloads that arrived; a configuration with some is not worth measuring.</param>
/// <param name="Places">How many places of an OTLP message were tried with a secret of its own each.</param>
/// <param name="Open">In how many of them it arrived.</param>
internal sealed record Effect(string Subject, ImmutableArray<string> Leaks, int Places, int Open)
{
    public static async Task<ImmutableArray<Effect>> Of(IEnumerable<Subject> subjects)
    {
        var effects = ImmutableArray.CreateBuilder<Effect>();
        foreach (var subject in subjects)
        {
            effects.Add(await Of(subject));
        }

        return effects.ToImmutable();
    }

    public override string ToString() =>
        $"{Subject}: {(Leaks.IsEmpty ? "masks all that is planted in the payloads" : $"LETS THROUGH {string.Join(", ", Leaks)}")}; "
        + $"{Open} of {Places} places of a message are open";

    private static async Task<Effect> Of(Subject subject)
    {
        var payloads = await Through(subject, [
            .. Payload.All.Where(payload => payload.Findings).Select(payload => (payload.Body, "application/x-protobuf"))]);
        var places = Recording.Load("planted-places.traces");
        var written = await Through(subject, [
            .. places.Requests.Select(request => (Encoding.UTF8.GetBytes(request.Json), "application/json"))]);
        return new Effect(
            subject.Name,
            [.. Prose.Planted.Where(planted => payloads.Contains(planted, StringComparison.Ordinal))],
            places.Secrets.Length,
            places.Leaks(written).Count());
    }

    private static async Task<string> Through(Subject subject, ImmutableArray<(byte[] Body, string Type)> requests)
    {
        await using var collector = await RunningCollector.Start(subject, "file");
        foreach (var (body, type) in requests)
        {
            await collector.Send(body, type);
        }

        await collector.Stop();
        return await File.ReadAllTextAsync(collector.Written);
    }
}
