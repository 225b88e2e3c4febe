namespace Kube.Sandbox.Api;

/// <summary>A refusal with the <c>Status</c> that the real server would answer.</summary>
internal sealed class ApiException(int code, JsonObject status) : Exception(status.Text("message"))
{
    public int Code => code;

    /// <summary>A <c>v1</c> Status.</summary>
    public JsonObject Status => status;

    public string Reason => status.Text("reason") ?? "";

    public static ApiException Of(int code, string reason, string message, JsonObject? details = null)
    {
        var status = new JsonObject
        {
            ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Failure", ["message"] = message,
        };
        if (reason.Length > 0)
        {
            status["reason"] = reason;
        }

        if (details is not null)
        {
            status["details"] = details;
        }

        status["code"] = code;
        return new ApiException(code, status);
    }

    public static ApiException BadRequest(string message) => Of(400, "BadRequest", message);

    public static ApiException NotFound(string group, string plural, string name) =>
        Of(404, "NotFound", $"{Qualified(plural, group)} \"{name}\" not found", Details(name, group, plural));

    public static ApiException AlreadyExists(string group, string plural, string name) =>
        Of(409, "AlreadyExists", $"{Qualified(plural, group)} \"{name}\" already exists", Details(name, group, plural));

    public static ApiException Conflict(string group, string kind, string name, string message) =>
        Of(409, "Conflict", $"Operation cannot be fulfilled on {Qualified(kind, group)} \"{name}\": {message}", Details(name, group, kind));

    public static ApiException Forbidden(string group, string plural, string name, string message) =>
        Of(403, "Forbidden", $"{Qualified(plural, group)} \"{name}\" is forbidden: {message}", Details(name, group, plural));

    public static ApiException Expired(string message) => Of(410, "Expired", message);

    public static ApiException NotAllowed() =>
        Of(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    public static ApiException Invalid(string group, string kind, string name, IReadOnlyList<FieldError> errors)
    {
        var text = errors.Count == 1 ? errors[0].ToString() : $"[{string.Join(", ", errors.Select(error => error.ToString()).Distinct())}]";
        var details = Details(name, group, kind);
        details["causes"] = errors.Select(error => (JsonNode)new JsonObject
        {
            ["reason"] = error.Reason, ["message"] = error.Message, ["field"] = error.Path,
        }).ToJsonArray();
        return Of(422, "Invalid", $"{Qualified(kind, group)} \"{name}\" is invalid: {text}", details);
    }

    private static string Qualified(string name, string group) => group.Length == 0 ? name : $"{name}.{group}";

    private static JsonObject Details(string name, string group, string kind)
    {
        var details = new JsonObject { ["name"] = name, ["group"] = group, ["kind"] = kind };
        foreach (var empty in details.Where(pair => pair.Value.Text() == "").ToList())
        {
            details.Remove(empty.Key);
        }

        return details;
    }
}
