using System.Text.Json.Nodes;
using Kube.Testing.Api;

namespace Repository.Tests.Schema;

/// <summary>YAML as the JSON that the API server makes of it.</summary>
internal static class YamlDocuments
{
    /// <summary>The documents of a text; empty ones are left out.</summary>
    public static IReadOnlyList<JsonNode> Parse(string text) => Manifests.Parse(text);

    /// <summary>The documents of a file of the repository.</summary>
    public static IReadOnlyList<JsonNode> Read(string relative) => Parse(Repo.Read(relative));
}
