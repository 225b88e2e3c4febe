using Kube.Model;

using Microsoft.Extensions.Logging;

namespace Kube.Runtime;

/// <summary>Everything this library logs. No object bodies, no credentials.</summary>
internal static partial class RuntimeLog
{
    [LoggerMessage(LogLevel.Information, "Listed {Resource}: {Count} objects at version {Version}")]
    public static partial void Listed(ILogger logger, ResourceType resource, int count, string version);

    [LoggerMessage(LogLevel.Debug, "Watch of {Resource} is opened again: {Cause}")]
    public static partial void WatchIdle(ILogger logger, ResourceType resource, string cause);

    [LoggerMessage(LogLevel.Warning, "An object of {Resource} can't be decoded and is left as it was: {Key}")]
    public static partial void Undecodable(ILogger logger, ResourceType resource, ObjectKey? key);

    [LoggerMessage(LogLevel.Error, "Can't {Verb} {Resource} in {Namespace}: {Cause}")]
    public static partial void ReflectorFailed(ILogger logger, string verb, ResourceType resource, string @namespace, string cause);

    [LoggerMessage(LogLevel.Information, "Starting controller {Controller} with {Workers} workers")]
    public static partial void ControllerStarting(ILogger logger, string controller, int workers);

    [LoggerMessage(LogLevel.Error, "Reconcile of {Controller} {Key} failed, next try in {Delay}")]
    public static partial void ReconcileFailed(ILogger logger, Exception error, string controller, ObjectKey key, TimeSpan delay);

    [LoggerMessage(LogLevel.Information, "Reconcile of {Controller} {Key} will be repeated in {Delay}: {Cause}")]
    public static partial void ReconcileAgain(ILogger logger, string controller, ObjectKey key, TimeSpan delay, string cause);

    [LoggerMessage(LogLevel.Information, "Applied {Resource} {Key}")]
    public static partial void Applied(ILogger logger, ResourceType resource, ObjectKey key);

    [LoggerMessage(LogLevel.Information, "Deleted {Resource} {Key}, which is no longer wanted")]
    public static partial void Pruned(ILogger logger, ResourceType resource, ObjectKey key);

    [LoggerMessage(
        LogLevel.Warning, "{Resource} {Key} is not what was applied: {Path} was changed by the API server or an admission webhook")]
    public static partial void Churn(ILogger logger, ResourceType resource, ObjectKey key, string path);

    [LoggerMessage(LogLevel.Information, "Leading: lease {Lease} is held by {Identity}")]
    public static partial void Leading(ILogger logger, ObjectKey lease, string identity);

    [LoggerMessage(LogLevel.Warning, "Lease {Lease}: {Cause}")]
    public static partial void LeaseTrouble(ILogger logger, ObjectKey lease, string cause);

    [LoggerMessage(LogLevel.Error, "Lease {Lease} is lost")]
    public static partial void LeaseLost(ILogger logger, ObjectKey lease);

    [LoggerMessage(LogLevel.Information, "Lease {Lease} is released")]
    public static partial void LeaseReleased(ILogger logger, ObjectKey lease);

    [LoggerMessage(LogLevel.Debug, "An event of reason {Reason} could not be sent: {Cause}")]
    public static partial void EventFailed(ILogger logger, string reason, string cause);

    [LoggerMessage(LogLevel.Error, "Webhook {Webhook} failed for {Namespace}/{Name}")]
    public static partial void WebhookFailed(ILogger logger, Exception error, string webhook, string? @namespace, string? name);

    [LoggerMessage(LogLevel.Information, "The webhook's certificate authority in secret {Key} is now at phase {Phase}")]
    public static partial void AuthorityWritten(ILogger logger, ObjectKey key, string phase);

    [LoggerMessage(LogLevel.Warning, "The certificates of webhook {Webhook} can't be kept up to date: {Cause}")]
    public static partial void CertificateTrouble(ILogger logger, string webhook, string cause);

    [LoggerMessage(LogLevel.Information, "The webhook serves a new certificate, valid until {Until}")]
    public static partial void CertificateIssued(ILogger logger, DateTimeOffset until);

    [LoggerMessage(LogLevel.Information, "The caBundle of {Configuration} is published")]
    public static partial void BundlePublished(ILogger logger, string configuration);

    [LoggerMessage(LogLevel.Critical, "The background task {Task} failed; the process stops")]
    public static partial void TaskFailed(ILogger logger, Exception error, string task);

    [LoggerMessage(LogLevel.Information, "{Step}")]
    public static partial void Step(ILogger logger, string step);
}
