using System.Net;

namespace Kube.Runtime;

/// <summary>Which failures are tried again, and when: a pure decision.</summary>
/// <remarks>A <c>Retry-After</c> within the budget is waited for. A longer one ends the request at once; whoever sent it waits, as the
/// controller, the reflector, the elector and the event recorder do.</remarks>
/// <param name="Attempts">Tries in all.</param>
/// <param name="Budget">No try begins later than this after the first.</param>
public sealed record RetryPolicy(int Attempts, TimeSpan Budget)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static RetryPolicy Default { get; } = new(5, TimeSpan.FromSeconds(30));

    /// <summary>How long to wait before the next try, or null to give up.</summary>
    /// <param name="attempt">Tries made so far, from 1.</param>
    /// <param name="random">Between 0 and 1: full jitter for exponential waits. A <c>Retry-After</c> is honoured exactly.</param>
    public TimeSpan? Next(bool idempotent, Exception error, int attempt, TimeSpan elapsed, double random)
    {
        if (attempt >= Attempts || !Retryable(idempotent, error))
        {
            return null;
        }

        var exponential = Math.Min(First.TotalSeconds * Math.Pow(2, attempt - 1), Longest.TotalSeconds);
        var delay = (error as ApiException)?.RetryAfter ?? TimeSpan.FromSeconds(exponential * random);
        return elapsed + delay <= Budget ? delay : null;
    }

    private static bool Retryable(bool idempotent, Exception error) => error switch
    {
        ApiException { Code: (int)HttpStatusCode.TooManyRequests } => true,
        ApiException { NeedsRelist: true } => false,
        ApiException { Code: (int)HttpStatusCode.ServiceUnavailable or (int)HttpStatusCode.GatewayTimeout } => idempotent,
        ApiException { Code: >= (int)HttpStatusCode.InternalServerError, RetryAfter: not null } => idempotent,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => true,
        HttpRequestException or IOException => idempotent,
        _ => false,
    };
}
