using System.Collections.Immutable;
using Kube.Model;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Status;

/// <summary>Names of conditions, as the Gateway API and kstatus have them, and how they are made.</summary>
internal static class Conditions
{
    internal const string Accepted = nameof(Accepted);
    internal const string ResolvedRefs = nameof(ResolvedRefs);
    internal const string Programmed = nameof(Programmed);
    internal const string Available = nameof(Available);
    internal const string Ready = nameof(Ready);

    /// <summary>Present only while true: work goes on by itself.</summary>
    internal const string Reconciling = nameof(Reconciling);

    /// <summary>Present only while true: somebody must act.</summary>
    internal const string Stalled = nameof(Stalled);

    /// <summary>The API server's bound on a message, in characters.</summary>
    private const int MostCharacters = 32768;

    internal static Condition True(string type, string reason, string message) => Of(type, "True", reason, message);

    internal static Condition False(string type, string reason, string message) => Of(type, "False", reason, message);

    internal static Condition Unknown(string type, string reason, string message) => Of(type, "Unknown", reason, message);

    /// <summary>False with all errors among the findings; true without, and then with the warnings.</summary>
    internal static Condition FromFindings(string type, IEnumerable<Finding> findings, string messageWithout)
    {
        var all = findings.ToImmutableArray();
        var errors = all.Where(finding => finding.Severity == Severity.Error).ToImmutableArray();
        return errors.IsEmpty
            ? True(type, type, string.Join('\n', all.Select(Line).Prepend(messageWithout)))
            : False(type, errors[0].Reason, string.Join('\n', errors.Select(Line)));
    }

    /// <summary>Marks conditions with the generation that was looked at.</summary>
    internal static ImmutableArray<Condition> ObservedAt(this IEnumerable<Condition> conditions, long? generation) =>
        [.. conditions.Select(condition => condition with { ObservedGeneration = generation })];

    private static string Line(Finding finding) => $"{finding.Path}: {finding.Message} {finding.Hint}";

    private static Condition Of(string type, string status, string reason, string message) =>
        new() { Type = type, Status = status, Reason = reason, Message = Bounded(message) };

    private static string Bounded(string message)
    {
        const string more = "\n… and more; correct these first.";
        if (message.Length <= MostCharacters)
        {
            return message;
        }

        var end = message.LastIndexOf('\n', MostCharacters - more.Length);
        return string.Concat(message.AsSpan(0, end > 0 ? end : MostCharacters - more.Length), more);
    }
}
