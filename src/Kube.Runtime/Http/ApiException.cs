using k8s.Models;

using Kube.Model;

namespace Kube.Runtime;

/// <summary>The API server's refusal, decoded.</summary>
public sealed class ApiException : Exception
{
    private const int MessageLimit = 1024;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public ApiException(ApiRequest request, int code, V1Status? status, TimeSpan? retryAfter)
        : base(Describe(request, code, status))
    {
        Code = code;
        Reason = status?.Reason ?? "";
        NeedsRelist = code == 410 || Reason is "Expired" or "Gone"
            || status?.Details?.Causes?.Any(cause => cause.Reason == "ResourceVersionTooLarge") == true;
        var asked = retryAfter ?? (status?.Details?.RetryAfterSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null);
        RetryAfter = asked > LongestWait ? LongestWait : asked;
    }

    /// <summary>HTTP status, or the code of an <c>ERROR</c> event.</summary>
    public int Code { get; }

    /// <summary>Machine-readable reason such as <c>AlreadyExists</c>; empty when the answer was no Status.</summary>
    public string Reason { get; }

    /// <summary>How long the server asks us to wait before any further try; at most five minutes, whatever it says.</summary>
    public TimeSpan? RetryAfter { get; }

    public bool IsNotFound => Code == 404;

    public bool IsConflict => Code == 409 && Reason != "AlreadyExists";

    /// <summary>The version asked for is gone, or (after a restore) not there yet: the only cure is a new list.</summary>
    public bool NeedsRelist { get; }

    /// <remarks><c>Retry-After</c> is a number of seconds or a date.</remarks>
    internal static ApiException From(ApiRequest request, HttpResponseMessage response, byte[] body, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - now : null;
        var status = Decoder.TryRead(body, KubeJson.Options.TypeInfo<V1Status>());
        return new ApiException(request, (int)response.StatusCode, status, wait > TimeSpan.Zero ? wait : null);
    }

    /// <remarks>The server quotes rejected values; for Secrets its message is left out.</remarks>
    private static string Describe(ApiRequest request, int code, V1Status? status)
    {
        var target = request.Name is null ? request.Resource : $"{request.Resource} {new ObjectKey(request.Namespace ?? "", request.Name)}";
        var message = request.Resource == "secrets" || status?.Message is not { Length: > 0 } text ? ""
            : $": {(text.Length > MessageLimit ? text[..MessageLimit] : text)}";
        return $"{request.Verb} {target}: {code} {status?.Reason}{message}";
    }
}
