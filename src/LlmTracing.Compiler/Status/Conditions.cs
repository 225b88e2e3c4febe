using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Status;

/// <summary>Condition types of the Gateway API and kstatus, and factories for conditions.</summary>
internal static class Conditions
{
    internal const string Accepted = nameof(Accepted);
    internal const string ResolvedRefs = nameof(ResolvedRefs);
    internal const string Programmed = nameof(Programmed);
    internal const string Available = nameof(Available);
    internal const string Ready = nameof(Ready);

    /// <summary>Present only while true: the operator is working on it.</summary>
    internal const string Reconciling = nameof(Reconciling);

    /// <summary>Present only while true: a person must act.</summary>
    internal const string Stalled = nameof(Stalled);

    /// <summary>The API server's limit for a message, in characters.</summary>
    private const int MostCharacters = 32768;

    internal static Condition True(string type, string reason, string message) => Of(type, "True", reason, message);

    internal static Condition False(string type, string reason, string message) => Of(type, "False", reason, message);

    internal static Condition Unknown(string type, string reason, string message) => Of(type, "Unknown", reason, message);

    /// <summary>False, with all errors among the findings; or true, with the warnings, if there are no errors.</summary>
    internal static Condition FromFindings(string type, IEnumerable<Finding> findings, string messageWithout)
    {
        var all = findings.ToImmutableArray();
        var errors = all.Where(finding => finding.Severity == Severity.Error).ToImmutableArray();
        return errors.IsEmpty
            ? True(type, type, string.Join('\n', all.Select(Line).Prepend(messageWithout)))
            : False(type, errors[0].Reason, string.Join('\n', errors.Select(Line)));
    }

    /// <summary>Sets the generation that the conditions describe.</summary>
    internal static ImmutableArray<Condition> ObservedAt(this IEnumerable<Condition> conditions, long? generation) =>
        [.. conditions.Select(condition => condition with { ObservedGeneration = generation })];

    private static string Line(Finding finding) => $"{finding.Path}: {finding.Message} {finding.Hint}";

    private static Condition Of(string type, string status, string reason, string message) =>
        new() { Type = type, Status = status, Reason = reason, Message = Bounded(message) };

    private static string Bounded(string message)
    {
        const string more = "\n… and more; fix these first.";
        if (message.Length <= MostCharacters)
        {
            return message;
        }

        var end = message.LastIndexOf('\n', MostCharacters - more.Length);
        return string.Concat(message.AsSpan(0, end > 0 ? end : MostCharacters - more.Length), more);
    }
}
