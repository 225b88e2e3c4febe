using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Kube.Testing.Telemetry;

/// <summary>One OTLP export request in JSON.</summary>
public sealed record OtlpRequest(Signal Signal, string Json);

/// <summary>A secret that was planted in a recording.</summary>
/// <param name="Id">Unique within the recording.</param>
/// <param name="Kind">Such as <c>email</c> or <c>card</c>.</param>
/// <param name="Detectable"><c>pattern</c>, <c>context</c> (only the name beside it gives it away) or <c>no</c> (names, addresses, medical
/// text).</param>
/// <param name="Forms">The exact characters to look for, by form: <c>plain</c>, <c>json-escaped</c>, <c>url-encoded</c>, <c>base64</c>,
/// ….</param>
public sealed record PlantedSecret(string Id, string Kind, string Detectable, ImmutableSortedDictionary<string, string> Forms)
{
    /// <summary>The first form that is found in the text, or null.</summary>
    public string? FoundIn(string text) => Forms.FirstOrDefault(form => text.Contains(form.Value, StringComparison.Ordinal)).Key;
}

/// <summary>Telemetry of a real instrumentation library with known fake secrets in it, from the folder <c>Recordings</c>.</summary>
/// <remarks><c>planted-places.*</c> are not recorded but made: each place where content can hide has a secret of its own.</remarks>
public sealed record Recording(string Name, ImmutableArray<OtlpRequest> Requests, ImmutableArray<PlantedSecret> Secrets)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Recordings");
    private static readonly Lazy<JsonArray> Manifest =
        new(() => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "manifest.json")))!["files"]!.AsArray());

    /// <summary>All names, as <c>library@version.scenario</c>.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. Manifest.Value.Select(entry => Path.GetFileNameWithoutExtension(Text(entry!, "file")))];

    /// <exception cref="FileNotFoundException">There is no such recording.</exception>
    public static Recording Load(string name)
    {
        var lines = File.ReadLines(Path.Combine(Folder, $"{name}.json")).Where(line => line.Length > 0);
        var entry = Manifest.Value.First(candidate => Text(candidate!, "file") == $"{name}.json")!;
        return new Recording(name, [.. lines.Select(Request)], [.. entry["secrets"]!.AsArray().Select(secret => Secret(secret!))]);
    }

    /// <summary>The secrets of this recording that <paramref name="text"/> still holds, each with the form found.</summary>
    public IEnumerable<string> Leaks(string text, Func<PlantedSecret, bool>? which = null) => Secrets
        .Where(secret => which?.Invoke(secret) ?? true)
        .Select(secret => (secret, form: secret.FoundIn(text)))
        .Where(found => found.form is not null)
        .Select(found => $"{found.secret.Id} ({found.secret.Kind}, {found.form})");

    private static OtlpRequest Request(string line)
    {
        var json = JsonNode.Parse(line)!;
        return new OtlpRequest(Enum.GetValues<Signal>().First(signal => json[signal.Root()] is not null), line);
    }

    private static PlantedSecret Secret(JsonNode entry) => new(
        Text(entry, "id"), Text(entry, "kind"), Text(entry, "detectable"),
        entry["grep"]!.AsObject()
            .ToImmutableSortedDictionary(form => form.Key, form => form.Value!.GetValue<string>(), StringComparer.Ordinal));

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
