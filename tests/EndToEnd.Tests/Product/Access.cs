using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Product;

/// <summary>One thing that a role allows.</summary>
/// <param name="Namespace">Of a Role; empty for a ClusterRole.</param>
/// <param name="Name">The only object that it is allowed on, or empty.</param>
internal sealed record Grant(string Role, string Namespace, string Group, string Resource, string Verb, string Name)
{
    /// <summary>Everything that the rules of a Role or ClusterRole allow, one by one.</summary>
    public static IEnumerable<Grant> Of(JsonNode role) =>
        from rule in role["rules"]!.AsArray()
        from @group in Texts(rule!["apiGroups"])
        from resource in Texts(rule["resources"])
        from verb in Texts(rule["verbs"])
        from name in rule["resourceNames"] is { } names ? Texts(names) : [""]
        select new Grant(
            role["metadata"]!["name"]!.GetValue<string>(), role["metadata"]!["namespace"]?.GetValue<string>() ?? "", @group, resource, verb,
            name);

    /// <summary>Whether the request needed something like this.</summary>
    /// <remarks>An apply that creates is a patch that needs <c>create</c> as well; writing a binding needs <c>bind</c>.</remarks>
    public bool Covers(AuditEntry request) =>
        Group == request.Group
        && Verb switch
        {
            "bind" => request is { Resource: "clusterrolebindings", Verb: "patch" },
            "create" => Resource == request.Resource && request is ({ Verb: "create" } or { Verb: "patch", Code: 201 }),
            "list" => Resource == request.Resource && (request.Verb == "list" || request.Lists),
            _ => (Resource, Verb) == (request.Resource, request.Verb),
        }
        && (Namespace.Length == 0 || Namespace == request.Namespace)
        && (Name.Length == 0 || Name == request.Name || Verb == "bind");

    public override string ToString() =>
        $"{Role}{(Namespace.Length == 0 ? "" : $" in {Namespace}")}: {Verb} {Resource}.{Group} {Name}".TrimEnd(' ', '.');

    private static ImmutableArray<string> Texts(JsonNode? list) => [.. list!.AsArray().Select(item => item!.GetValue<string>())];
}

/// <summary>What was allowed and never needed.</summary>
internal static class Unused
{
    /// <param name="grants">All grants of one account.</param>
    /// <param name="requests">Its requests.</param>
    /// <returns>One per line. A cluster-wide grant counts as used only by a request that no grant in a namespace covers.</returns>
    public static string Of(ImmutableArray<Grant> grants, IEnumerable<AuditEntry> requests)
    {
        var succeeded = requests.Where(request => request.Succeeded).Distinct().ToImmutableArray();
        var narrow = grants.Where(grant => grant.Namespace.Length > 0).ToImmutableArray();
        return string.Join('\n', grants.Where(grant => !succeeded.Any(request =>
            grant.Covers(request) && (grant.Namespace.Length > 0 || !narrow.Any(other => other.Covers(request))))));
    }
}
