using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Product;

/// <summary>One request to the API server that was answered.</summary>
/// <param name="Resource">With <c>/subresource</c>, if any.</param>
/// <param name="Namespace">Empty for what is cluster-scoped, and for lists over all namespaces.</param>
/// <param name="Name">Empty for collections.</param>
/// <param name="Lists">Whether a watch began with all objects: where the server cannot do that, the client lists them first.</param>
internal sealed record AuditEntry(
    string User, string Verb, string Group, string Resource, string Namespace, string Name, int Code, bool Lists)
{
    public bool Writes => Verb is not ("get" or "list" or "watch");

    public bool Succeeded => Code is >= 200 and < 300;

    public static AuditEntry Of(JsonNode entry)
    {
        var target = entry["objectRef"];
        var resource = Text(target?["resource"]);
        return new AuditEntry(
            Text(entry["user"]?["username"]), Text(entry["verb"]), Text(target?["apiGroup"]),
            target?["subresource"] is { } sub ? $"{resource}/{sub}" : resource,
            Text(target?["namespace"]), Text(target?["name"]), entry["responseStatus"]?["code"]?.GetValue<int>() ?? 0,
            Text(entry["requestURI"]).Contains("sendInitialEvents=true", StringComparison.Ordinal));
    }

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}

/// <summary>Reads the audit log of a running API server, which writes an entry before it answers.</summary>
internal sealed class AuditLog(string path)
{
    /// <summary>A position: how much there is now.</summary>
    public long Now => new FileInfo(path).Length;

    /// <summary>What was answered since a position, watches that have begun included.</summary>
    public ImmutableArray<AuditEntry> Since(long position = 0)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = position;
        using var reader = new StreamReader(file);
        var whole = reader.ReadToEnd().Split('\n')[..^1];
        return [.. whole.Select(line => AuditEntry.Of(JsonNode.Parse(line)!))];
    }
}
