namespace Kube.Sandbox.Http;

/// <summary>Reads the query parameters that the API knows.</summary>
internal static class RequestQuery
{
    public static string? Get(this HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    public static bool Has(this HttpRequest request, string name) => request.Get(name) is { } value && value is not ("false" or "0");

    public static WriteOptions WriteOptions(this HttpRequest request) => new(Manager(request))
    {
        DryRun = request.Get("dryRun") == "All",
        Force = request.Has("force"),
        Validation = request.Get("fieldValidation") switch
        {
            "Strict" => FieldValidation.Strict,
            "Ignore" => FieldValidation.Ignore,
            _ => FieldValidation.Warn,
        },
    };

    public static ObjectSelector Selector(this HttpRequest request, RequestTarget target) =>
        ObjectSelector.Parse(target.Resource, request.Get("labelSelector"), request.Get("fieldSelector"));

    public static long? Version(this HttpRequest request)
    {
        if (request.Get("resourceVersion") is not { } text)
        {
            return null;
        }

        return long.TryParse(text, out var version) ? version : throw ApiException.BadRequest($"invalid resource version: \"{text}\"");
    }

    private static string Manager(HttpRequest request)
    {
        if (request.Get("fieldManager") is { } given)
        {
            return given;
        }

        var agent = request.Headers.UserAgent.ToString();
        var name = agent.Split('/')[0];
        return name.Length == 0 ? "unknown" : name;
    }
}
