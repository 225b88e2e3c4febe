using System.Collections.Immutable;

namespace Kube.Sandbox.Tests.Conformance;

/// <summary>One request of a case file.</summary>
public sealed record HttpStep(string Title, string Method, string Path, string Body, string Type, string Accept);

/// <summary>A file of requests, each begun by <c>### title</c>; <c>{{ns}}</c> is the namespace of the case.</summary>
public static class HttpCase
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Conformance", "Cases");

    public static ImmutableArray<HttpStep> Read(string name) =>
        [.. File.ReadAllText(Path.Combine(Folder, $"{name}.http")).Replace("{{ns}}", $"case-{name}", StringComparison.Ordinal)
            .Split("### ", StringSplitOptions.RemoveEmptyEntries).Where(text => text.Trim().Length > 0).Select(ReadStep)];

    private static HttpStep ReadStep(string text)
    {
        var lines = text.Split('\n');
        var request = lines[1].Split(' ', 2);
        var headers = lines[2..].TakeWhile(line =>
            line.Contains(": ", StringComparison.Ordinal) && !line.StartsWith('{') && !line.StartsWith('[')).ToList();
        var body = string.Join('\n', lines[(2 + headers.Count)..]).Trim();
        return new HttpStep(lines[0].Trim(), request[0], request[1].Trim(), body, Header("Content-Type"), Header("Accept"));

        string Header(string name) =>
            headers.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(": ", 2)[1].Trim() ?? "application/json";
    }
}
