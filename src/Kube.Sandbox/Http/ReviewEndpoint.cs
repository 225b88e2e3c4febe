using System.Text.Json.Nodes;
using Kube.Sandbox.Api;
using Kube.Schema.Json;
using Microsoft.AspNetCore.Http;

namespace Kube.Sandbox.Http;

/// <summary>Reviews are answered and not stored: everyone is the administrator here and may do everything.</summary>
internal static class ReviewEndpoint
{
    /// <summary>What is served, for discovery: path of the collection, kind, namespaced.</summary>
    public static readonly (string Group, string Plural, string Kind, bool Namespaced)[] Served =
    [
        ("authorization.k8s.io", "selfsubjectaccessreviews", "SelfSubjectAccessReview", false),
        ("authorization.k8s.io", "subjectaccessreviews", "SubjectAccessReview", false),
        ("authorization.k8s.io", "localsubjectaccessreviews", "LocalSubjectAccessReview", true),
        ("authorization.k8s.io", "selfsubjectrulesreviews", "SelfSubjectRulesReview", false),
        ("authentication.k8s.io", "tokenreviews", "TokenReview", false),
        ("authentication.k8s.io", "selfsubjectreviews", "SelfSubjectReview", false),
    ];

    public static bool Serves(HttpRequest request) =>
        request.Method == "POST" && Served.Any(item => IsPath(request.Path.Value ?? "", item.Group, item.Plural));

    public static async Task ServeAsync(HttpContext context)
    {
        var served = Served.First(item => IsPath(context.Request.Path.Value ?? "", item.Group, item.Plural));
        var review = IsProtobuf(context.Request) ? [] : await RequestBody.ReadObjectAsync(context.Request);
        review["apiVersion"] = $"{served.Group}/v1";
        review["kind"] = served.Kind;
        review["status"] = Status(served.Kind, review);
        await Answer.JsonAsync(context, 201, review);
    }

    /// <summary>The answer does not depend on the question, so that one in protobuf need not be read.</summary>
    private static bool IsProtobuf(HttpRequest request) => request.ContentType?.Contains("protobuf", StringComparison.Ordinal) == true;

    private static bool IsPath(string path, string group, string plural) =>
        path.StartsWith($"/apis/{group}/v1/", StringComparison.Ordinal) && path.EndsWith($"/{plural}", StringComparison.Ordinal);

    private static JsonObject Status(string kind, JsonObject review) => kind switch
    {
        "TokenReview" => new JsonObject { ["authenticated"] = review.Text("spec", "token") is { Length: > 0 }, ["user"] = User() },
        "SelfSubjectReview" => new JsonObject { ["userInfo"] = User() },
        "SelfSubjectRulesReview" => new JsonObject
        {
            ["incomplete"] = false,
            ["nonResourceRules"] = new JsonArray(new JsonObject { ["verbs"] = new JsonArray("*"), ["nonResourceURLs"] = new JsonArray("*") }),
            ["resourceRules"] = new JsonArray(new JsonObject { ["verbs"] = new JsonArray("*"), ["apiGroups"] = new JsonArray("*"), ["resources"] = new JsonArray("*") }),
        },
        _ => new JsonObject { ["allowed"] = true },
    };

    private static JsonObject User() => new() { ["username"] = "admin", ["groups"] = new JsonArray("system:masters", "system:authenticated") };
}
